import type { Model } from '../encoder/artifact.js';
import { addCompanionLogits } from '../encoder/companions.js';
import { toVitrineError, VitrineError } from '../errors.js';
import type { Sequence } from '../sequence/sequence.js';
import { type Backend, openBackend } from './backend.js';
import { createForwardPass, type Encoding, type ForwardPass } from './forward-pass.js';
import type { BackendName } from './protocol.js';

/** A model that runs on the best backend that works here, and goes over to the next when that one dies. */
export interface Execution {
  /** The backend in use now. */
  backend(): BackendName;
  /** @throws VitrineError `BACKEND_UNAVAILABLE` once no backend is left */
  encode(sequence: Sequence): Promise<Encoding>;
  /** Frees the backend. */
  close(): void;
}

interface Running {
  readonly backend: Backend;
  readonly pass: ForwardPass;
}

/**
 * Starts the first backend that works, and warms it up by a pass whose result is checked.
 *
 * @param names backends to try, in this order
 * @param report hears why a backend was given up
 * @throws VitrineError `BACKEND_UNAVAILABLE` when none works
 */
export async function openExecution(
  model: Model,
  names: readonly BackendName[],
  report: (error: VitrineError) => void,
): Promise<Execution> {
  const untried = [...names];
  const startNext = async (): Promise<Running> => {
    for (let name = untried.shift(); name; name = untried.shift()) {
      try {
        const running = await start(model, name);
        if (running) return running;
      } catch (error) {
        report(toVitrineError(error, 'BACKEND_UNAVAILABLE', name));
      }
    }
    throw new VitrineError('BACKEND_UNAVAILABLE', `none of ${names.join(', ')} runs the model on this device`);
  };

  let running = await startNext();
  return {
    backend: () => running.backend.name,
    async encode(sequence) {
      for (;;) {
        try {
          return await running.backend.life.guard(running.pass.encode(sequence));
        } catch (error) {
          const lost = running.backend.life.broken();
          if (!lost) throw error;
          report(toVitrineError(lost, 'BACKEND_LOST'));
          stop(running);
          running = await startNext();
        }
      }
    },
    close: () => stop(running),
  };
}

function stop({ backend, pass }: Running): void {
  pass.dispose();
  backend.close();
}

async function start(model: Model, name: BackendName): Promise<Running | null> {
  const backend = await openBackend(name);
  if (!backend) return null;
  try {
    const pass = createForwardPass(model);
    await backend.life.guard(checkWarmUp(model, pass));
    return { backend, pass };
  } catch (error) {
    backend.close();
    throw error;
  }
}

/** How many items' scores the warm-up checks. */
const maxCheckedItems = 64;

/** Runs once, which compiles everything, and compares scores with plain arithmetic. */
async function checkWarmUp(model: Model, pass: ForwardPass): Promise<void> {
  const tokens = Int32Array.of(model.vocabulary.sessionStart, 0);
  const sequence = { tokens, times: Float64Array.of(0, 0), types: Uint8Array.of(0, 0), queries: new Map() };
  const { embedding, logits } = await pass.encode(sequence);
  const expected = scoreByHand(model, embedding, tokens);
  for (let item = 0; item < Math.min(expected.length, maxCheckedItems); item++) {
    // Written so that NaN fails.
    if (!(Math.abs(logits[item] - expected[item]) <= 1e-2 * (1 + Math.abs(expected[item])))) {
      throw new VitrineError(
        'BACKEND_UNAVAILABLE',
        `it scores item ${item} ${logits[item]}, expected ${expected[item]}`,
      );
    }
  }
}

function scoreByHand({ itemEmbeddings, itemBias, companions }: Model, embedding: Float32Array, tokens: Int32Array) {
  const size = embedding.length;
  const logits = itemBias.map((bias, item) =>
    embedding.reduce((sum, value, i) => sum + value * itemEmbeddings[item * size + i], bias),
  );
  if (companions) addCompanionLogits(logits, tokens, companions);
  return logits;
}
