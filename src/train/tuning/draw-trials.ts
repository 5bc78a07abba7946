import { encoderKinds } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { TrainConfig } from '../config/config.js';
import { changeKind, encoderOptions } from '../config/encoder-options.js';
import { trainingOptions } from '../config/training-options.js';
import { type Drawn, drawOptions, type TuningSpace } from './tuning-space.js';

/** One set of options to try. */
export interface Trial {
  /** Complete. */
  readonly config: Pick<TrainConfig, 'encoder' | 'training'>;
  /** What was drawn of it. */
  readonly encoder: Drawn;
  readonly training: Drawn;
}

/** Draws of one trial before its space is taken for impossible. */
const maxDraws = 50;

/**
 * Draws trials of one kind of encoder. The first of them is the configuration as it is, so that a search never ends
 * below it unnoticed.
 *
 * A kind's trials are the same whatever other kinds are searched. Options that do not go together, such as heads that do
 * not divide the size, are drawn again.
 *
 * @throws VitrineError `CONFIG_INVALID` where the space holds values that options cannot have
 */
export function drawTrials(
  { encoder, training, seed }: Pick<TrainConfig, 'encoder' | 'training' | 'seed'>,
  space: TuningSpace,
  kind: string,
  nTrials: number,
): Trial[] {
  const random = createRandom(seed + 1009 * (1 + [...encoderKinds, kind].indexOf(kind)));
  const base = changeKind(encoder, kind);
  const draw = (): Trial => {
    let problem = '';
    for (let i = 0; i < maxDraws; i++) {
      const drawn = {
        encoder: drawOptions(space.encoders[kind] ?? {}, random),
        training: drawOptions(space.training, random),
      };
      const parsed = {
        encoder: encoderOptions.safeParse({ ...base, ...drawn.encoder }),
        training: trainingOptions.safeParse({ ...training, ...drawn.training }),
      };
      if (parsed.encoder.success && parsed.training.success) {
        return { ...drawn, config: { encoder: parsed.encoder.data, training: parsed.training.data } };
      }
      const [issue] = [parsed.encoder, parsed.training].flatMap(({ error }) => error?.issues ?? []);
      problem = `${issue.path.join('.')}: ${issue.message}`;
    }
    throw new VitrineError('CONFIG_INVALID', `the search space of ${kind} gives options that cannot be: ${problem}`);
  };
  return Array.from({ length: nTrials }, (_, i) =>
    i === 0 ? { config: { encoder: base, training }, encoder: {}, training: {} } : draw(),
  );
}
