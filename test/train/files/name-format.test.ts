import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nameFormat } from '../../../src/train/files/name-format.js';
import { load } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const zip = (...names: string[]) =>
  Buffer.from(`PK\u0003\u0004\u0014\0\0\0${names.join('\0\0PK\u0003\u0004')}`, 'latin1');
const tar = Buffer.concat([Buffer.from('log.csv'.padEnd(257, '\0')), Buffer.from('ustar\0'.padEnd(255, '\0'))]);

describe('a file that is no log is refused by what it is, with the command that helps:', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['a zip archive', zip('log.csv'), /is a zip archive.*: unpack it by `unzip export\.csv` and give the files in it/],
    ['an Excel workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), /is an Excel workbook.*CSV UTF-8/],
    ['an OpenDocument sheet', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), /is a spreadsheet/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), /is an old Excel workbook/],
    ['bzip2', Buffer.from('BZh91AY&SY\0\0', 'latin1'), /is packed by bzip2.*`bunzip2 -k export\.csv`/],
    ['xz', Buffer.from('fd377a585a000004', 'hex'), /is packed by xz.*`xz -dk/],
    ['lz4', Buffer.from('04224d186440a7', 'hex'), /is packed by lz4/],
    ['7z', Buffer.from('377abcaf271c0004', 'hex'), /is a 7z archive/],
    ['tar', tar, /is a tar archive.*`tar -xf/],
    ['tar within gzip', gzipSync(tar), /is a tar archive/],
    ['Parquet within gzip', gzipSync('PAR1 and more'), /is a Parquet file within gzip.*`gunzip -k/],
    ['PDF', '%PDF-1.7\n', /is a PDF/],
    ['SQLite', 'SQLite format 3\0and more', /is an SQLite database/],
    ['Avro', 'Obj\u0001\u0004', /is an Avro file.*Parquet/],
    ['ORC', Buffer.from('ORC\0\u0001', 'latin1'), /is an ORC file.*Parquet/],
    [
      'a page of an error',
      '\n<!DOCTYPE html>\n<html><title>502</title>',
      /is a web page, perhaps of an error or a login.*again/,
    ],
    ['a page with a byte order mark', '\uFEFF<html lang="en">', /is a web page/],
    ['a sitemap', '<?xml version="1.0"?>\n<urlset>', /is XML/],
    ['a feed', '<rss version="2.0">', /is XML/],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', /git lfs pull/],
    ['a dump', '-- MySQL dump 10.13\n\nINSERT INTO `orders`', /is a database’s dump/],
    ['rich text', '{\\rtf1\\ansi user_id', /is a text document/],
  ])('%s', async (_, content, message) => {
    await expect(load([temporaryFile('export.csv', content)])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(message),
    });
  });

  it('quotes a name that a shell would take apart', () => {
    expect(nameFormat(zip('a'), 'my log.zip')?.advice).toContain("`unzip 'my log.zip'`");
  });

  it.each(['ORCHARD,item_id\n', 'PARENT_ID,item_id\n', '<5 EUR,item_id\n', '#1001,a\n'])('but no text: %j', (text) => {
    expect(nameFormat(Buffer.from(text), 'log.csv')).toBeUndefined();
  });
});
