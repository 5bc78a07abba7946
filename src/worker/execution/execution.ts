import type { Model } from '../../encoder/artifact/model.js';
import { toVitrineError, VitrineError } from '../../errors.js';
import type { Sequence } from '../../sequence/sequence.js';
import type { AcceleratorName, BackendName } from '../wire/protocol.js';
import { createArrayPass } from './array-pass.js';
import type { Encoding, ForwardPass } from './forward-pass.js';
import type { StandingsAt } from './standings.js';
import type { Accelerator } from './start-accelerator.js';

/** A model that answers from the first moment, on plain arrays, and goes over to the best backend once that is warm. */
export interface Execution {
  /** What runs the model now. */
  backend(): BackendName;
  /** How long it took to load and become ready, ms; 0 for arrays. */
  warmUpMs(): number;
  encode(sequence: Sequence): Promise<Encoding>;
  /** Where the shopper stood at places of a sequence; always on plain arrays. */
  readonly standingsAt: StandingsAt;
  /**
   * Loads and warms up the backends in turn, beside the answers, until one runs.
   *
   * @returns when one has taken over, or none is left
   */
  accelerate(): Promise<void>;
  /** Drops what was kept of the shopper. */
  forget(): void;
  /** Frees the backend. */
  close(): void;
}

export interface ExecutionOptions {
  /** Backends to try, in this order. */
  readonly backends: readonly AcceleratorName[];
  /**
   * Loads a backend and starts it; null where this device does not have what it takes.
   *
   * @see StartAccelerator
   */
  start(
    name: AcceleratorName,
    model: Model,
    encodeOnArrays: (sequence: Sequence) => Encoding,
  ): Promise<Accelerator | null>;
  /** Hears why a backend was given up. */
  readonly report: (error: VitrineError) => void;
  /** Hears that another backend runs the model from now on. */
  readonly onChange?: () => void;
}

/**
 * Up to this many new tokens are read on plain arrays even where a backend is warm: with what is in memory they cost
 * less than the way to a GPU and back. See `npm run bench:speed`.
 */
export const maxArrayTokens = 8;

const never = new Promise<never>(() => {});

/** Runs a model on plain arrays, at once; `accelerate` brings in the backends. */
export function openExecution(model: Model, { backends, start, report, onChange }: ExecutionOptions): Execution {
  const arrays = createArrayPass(model);
  const untried = [...backends];
  let accelerator: Accelerator | undefined;
  let readyAfterMs = 0;
  let isClosed = false;

  const accelerate = async (): Promise<void> => {
    for (let name = untried.shift(); name && !isClosed; name = untried.shift()) {
      try {
        const startedAt = performance.now();
        const started = await start(name, model, (sequence) => createArrayPass(model).encode(sequence));
        if (!started) continue;
        if (isClosed) return started.close();
        accelerator = started;
        readyAfterMs = performance.now() - startedAt;
        // Hears of its end at once, whether or not a pass is running.
        started.life.guard(never).catch((error) => giveUp(started, error));
        return onChange?.();
      } catch (error) {
        report(toVitrineError(error, 'BACKEND_UNAVAILABLE', name));
      }
    }
  };
  const giveUp = (broken: Accelerator, error: unknown) => {
    if (broken !== accelerator) return; // another call has done it
    report(toVitrineError(broken.life.broken() ?? error, 'BACKEND_LOST', broken.name));
    broken.close();
    accelerator = undefined;
    onChange?.();
    void accelerate();
  };
  /** What is new of a shopper is read on arrays; a whole history anew, and the whole catalogue, on the backend. */
  const encodeOn = async ({ pass, name }: Accelerator, sequence: Sequence): Promise<Encoding> => {
    const encoding =
      arrays.unread(sequence) > maxArrayTokens
        ? await pass.encode(sequence)
        : await scoreOn(pass, arrays.encodeStates(sequence), sequence.tokens);
    if (encoding.logits.every(Number.isFinite)) return encoding;
    throw new VitrineError('BACKEND_LOST', `${name} gives scores that are no numbers`);
  };

  return {
    backend: () => accelerator?.name ?? 'cpu',
    warmUpMs: () => (accelerator ? readyAfterMs : 0),
    async encode(sequence) {
      const running = accelerator;
      if (!running) return arrays.encode(sequence);
      try {
        return await running.life.guard(encodeOn(running, sequence));
      } catch (error) {
        giveUp(running, error);
        return arrays.encode(sequence);
      }
    },
    standingsAt: arrays.standingsAt,
    accelerate,
    forget: arrays.forget,
    close() {
      isClosed = true;
      accelerator?.close();
      accelerator = undefined;
    },
  };
}

async function scoreOn(
  pass: ForwardPass,
  states: Pick<Encoding, 'embedding' | 'standing'>,
  tokens: Int32Array,
): Promise<Encoding> {
  return { ...states, logits: await pass.score(states.embedding, tokens) };
}
