import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { readModel } from '../../src/train/artifact/read-model.js';
import { buildCli, removeCli, runCli } from '../train/cli/built-cli.js';
import { temporaryFile, temporaryFolder } from '../train/logs/temporary-log.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

const nCases = attackCount(2, 28);
const signals = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;
const modelFiles = ['catalog.json', 'manifest.json', 'weights.safetensors'];

/** 40 shoppers walk through eight items in a circle, three sessions each. */
const log = [
  'session_id,user_id,timestamp,item_id',
  ...Array.from({ length: 120 }, (_, session) =>
    Array.from({ length: 4 }, (_, i) => {
      const time = new Date(Date.UTC(2024, 0, 1, session, i)).toISOString();
      return `s${session},u${session % 40},${time},i${(session + i) % 8}`;
    }),
  ).flat(),
].join('\n');

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 3, refitEpochs: 1, batchTokens: 128 },
  clean: { minItemCount: 1 },
};

/** Where a model is written: into a folder that is exchanged, or into the one that the command works in. */
interface Place {
  readonly cwd: string;
  readonly out: string;
  readonly dir: string;
}

describe('a training that is interrupted at any moment', { timeout: 3_600_000 }, () => {
  let cli: string;

  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  it('leaves the earlier model whole, and goes on to the bytes of one that was not', async () => {
    const random = createRandom(attackSeed());
    const events = temporaryFile('log.csv', log);
    const configFile = temporaryFile('config.json', JSON.stringify(config));
    const words = (out: string, seed: number) => [
      ...['train', '--events', events, '--config', configFile],
      ...['--out', out, '--seed', String(seed)],
    ];
    const former = placeIn(false);
    expect(runCli(cli, former.cwd, ...words(former.out, 1)).error).not.toMatch(/^vitrine:/m);
    const before = filesOf(former.dir);
    const startedAt = Date.now();
    const wanted = [false, true].map((isInPlace) => {
      const place = placeIn(isInPlace);
      expect(runCli(cli, place.cwd, ...words(place.out, 2)).code).toBe(0);
      return filesOf(place.dir);
    });
    const usualMs = (Date.now() - startedAt) / 2;

    const faults: string[] = [];
    for (let nth = 0; nth < nCases; nth++) {
      const signal = signals[nth % signals.length]!;
      const isInPlace = random.integer(2) === 1;
      const delay = random.next() * usualMs;
      const about = `${signal} after ${Math.round(delay)} ms${isInPlace ? ', in place' : ''}`;
      const place = placeIn(isInPlace);
      cpSync(former.dir, place.dir, { recursive: true });
      await runUntil(cli, place.cwd, words(place.out, 2), signal, delay);

      // Whoever is told may tidy up; nobody is told of SIGKILL, and the next run tidies up then.
      if (signal !== 'SIGKILL') faults.push(...strangersIn(place).map((name) => `${about}: left ${name}`));
      await readModel(place.dir).catch((error: Error) => faults.push(`${about}: ${error.message}`));
      const found = filesOf(place.dir);
      const versions = [before, wanted[Number(isInPlace)]!];
      if (!versions.some((version) => isSame(version, found))) faults.push(`${about}: neither model is there`);

      const hasState = stateIn(place.cwd);
      const again = runCli(cli, place.cwd, ...words(place.out, 2), ...(hasState ? ['--resume'] : []));
      if (again.code !== 0) faults.push(`${about}: going on failed: ${again.error}`);
      if (!isSame(wanted[Number(isInPlace)]!, filesOf(place.dir))) faults.push(`${about}: another model came of it`);
      faults.push(...strangersIn(place).map((name) => `${about}: kept ${name}`));
    }
    const failed = new Set(faults.map((fault) => fault.split(': ')[0]));
    tellAttack({
      kind: 'interrupted trainings',
      promise: 'the earlier model stays whole, and --resume gives the same bytes',
      tried: nCases,
      held: nCases - failed.size,
    });
    expect(faults).toEqual([]);
  });

  it('goes on from no state that was changed by one bit', () => {
    const place = placeIn(false);
    const words = ['train', '--events', temporaryFile('log.csv', log), '--out', place.out, '--resume'];
    const folder = join(place.cwd, '.vitrine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'model.checkpoint.safetensors'), Buffer.alloc(4096, 7));
    const { code, error } = runCli(cli, place.cwd, ...words);
    expect(code).toBe(1);
    expect(error).toMatch(
      /^vitrine: the checkpoint .*model\.checkpoint\.safetensors is damaged.*without --resume.*\n$/m,
    );
    expect(existsSync(place.dir)).toBe(false);
  });
});

function placeIn(isInPlace: boolean): Place {
  const folder = temporaryFolder();
  const dir = join(folder, 'model');
  if (!isInPlace) return { cwd: folder, out: 'model', dir };
  mkdirSync(dir);
  return { cwd: dir, out: '.', dir };
}

/** Starts a command and ends it by a signal after a while, unless it has ended before. */
function runUntil(cli: string, cwd: string, words: string[], signal: NodeJS.Signals, delay: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...words], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(signal), delay);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function stateIn(cwd: string): boolean {
  const folder = join(cwd, '.vitrine');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.checkpoint.safetensors'));
}

/** What is neither the model nor the folder in which a training keeps its state. */
function strangersIn({ cwd, dir }: Place): string[] {
  const around = readdirSync(join(dir, '..')).filter((name) => name !== 'model' && name !== '.vitrine');
  const within = readdirSync(dir).filter((name) => !modelFiles.includes(name) && !(cwd === dir && name === '.vitrine'));
  return [...around, ...within];
}

function filesOf(dir: string): Buffer[] {
  return modelFiles.map((name) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name)) : Buffer.alloc(0)));
}

function isSame(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  return one.every((content, i) => content.equals(other[i]!));
}
