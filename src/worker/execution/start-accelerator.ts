import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { Sequence } from '../../sequence/sequence.js';
import type { Breaker } from '../wire/breaker.js';
import type { AcceleratorName, ExecutionFiles } from '../wire/protocol.js';
import { openBackend } from './backend.js';
import type { BackendDriver } from './backends/backend-driver.js';
import { createForwardPass, type Encoding, type ForwardPass } from './forward-pass.js';

/** A model on a warm TensorFlow.js backend. */
export interface Accelerator {
  readonly name: AcceleratorName;
  readonly pass: ForwardPass;
  /** Broken when the device takes the backend away. */
  readonly life: Breaker;
  /** Frees the tensors and the backend. */
  close(): void;
}

/** What a backend is started with. */
export interface AcceleratorStart {
  readonly files: ExecutionFiles;
  /** What plain arrays make of a sequence, to compare with. */
  encodeOnArrays(sequence: Sequence): Encoding;
}

/** Starts one execution; what its file provides. */
export type StartAccelerator = (model: Model, start: AcceleratorStart) => Promise<Accelerator | null>;

/**
 * Starts a backend, has it compile everything, and compares what it computes with plain arrays.
 *
 * @returns null where the device does not have what it takes
 * @throws VitrineError `BACKEND_UNAVAILABLE` when it does not run here, or computes something else
 */
export async function startAccelerator(
  driver: BackendDriver,
  model: Model,
  { files, encodeOnArrays }: AcceleratorStart,
): Promise<Accelerator | null> {
  const { name } = driver;
  const backend = await openBackend(driver, files);
  if (!backend) return null;
  try {
    const pass = createForwardPass(model);
    const sequence = sampleSequence(model);
    await backend.life.guard(backend.compile(() => pass.rehearse(sequence)));
    await backend.life.guard(checkPass(name, pass, sequence, encodeOnArrays(sequence)));
    const close = () => {
      pass.dispose();
      backend.close();
    };
    return { name, pass, life: backend.life, close };
  } catch (error) {
    backend.close();
    throw error;
  }
}

/** A first visit, one item, and the question what comes next: every kind of encoder runs all its parts for it. */
function sampleSequence({ vocabulary: { sessionStart } }: Model): Sequence {
  return {
    tokens: Int32Array.of(sessionStart, 0, sessionStart),
    times: Float64Array.of(0, 0, 3_600_000),
    types: new Uint8Array(3),
    queries: new Map(),
  };
}

/** A broken GPU driver gives zeros or noise without any error; half floats are only less exact. */
async function checkPass(name: string, pass: ForwardPass, sequence: Sequence, expected: Encoding): Promise<void> {
  const found = await pass.encode(sequence);
  for (const part of ['embedding', 'standing', 'logits'] as const) {
    const wrong = found[part].findIndex((value, i) => !isClose(value, expected[part][i]));
    if (wrong < 0) continue;
    throw new VitrineError(
      'BACKEND_UNAVAILABLE',
      `${name} does not run here: it computes ${part}[${wrong}] as ${found[part][wrong]}, expected ${expected[part][wrong]}`,
    );
  }
}

/** Written so that NaN is not. */
function isClose(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= 1e-2 * (1 + Math.abs(expected));
}
