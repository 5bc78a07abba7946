import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { Weight } from '../../encoder/artifact/model.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../../encoder/artifact/safetensors.js';
import { VitrineError } from '../../errors.js';
import type { AdamState } from '../gradients/adam.js';
import type { Parameters } from '../gradients/parameters.js';
import { type Fingerprint, requireSame } from '../resume/fingerprint.js';
import { describeDiskFailure } from '../target/disk-failure.js';
import type { EpochLog } from './epoch-log.js';

/** Everything that training goes on from, as it stands after an epoch. */
export interface TrainingState {
  readonly stage: EpochLog['stage'];
  /** Epochs of the stage that are done. */
  readonly epoch: number;
  readonly parameters: Parameters;
  readonly adam: AdamState;
  /** Where the random generator stands. */
  readonly random: readonly [number, number, number, number];
  /** The parameters of the best epoch so far. */
  readonly best: Parameters;
  /** Every epoch so far. */
  readonly log: readonly EpochLog[];
}

/** Bytes of the SHA-256 that stands before the tensors. */
const sealBytes = 32;

/**
 * Writes a training state as one file: the SHA-256 of what follows, then safetensors.
 *
 * Atomic: whoever is stopped half way leaves the checkpoint that was there before. Its draft has one name, so that a kill
 * leaves one at most.
 *
 * @throws VitrineError `WRITE_FAILED` when the disk refuses
 */
export async function writeCheckpoint(path: string, state: TrainingState, fingerprint: Fingerprint): Promise<void> {
  const { stage, epoch, parameters, adam, random, best, log } = state;
  const about = JSON.stringify({ fingerprint, stage, epoch, step: adam.step, random, log });
  const text = new Int8Array(new TextEncoder().encode(about).buffer);
  const content = encodeSafetensors({
    about: { dtype: 'I8', shape: [text.length], data: text },
    ...store('parameters', parameters),
    ...store('best', best),
    ...store('adam/first', withShapes(adam.first, parameters)),
    ...store('adam/second', withShapes(adam.second, parameters)),
  });
  try {
    const file = await open(draftOf(path), 'w');
    try {
      await file.writeFile(sealOf(content));
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draftOf(path), path);
  } catch (error) {
    throw describeDiskFailure(error, `the checkpoint ${path}`);
  }
}

/** Removes a checkpoint, and the draft that a kill may have left. */
export async function removeCheckpoint(path: string): Promise<void> {
  for (const file of [path, draftOf(path)]) await rm(file, { force: true });
}

/**
 * Reads the state that a training is to go on from.
 *
 * @throws VitrineError `FILE_NOT_FOUND` without a checkpoint, `CONFIG_INVALID` when it is of a training that was started
 * with something else, naming what differs, `FILE_UNREADABLE` when it is not as it was written
 */
export async function readCheckpoint(path: string, fingerprint: Fingerprint): Promise<TrainingState> {
  const bytes = await readFile(path).catch((cause) => {
    throw new VitrineError(
      'FILE_NOT_FOUND',
      `there is no checkpoint ${path} to go on from: train without --resume, with the same --out`,
      { cause },
    );
  });
  const content = bytes.subarray(sealBytes);
  if (!sealOf(content).equals(bytes.subarray(0, sealBytes))) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `the checkpoint ${path} is damaged, or of another version: its content does not have the hash that stands in it; ` +
        'train without --resume, from the start',
    );
  }
  const tensors = decodeSafetensors(content);
  const about = JSON.parse(new TextDecoder().decode(Uint8Array.from(tensors.about.data)));
  requireSame(
    about.fingerprint,
    fingerprint,
    ({ field, saved, given }) =>
      `the checkpoint ${path} was made with ${field} ${saved}, now it is ${given}: ` +
      'train with what it was made with, or without --resume',
  );
  const parameters = load('parameters', tensors);
  const moments = (name: string) =>
    Object.fromEntries(Object.entries(load(`adam/${name}`, tensors)).map(([key, { data }]) => [key, data]));
  const { stage, epoch, step, random, log } = about;
  const adam = { step, first: moments('first'), second: moments('second') };
  return { stage, epoch, parameters, adam, random, best: load('best', tensors), log };
}

function draftOf(path: string): string {
  return `${path}.part`;
}

function sealOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

function store(prefix: string, weights: Readonly<Record<string, Weight>>): Record<string, StoredTensor> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [`${prefix}/${name}`, { dtype: 'F32', shape, data }]),
  );
}

function load(prefix: string, tensors: Readonly<Record<string, StoredTensor>>): Parameters {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(`${prefix}/`));
  return Object.fromEntries(
    own.map(([name, { shape, data }]) => [name.slice(prefix.length + 1), { shape, data: Float32Array.from(data) }]),
  );
}

function withShapes(arrays: Readonly<Record<string, Float32Array>>, parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, { ...parameters[name], data }]));
}
