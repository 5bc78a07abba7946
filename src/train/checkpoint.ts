import { rename, writeFile } from 'node:fs/promises';
import { encodeSafetensors, type StoredTensor } from '../encoder/safetensors.js';
import type { AdamState } from './adam.js';
import type { Parameters } from './parameters.js';

/** Everything that training would go on from. */
export interface TrainingState {
  /** Epochs that are done. */
  epoch: number;
  readonly parameters: Parameters;
  readonly adam: AdamState;
  /** Where the random generator stands. */
  random: [number, number, number, number];
}

/**
 * Writes a training state as one safetensors file: `parameters/…`, `adam/first/…`, `adam/second/…` and `progress`
 * (epochs, steps, and the generator's four words).
 *
 * Atomic: whoever is stopped half way leaves the checkpoint that was there before.
 */
export async function writeCheckpoint(path: string, { epoch, parameters, adam, random }: TrainingState): Promise<void> {
  const tensors: Record<string, StoredTensor> = {
    progress: { dtype: 'I32', shape: [6], data: Int32Array.of(epoch, adam.step, ...random) },
  };
  for (const [name, { shape, data }] of Object.entries(parameters)) {
    tensors[`parameters/${name}`] = { dtype: 'F32', shape, data };
    tensors[`adam/first/${name}`] = { dtype: 'F32', shape, data: adam.first[name] };
    tensors[`adam/second/${name}`] = { dtype: 'F32', shape, data: adam.second[name] };
  }
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, encodeSafetensors(tensors));
  await rename(draft, path);
}
