import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkModelTarget } from '../../../src/train/artifact/check-model-target.js';
import { readModel } from '../../../src/train/artifact/read-model.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { checkLogTarget } from '../../../src/train/encoder-training/training-log.js';
import { claimTarget } from '../../../src/train/target/claim-target.js';
import { resolveTarget } from '../../../src/train/target/resolve-target.js';
import { temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

const write = (dir: string, seed = 1) =>
  writeModel(dir, { model: tinyModel(seed), metrics: {}, provenance: tinyProvenance });

/** Mounts a small disk in memory for the current test; says why where it cannot. */
function mountDisk(point: string, options: string): boolean {
  try {
    mkdirSync(point, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', point], { stdio: 'pipe' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', point]));
  return true;
}

const canMount = (() => {
  const point = join(process.env.TMPDIR ?? '/tmp', `vitrine-mount-${process.pid}`);
  try {
    mkdirSync(point);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', point], { stdio: 'pipe' });
    execFileSync('umount', [point]);
    return true;
  } catch {
    process.stdout.write('disks of their own are not tried: this user may not mount any\n');
    return false;
  } finally {
    rmSync(point, { recursive: true, force: true });
  }
})();

describe('claiming a folder', () => {
  it('leaves nothing behind, not even the folders around one that is not there', async () => {
    const folder = temporaryFolder();
    const { path, release } = await claimTarget(join(folder, 'a/b/model'));
    expect(path).toBe(join(realpathSync(folder), 'a/b/model'));
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['.model.lock']);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a second run out, names the first, and lets it in when that has ended', async () => {
    const out = join(temporaryFolder(), 'model');
    const { release } = await claimTarget(out);
    await expect(claimTarget(out)).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: expect.stringMatching(
        new RegExp(
          `model is being written by process ${process.pid} on ${hostname()}, since .*delete .*\\.model\\.lock$`,
        ),
      ),
    });
    // By another name, too.
    const link = join(temporaryFolder(), 'link');
    symlinkSync(out, link);
    await expect(claimTarget(link)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    release();
    (await claimTarget(out)).release();
  });

  it('takes over the lock of a process that is no more, or that is another by the same number', async () => {
    const folder = temporaryFolder();
    const lock = join(folder, '.model.lock');
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    const dead = { pid: child.pid, host: hostname(), began: '1', since: '2024-01-01T00:00:00Z' };
    for (const holder of [dead, { ...dead, pid: process.pid }]) {
      writeFileSync(lock, JSON.stringify(holder));
      (await claimTarget(join(folder, 'model'))).release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it.each([
    ['of another machine', JSON.stringify({ pid: 1, host: 'elsewhere', began: '', since: '2024-01-01' })],
    ['that cannot be read', 'x'],
  ])('respects a lock %s', async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.model.lock'), text);
    await expect(claimTarget(join(folder, 'model'))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(readFileSync(join(folder, '.model.lock'), 'utf8')).toBe(text);
  });
});

describe('the folder that is written', () => {
  it('is where links lead, whether it is there or not', async () => {
    const folder = realpathSync(temporaryFolder());
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('next/model', join(folder, 'dangling'));
    symlinkSync(join(folder, 'dangling'), join(folder, 'twice'));
    expect(await resolveTarget(join(folder, 'link'))).toBe(join(folder, 'real'));
    expect(await resolveTarget(join(folder, 'link/new/model'))).toBe(join(folder, 'real/new/model'));
    expect(await resolveTarget(join(folder, 'twice'))).toBe(join(folder, 'next/model'));
  });

  it('is replaced behind its link, which stays', async () => {
    const folder = temporaryFolder();
    symlinkSync('models/may', join(folder, 'current'));
    await write(join(folder, 'current'), 1);
    const first = readFileSync(join(folder, 'models/may/weights.safetensors'));
    await write(join(folder, 'current'), 2);
    expect(readFileSync(join(folder, 'current/weights.safetensors')).equals(first)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['current', 'models']);
    expect(readdirSync(join(folder, 'models'))).toEqual(['may']);
    await readModel(join(folder, 'current'));
  });

  it('is refused where its links lead in a circle', async () => {
    const folder = temporaryFolder();
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    const refusal = { code: 'OPTION_INVALID', message: expect.stringMatching(/a link that leads in a circle/) };
    await expect(claimTarget(join(folder, 'a'))).rejects.toMatchObject(refusal);
    await expect(checkModelTarget(join(folder, 'a'))).rejects.toMatchObject(refusal);
  });

  it.each(['/', '.', '..'])('is not %s, where other things are', async (out) => {
    await expect(checkModelTarget(out)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/holds ".+", which is no part of a model/),
    });
  });

  it('is not the folder that the log lies in', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'log.csv'), '');
    await expect(checkModelTarget(folder)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });

  it('may be the folder that a command works in', async () => {
    const folder = temporaryFolder();
    const before = process.cwd();
    process.chdir(folder);
    try {
      await write('.', 1);
      await write('.', 2);
      // A folder that was exchanged would be another than the one that this process is in.
      expect(readdirSync('.').sort()).toEqual(['catalog.json', 'manifest.json', 'weights.safetensors']);
      await readModel('.');
    } finally {
      process.chdir(before);
    }
  });

  it.runIf(canMount)('is replaced in place where it is a mount point', async () => {
    const folder = temporaryFolder();
    const point = join(folder, 'model');
    expect(mountDisk(point, 'size=1m')).toBe(true);
    const { path, release } = await claimTarget(point);
    await write(path, 1);
    await write(path, 2);
    release();
    expect(readdirSync(point).sort()).toEqual(['catalog.json', 'manifest.json', 'weights.safetensors']);
    expect(readdirSync(folder)).toEqual(['model']);
    await readModel(point);
  });

  it.runIf(canMount)('is refused before anything else on a disk that is full, and what was there stays', async () => {
    const point = join(temporaryFolder(), 'disk');
    expect(mountDisk(point, 'size=128k')).toBe(true);
    for (const out of [join(point, 'model'), point]) {
      await expect(claimTarget(out)).rejects.toMatchObject({
        code: 'WRITE_FAILED',
        message: expect.stringMatching(/cannot be written: the disk is full: make room/),
      });
      expect(readdirSync(point)).toEqual([]);
    }
  });

  it.runIf(canMount)('keeps the former model where the disk is full at the end', async () => {
    const point = join(temporaryFolder(), 'disk');
    expect(mountDisk(point, 'size=128k')).toBe(true);
    await write(join(point, 'model'), 1);
    const before = readFileSync(join(point, 'model/manifest.json'), 'utf8');
    const room = Buffer.alloc(4096);
    for (let i = 0; i < 64; i++) {
      try {
        writeFileSync(join(point, `filler-${i}`), room);
      } catch {
        break;
      }
    }
    await expect(write(join(point, 'model'), 2)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(readFileSync(join(point, 'model/manifest.json'), 'utf8')).toBe(before);
    await readModel(join(point, 'model'));
  });

  it.runIf(canMount)('is refused on a disk that is read-only', async () => {
    const point = join(temporaryFolder(), 'disk');
    expect(mountDisk(point, 'size=1m,ro')).toBe(true);
    for (const out of [join(point, 'model'), join(point, 'a/b'), point]) {
      await expect(claimTarget(out)).rejects.toMatchObject({
        code: 'WRITE_FAILED',
        message: expect.stringMatching(/cannot be written: the disk is read-only/),
      });
    }
  });
});

