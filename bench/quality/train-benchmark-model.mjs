import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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
  const hasBegun = existsSync(join(cwd, '.vitrine', `${model}.checkpoint.safetensors`));
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
