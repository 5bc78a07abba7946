import { z } from 'zod';
import { encoderKinds } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import type { Random } from '../../random.js';
import { encoderKeys } from '../config/encoder-options.js';
import { trainingOptions } from '../config/training-options.js';

const range = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    /** Whether every doubling is as likely as any other; all values are above 0 then. */
    log: z.boolean().default(false),
    /** Whether draws are whole numbers. */
    whole: z.boolean().default(false),
  })
  .refine(({ from, to }) => from < to, 'expected from below to')
  .refine(({ from, log }) => !log || from > 0, 'expected from above 0 on a log scale');

/** The values an option may take: a list, each as likely, or a range. */
const dimension = z.union([z.array(z.json()).min(1), range], { error: 'expected a list of values, or { from, to }' });
const dimensions = z.record(z.string(), dimension);

const spaceSchema = z.strictObject({
  encoders: z.partialRecord(z.enum(encoderKinds), dimensions).optional(),
  training: dimensions.optional(),
});

export type Dimension = z.infer<typeof dimension>;

/** What is drawn from: the options of each kind of encoder, and of training. An option that is not named stays as it is. */
export interface TuningSpace {
  readonly encoders: Readonly<Record<string, Readonly<Record<string, Dimension>>>>;
  readonly training: Readonly<Record<string, Dimension>>;
}

/** Values of options, by name. */
export type Drawn = Readonly<Record<string, unknown>>;

/** What the search itself decides: a space must not. */
const fixed = ['epochs', 'refitEpochs'];

/**
 * Checks a search space.
 *
 * @param input what a file holds
 * @param fallback for a kind of encoder, or for training, that it says nothing about
 * @throws VitrineError `CONFIG_INVALID` for what is no range or list, and for an option that there is not, listing those
 * there are
 */
export function parseTuningSpace(input: unknown, fallback: TuningSpace, name = 'the search space'): TuningSpace {
  const result = spaceSchema.safeParse(input);
  if (!result.success) {
    const [{ path, message, ...issue }] = result.error.issues;
    const valid = path.length === 0 ? ['encoders', 'training'] : encoderKinds;
    const what =
      issue.code === 'unrecognized_keys'
        ? `has the unknown key "${[...path, issue.keys[0]].join('.')}", expected one of: ${valid.join(', ')}`
        : `has an invalid ${path.join('.') || 'content'}: ${message}`;
    throw new VitrineError('CONFIG_INVALID', `${name} ${what}`);
  }
  const { encoders = {}, training } = result.data;
  const given = Object.entries(encoders).flatMap(([kind, options]) => (options ? [[kind, options] as const] : []));
  for (const [kind, options] of given) {
    const known = encoderKeys(kind).filter((key) => key !== 'kind');
    rejectUnknown(`${name} has the unknown option "encoders.${kind}.`, options, known);
  }
  const known = Object.keys(trainingOptions.shape).filter((key) => !fixed.includes(key));
  rejectUnknown(`${name} has the unknown option "training.`, training ?? {}, known);
  return {
    encoders: { ...fallback.encoders, ...Object.fromEntries(given) },
    training: training ?? fallback.training,
  };
}

/**
 * Draws a value for each option.
 *
 * @example drawOptions({ dropout: [0.3] }, { next: () => 0.5, integer: () => 0 }) // { dropout: 0.3 }
 */
export function drawOptions(
  space: Readonly<Record<string, Dimension>>,
  random: Pick<Random, 'next' | 'integer'>,
): Drawn {
  return Object.fromEntries(Object.entries(space).map(([name, one]) => [name, drawValue(one, random)]));
}

function drawValue(one: Dimension, random: Pick<Random, 'next' | 'integer'>): unknown {
  if (Array.isArray(one)) return one[random.integer(one.length)];
  const { from, to, log, whole } = one;
  const share = random.next();
  if (whole && !log) return from + Math.floor(share * (to - from + 1));
  const value = log ? from * (to / from) ** share : from + share * (to - from);
  // Three digits tell as much as any choice by validation can.
  return whole ? Math.round(value) : Number(value.toPrecision(3));
}

function rejectUnknown(start: string, options: Drawn, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new VitrineError('CONFIG_INVALID', `${start}${unknown}", expected one of: ${known.join(', ')}`);
}
