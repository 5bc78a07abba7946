import { z } from 'zod';
import { encoderLimits } from '../../encoder/artifact/check-manifest.js';
import { type EncoderConfig, encoderKinds } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import { boundedNumber, wholeNumber } from './number-options.js';

/** What every kind of encoder can be told. */
const shape = {
  /** Width of the item embeddings and of the sequence embedding. */
  embeddingSize: wholeNumber(1, 1024).default(96),
  /** Tokens that the encoder reads: items, and a start for each session. */
  maxSequenceLength: wholeNumber(2, encoderLimits.sequenceLength).default(128),
  dropout: boundedNumber(0, 0.9).default(0.2),
  /** `cosine` compares directions only, so that popular items cannot outshout others by their length. */
  scores: z.enum(['dot', 'cosine']).default('dot'),
  /** Divides the cosines. */
  temperature: boundedNumber(0.001, 100).default(0.07),
  /** Whether the encoder reads the time since the token before. */
  timeGaps: z.boolean().default(false),
  /** How many types of events it tells apart; where it is absent, all of them if the log has several, else none. */
  eventTypes: wholeNumber(0, 255).optional(),
  /** Rows that the words of titles and searches share; 0 reads no text. */
  textBuckets: wholeNumber(0, 1_048_576).default(0),
};

const blocks = {
  nBlocks: wholeNumber(1, 32).default(1),
  /** Divides `embeddingSize`. */
  nHeads: wholeNumber(1, 64).default(2),
  hiddenSize: wholeNumber(1, 8192).default(192),
};

const layers = {
  nLayers: wholeNumber(1, 16).default(1),
  hiddenSize: wholeNumber(1, 8192).default(96),
};

const kinds = [
  z.strictObject({ kind: z.literal('transformer'), ...shape, ...blocks }).superRefine(checkHeads),
  z.strictObject({ kind: z.literal('bert'), ...shape, ...blocks }).superRefine(checkHeads),
  z.strictObject({ kind: z.literal('gru'), ...shape, ...layers }),
  z.strictObject({ kind: z.literal('lstm'), ...shape, ...layers }),
  z.strictObject({
    kind: z.literal('convolution'),
    ...shape,
    kernelSize: wholeNumber(2, encoderLimits.kernelSize).default(3),
    dilations: z.array(wholeNumber(1, encoderLimits.dilation)).min(1).max(32).default([1, 4]),
  }),
  z.strictObject({ kind: z.literal('session-graph'), ...shape, nSteps: wholeNumber(1, 32).default(1) }),
  z.strictObject({ kind: z.literal('bag'), ...shape }),
] as const;

/** `encoder` in vitrine.config.json: the kind of the sequence model, `transformer` by default, and its shape. */
export const encoderOptions = z.preprocess(
  (value) => (isRecord(value) ? { kind: 'transformer', ...value } : value),
  z.discriminatedUnion('kind', kinds, {
    error: ({ input }) => (isRecord(input) ? `expected one of: ${encoderKinds.join(', ')}` : 'expected an object'),
  }),
);

/** The options with all their defaults. */
export type CompleteEncoderOptions = z.infer<typeof encoderOptions>;

/** What training makes an encoder by: what may be left out of an encoder's configuration may be left out here. */
export type EncoderOptions = EncoderConfig;

/**
 * The options that a kind has.
 *
 * @returns none for what is no kind
 * @example encoderKeys('bag').includes('nHeads') // false
 */
export function encoderKeys(kind: unknown): string[] {
  const options = kinds.find(({ shape: { kind: literal } }) => literal.value === kind);
  return options ? Object.keys(options.shape) : [];
}

/**
 * The options as another kind has them: what was set otherwise than by default goes over where that kind has it too.
 *
 * @throws VitrineError `OPTION_INVALID` listing the kinds for what is none
 * @example changeKind(encoderOptions.parse({ embeddingSize: 32 }), 'gru').embeddingSize // 32
 */
export function changeKind(options: CompleteEncoderOptions, kind: string): CompleteEncoderOptions {
  if (kind === options.kind) return options;
  const keys = encoderKeys(kind);
  if (keys.length === 0) {
    throw new VitrineError('OPTION_INVALID', `--encoder is "${kind}", expected one of: ${encoderKinds.join(', ')}`);
  }
  const defaults = new Map<string, unknown>(Object.entries(encoderOptions.parse({ kind: options.kind })));
  const set = Object.entries(options).filter(([key, value]) => keys.includes(key) && value !== defaults.get(key));
  return encoderOptions.parse({ ...Object.fromEntries(set), kind });
}

function checkHeads(
  { nHeads, embeddingSize }: { nHeads: number; embeddingSize: number },
  context: z.RefinementCtx,
): void {
  if (embeddingSize % nHeads === 0) return;
  context.addIssue({
    code: 'custom',
    path: ['nHeads'],
    message: `${nHeads} does not divide embeddingSize ${embeddingSize}`,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
