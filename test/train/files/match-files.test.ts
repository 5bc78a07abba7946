import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchFiles } from '../../../src/train/files/match-files.js';
import { temporaryFolder } from '../logs/temporary-log.js';

/** A folder with empty files of these names. */
function folderOf(...names: string[]): (name: string) => string {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return (name) => join(folder, name);
}

describe('matchFiles', () => {
  it('takes a word that names a file for that file, whatever characters it has', async () => {
    const at = folderOf('log[1].csv', 'log1.csv', 'log*.csv', 'log?.csv', 'a{b,c}.csv', 'user_id=7/log.csv');
    for (const name of ['log[1].csv', 'log*.csv', 'log?.csv', 'a{b,c}.csv', 'user_id=7/log.csv']) {
      expect(await matchFiles([at(name)])).toEqual({ files: [at(name)], notes: [] });
    }
  });

  it('takes * and ? for characters within one name where no file is called so, and says what they matched', async () => {
    const at = folderOf(
      'may-1.csv',
      'may-2.csv',
      'may-10.csv',
      'june.csv',
      '.may-3.csv',
      'x/may-4.csv',
      'may-5.csv/in',
    );
    const [one, two, ten] = ['may-1.csv', 'may-2.csv', 'may-10.csv'].map(at);
    expect(await matchFiles([at('may-?.csv')])).toEqual({
      files: [one, two],
      notes: [`${at('may-?.csv')}: ${one}, ${two}`],
    });
    expect((await matchFiles([at('may-*.csv')])).files).toEqual([one, ten, two]);
    expect((await matchFiles([at('*/may*')])).files).toEqual([at('x/may-4.csv')]);
    expect((await matchFiles([at('.may*')])).files).toEqual([at('.may-3.csv')]);
  });

  it('lets brackets, braces and dots of a pattern stand for themselves', async () => {
    const at = folderOf('log[1]-a.csv', 'log1-b.csv', 'x+y-a.csv', 'xxy-a.csv', 'a.csv', 'abcsv');
    expect((await matchFiles([at('log[1]-*.csv')])).files).toEqual([at('log[1]-a.csv')]);
    expect((await matchFiles([at('x+y-*.csv')])).files).toEqual([at('x+y-a.csv')]);
    expect((await matchFiles([at('?.csv')])).files).toEqual([at('a.csv')]);
  });

  it.each([
    ['a file that is not there', 'no.csv', 'FILE_NOT_FOUND', /no\.csv does not exist: check the path/],
    ['a pattern without a match', 'no*.csv', 'FILE_NOT_FOUND', /there is no file .*no\*\.csv, and none matches it/],
    [
      'a folder',
      'folder',
      'FILE_UNREADABLE',
      /folder is a folder and no file: give the files in it, such as '.*folder\/\*', in quotes/,
    ],
    ['a pipe', 'pipe', 'FILE_UNREADABLE', /pipe is a pipe and no file/],
    ['links in a circle', 'circle', 'FILE_NOT_FOUND', /its links lead in a circle/],
    ['a link to nothing', 'dangling', 'FILE_NOT_FOUND', /dangling does not exist/],
    ['a name that was no UTF-8', 'caf\uFFFD.csv', 'FILE_NOT_FOUND', /its name is not UTF-8, rename it/],
  ])('refuses %s', async (_, name, code, message) => {
    const at = folderOf('folder/x', 'log.csv');
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync(at('circle'), at('circle'));
    symlinkSync(at('nothing'), at('dangling'));
    await expect(matchFiles([at('log.csv'), at(name)])).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it.each(['http://localhost:1/log.csv', 'https://ada:secret@example.com/log.csv?key=secret', 's3://secret/log.csv'])(
    'fetches nothing, and repeats no password: %s',
    async (address) => {
      const outcome = await matchFiles([address]).catch((error: unknown) => error);
      expect(outcome).toMatchObject({
        code: 'FILE_NOT_FOUND',
        message: expect.stringMatching(/^log\.csv is given by/),
      });
      expect(String(outcome)).not.toContain('secret');
    },
  );

  it('says that nothing expands a home folder inside a word', async () => {
    await expect(matchFiles(['~/no-such.csv'])).rejects.toThrow(/a ~ inside a word stays as it is/);
  });

  it('finds any file by its own name, and by no other', async () => {
    const name = fc.stringMatching(/^[a-c*?[\]{}()+.!^$|=%;' -]{1,8}$/).filter((text) => !/^\.+$/.test(text));
    await fc.assert(
      fc.asyncProperty(name, name, async (mine, other) => {
        const at = folderOf(mine);
        expect((await matchFiles([at(mine)])).files).toEqual([at(mine)]);
        if (/[*?]/.test(other)) return;
        const found = await matchFiles([at(other)]).catch(() => ({ files: [] }));
        expect(found.files).toEqual(mine === other ? [at(mine)] : []);
      }),
      { numRuns: 100 },
    );
  });
});
