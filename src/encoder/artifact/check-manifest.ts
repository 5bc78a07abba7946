import { VitrineError } from '../../errors.js';
import { coldFeatures } from '../item-features/cold-weights.js';
import { encoderKinds } from '../kinds/create-encoder.js';

/** Notes the fields of a value that are not as they have to be. */
type Check = (value: unknown, field: string, wrong: string[]) => unknown;

/** Bytes of a file of a model at most: some 4 million items of 64 numbers each. */
export const maxFileBytes = 2 ** 28;

/** The largest numbers of an encoder's configuration: each is an amount of memory and of time on a shopper's device. */
export const encoderLimits = { width: 4096, sequenceLength: 2048, layers: 64, kernelSize: 16, dilation: 512 } as const;

/** Fields that a message names at most. */
const maxNamed = 5;

const has =
  (isRight: (value: unknown) => boolean): Check =>
  (value, field, wrong) => {
    if (!isRight(value)) wrong.push(field);
  };
const text = has((value) => typeof value === 'string');
const matching = (pattern: RegExp) => has((value) => typeof value === 'string' && pattern.test(value));
const flag = has((value) => typeof value === 'boolean');
const number = (least: number, most: number) =>
  has((value) => typeof value === 'number' && value >= least && value <= most);
const whole = (least: number, most: number) =>
  has((value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most);
const oneOf = (...values: readonly unknown[]) => has((value) => values.includes(value));
const optional =
  (check: Check): Check =>
  (value, field, wrong) => {
    if (value !== undefined) check(value, field, wrong);
  };
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, field, wrong) => {
    if (typeof value !== 'object' || value === null) wrong.push(field);
    else
      for (const key of Object.keys(fields)) fields[key](fieldOf(value, key), field ? `${field}.${key}` : key, wrong);
  };
const fieldOf = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];
/** @param key of the entries, which tells one from another; absent where some may be the same */
const listOf =
  (check: Check, least: number, most: number, key?: string): Check =>
  (value, field, wrong) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return wrong.push(field);
    for (let i = 0; i < value.length && wrong.length < maxNamed; i++) check(value[i], `${field}[${i}]`, wrong);
    if (!key || wrong.length > 0 || new Set(value.map((entry) => fieldOf(entry, key))).size === value.length) return;
    wrong.push(`${field}[].${key} (one occurs twice)`);
  };

/** So large a weight that no training finds it, and so small that no sum of some overflows. */
const weight = number(-1e6, 1e6);
const above0 = number(1e-9, 1e12);
const size = whole(1, encoderLimits.width);
const few = whole(1, encoderLimits.layers);
const texts = listOf(text, 0, 1000);

const shape = {
  kind: oneOf(...encoderKinds),
  embeddingSize: size,
  maxSequenceLength: whole(1, encoderLimits.sequenceLength),
  dropout: number(0, 1),
  scores: optional(oneOf('dot', 'cosine')),
  temperature: optional(above0),
  timeGaps: optional(flag),
  eventTypes: optional(whole(0, 255)),
  textBuckets: optional(whole(0, 2 ** 24)),
};
const blocks = { nBlocks: few, nHeads: few, hiddenSize: size };
const layers = { nLayers: few, hiddenSize: size };

/** What each kind needs beside `shape`. */
const kinds: Readonly<Record<(typeof encoderKinds)[number], Readonly<Record<string, Check>>>> = {
  transformer: blocks,
  bert: blocks,
  gru: layers,
  lstm: layers,
  convolution: {
    kernelSize: whole(2, encoderLimits.kernelSize),
    dilations: listOf(whole(1, encoderLimits.dilation), 1, encoderLimits.layers),
  },
  'session-graph': { nSteps: few },
  bag: {},
};

const encoder: Check = (value, field, wrong) => {
  object(shape)(value, field, wrong);
  if (wrong.length > 0) return;
  const {
    kind,
    embeddingSize,
    nHeads = 1,
  } = value as { kind: keyof typeof kinds; embeddingSize: number; nHeads: number };
  object(kinds[kind])(value, field, wrong);
  if (embeddingSize % nHeads !== 0) wrong.push(`${field}.nHeads`);
};

const clusters = object({
  summaries: listOf(
    object({
      id: whole(0, 2 ** 31),
      label: text,
      terms: texts,
      size: whole(0, 2 ** 40),
      topItemIds: texts,
    }),
    0,
    4096,
    'id',
  ),
  temperature: above0,
  drift: optional(object({ window: whole(1, 1e6), halfLife: number(0, 1e6) })),
  succeeds: optional(listOf(object({ model: text, ids: object({}) }), 0, 1000)),
});

const manifest = object({
  encoder,
  sessionGapMs: number(1, 1e12),
  hasTimes: optional(flag),
  clusters,
  ranking: object({ sequence: weight, cluster: weight, repeat: weight, position: weight }),
  coldItems: optional(object(Object.fromEntries(['bias', ...coldFeatures].map((name) => [name, weight])))),
  files: listOf(
    object({
      // Beside the manifest, or in a folder there: no way up, no address of its own.
      path: matching(/^\w[\w.-]*(\/\w[\w.-]*)*$/),
      bytes: whole(0, maxFileBytes),
      sha256: matching(/^[\da-f]{64}$/),
    }),
    0,
    100,
    'path',
  ),
});

/**
 * Checks every field of a manifest that a page relies on: that it is there, of its kind, and within limits that keep memory
 * and time within what a device has.
 *
 * @throws VitrineError `MODEL_CORRUPT` naming the fields
 */
export function checkManifest(found: unknown): void {
  const wrong: string[] = [];
  manifest(found, '', wrong);
  if (wrong.length === 0) return;
  throw new VitrineError(
    'MODEL_CORRUPT',
    `manifest.json lacks ${wrong.slice(0, maxNamed).join(', ')}, or has another value there than a model may have: ` +
      'deploy the whole model directory again, or train the model again',
  );
}