describe('a folder that is replaced in place', () => {
  it('is put back as it was when a crash came in the middle', async () => {
    const folder = temporaryFolder();
    await write(folder, 1);
    const whole = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
    // As a crash leaves it: the former files are aside, and some of the new ones in their places.
    const previous = join(folder, '.vitrine-previous');
    mkdirSync(previous);
    for (const [name, content] of whole) writeFileSync(join(previous, name!), content!, 'latin1');
    writeFileSync(join(folder, 'weights.safetensors'), 'half');
    await readModel(folder);
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')])).toEqual(whole);
    expect(existsSync(previous)).toBe(false);
  });

  it('is not put back while another run writes it', async () => {
    const folder = temporaryFolder();
    await write(folder, 1);
    mkdirSync(join(folder, '.vitrine-previous'));
    const holder = { pid: 1, host: 'elsewhere', began: '', since: '2024-01-01' };
    writeFileSync(join(folder, '.vitrine-lock'), JSON.stringify(holder));
    await readModel(folder);
    expect(existsSync(join(folder, '.vitrine-previous'))).toBe(true);
  });
});

describe('a training log', () => {
  it('does not take the place of a file that is learned from', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'log.csv'), '');
    symlinkSync('log.csv', join(folder, 'link.csv'));
    await expect(checkLogTarget(join(folder, 'link.csv'), [join(folder, 'log.csv')])).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
    await checkLogTarget(join(folder, 'other.jsonl'), [join(folder, 'log.csv')]);
  });
});
