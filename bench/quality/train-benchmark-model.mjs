import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Trains a benchmark's model by `vitrine train`, unless it is there.
 *
 * A training that was stopped goes on from its last epoch when the run is resumed.
 *
 * @returns {string} the model's folder
 */
export function trainBenchmarkModel(name, benchmark, { cwd, cli, dataFolder, work, isResumed, epochs, seed }) {
  const model = `bench-${name}${seed === undefined ? '' : `-seed${seed}`}${epochs === undefined ? '' : `-epochs${epochs}`}`;
  const out = join(work, model);
  if (isResumed && existsSync(join(out, 'manifest.json'))) return out;
  const states = join(cwd, '.vitrine');
  // A state is called by the model's name and the hash of the folder that it is written to.
  const ofModel = new RegExp(`^${model}-[0-9a-f]{8}\\.checkpoint\\.safetensors$`);
  const hasBegun = existsSync(states) && readdirSync(states).some((name) => ofModel.test(name));
  const { events, items, config } = benchmark;
  const args = [
    'train',
    ...events.flatMap((file) => ['--events', join(dataFolder, file)]),
    ...(items ? ['--items', join(dataFolder, items)] : []),
    '--config',
    config,
    '--out',
    out,
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(epochs === undefined ? [] : ['--epochs', String(epochs)]),
    ...(isResumed && hasBegun ? ['--resume'] : []),
  ];
  // Its tables go to stderr: stdout is for the figures.
  execFileSync(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 2, 2] });
  return out;
}
