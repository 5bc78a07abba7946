import {
  inCatalog,
  inFile,
  inHeader,
  inManifest,
  inTensors,
  type Loose,
  type Mutation,
  valueIn,
} from './model-mutations.js';

/** Every one of these has to be refused. */
export const hostileVariants: Record<string, Mutation> = {};

const add = (name: string, mutation: Mutation) => {
  hostileVariants[name] = mutation;
};

/** Sets a field by its path: 'encoder.nBlocks', 'clusters.summaries.0.id'. */
const set = (path: string, value: unknown): Mutation =>
  inManifest((manifest) => {
    const keys = path.split('.');
    const last = keys.pop()!;
    keys.reduce((at: Loose, key) => at[key], manifest)[last] = value;
  });
const show = (value: unknown) =>
  (typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'absent')).slice(0, 30);

const noSize = [0, -1, 1.5, 1e9, 2 ** 53, null, '8', [], undefined];
for (const field of ['embeddingSize', 'maxSequenceLength', 'nBlocks', 'nHeads', 'hiddenSize']) {
  for (const value of noSize) add(`encoder.${field} is ${show(value)}`, set(`encoder.${field}`, value));
}
add('nHeads does not divide embeddingSize', set('encoder.nHeads', 3));
for (const kind of [
  'oracle',
  '__proto__',
  'constructor',
  'gru',
  'session-graph',
  'convolution',
  null,
  { toString: 1 },
]) {
  add(`encoder.kind is ${show(kind)}`, set('encoder.kind', kind));
}
for (const value of [0, -1, 'x', null]) {
  add(`encoder.temperature is ${show(value)}`, set('encoder.temperature', value));
  add(`clusters.temperature is ${show(value)}`, set('clusters.temperature', value));
  add(`sessionGapMs is ${show(value)}`, set('sessionGapMs', value));
}
for (const part of ['sequence', 'cluster', 'repeat', 'position']) {
  for (const value of [1e308, '1', null, undefined])
    add(`ranking.${part} is ${show(value)}`, set(`ranking.${part}`, value));
}
for (const field of ['encoder', 'clusters', 'ranking', 'files', 'clusters.summaries']) {
  for (const value of [null, 1, 'x', {}, undefined]) add(`${field} is ${show(value)}`, set(field, value));
}
const summary = { id: 7, label: 'x', terms: [], size: 20, topItemIds: [] };
const wrongSummaries: unknown[] = [
  null,
  1,
  [],
  { ...summary, id: '0' },
  { ...summary, id: 1.5 },
  { ...summary, label: 1 },
  { ...summary, label: { toString: null } },
  { ...summary, terms: null },
  { ...summary, terms: [1] },
  { ...summary, size: -1 },
  { ...summary, size: 1e308 },
  { ...summary, topItemIds: {} },
];
for (const value of wrongSummaries) add(`a summary is ${JSON.stringify(value)}`, set('clusters.summaries.0', value));
add('two clusters have one id', set('clusters.summaries.0.id', 1));
add(
  'there are more summaries than centroids',
  inManifest(({ clusters }) => void clusters.summaries.push(summary)),
);
add('there are a million summaries', set('clusters.summaries', new Array(100_000).fill(summary)));
add('drift has no window', set('clusters.drift', { halfLife: 1 }));
add('drift has an endless window', set('clusters.drift', { window: 1e300, halfLife: 1 }));
add('succeeds is no list', set('clusters.succeeds', { length: 3 }));
add('coldItems lack weights', set('coldItems', { bias: 1 }));
add('coldItems is text', set('coldItems', 'none'));

for (const path of [
  '../weights.safetensors',
  '/etc/passwd',
  'https://elsewhere.example/w',
  '..\\w',
  'a/../../w',
  '',
  null,
]) {
  add(`files name ${show(path)} in place of the weights`, set('files.0.path', path));
  add(
    `files name ${show(path)}, too`,
    inManifest(({ files }) => void files.push({ ...files[0], path })),
  );
}
for (const bytes of [-1, 1.5, 2 ** 53, null, 0, 1e6])
  add(`files have ${show(bytes)} bytes`, set('files.0.bytes', bytes));
for (const hash of ['', 'x', null, 'AB'.repeat(32), '0'.repeat(64)])
  add(`files have the hash ${show(hash)}`, set('files.0.sha256', hash));
add(
  'files name the weights twice',
  inManifest(({ files }) => void files.push({ ...files[0], bytes: 1 })),
);
add(
  'files hold null',
  inManifest(({ files }) => void files.unshift(null)),
);

const noManifests: [string, string][] = [
  ['an HTML page', '<!doctype html><title>Shop</title>'],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['text', '"manifest"'],
  ['nested lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['too long', `{"formatVersion":2,"x":"${'x'.repeat(5 << 20)}"}`],
];
for (const [name, text] of noManifests)
  add(
    `the manifest is ${name}`,
    inManifest(() => text),
  );
for (const version of [1, 3, 1e308, -1, null, '2', [2]])
  add(`formatVersion is ${show(version)}`, set('formatVersion', version));
add(
  'the manifest hides all in __proto__',
  inManifest((manifest) => `{"formatVersion":2,"__proto__":${JSON.stringify(manifest)}}`),
);

const floats = [
  'items/bias',
  'clusters/centroids',
  'encoder/norm/gain',
  'encoder/norm/bias',
  'companions/weights',
  'repeats',
];
const inner = [
  'attention/query/weight',
  'attention/value/bias',
  'attention/stepBias',
  'attention/timeBias',
  'feedForward/inner/weight',
];
const scales = [
  'items/embeddings/scales',
  'clusters/affinities/scales',
  'companions/strengths/scales',
  'text/buckets/scales',
];
for (const name of [...floats, ...inner.map((part) => `encoder/block1/${part}`), ...scales]) {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    add(`${name} holds ${value}`, valueIn(name, value));
  }
  // A model may do without repeats.
  if (name !== 'repeats')
    add(
      `${name} is not there`,
      inTensors((tensors) => delete tensors[name]),
    );
  add(
    `${name} has another shape`,
    inTensors((tensors) => (tensors[name] = { dtype: 'F32', shape: [1, 1], data: new Float32Array(1) })),
  );
}
add('item embeddings overflow when they are unpacked', valueIn('items/embeddings/scales', 3e38));
add('a radius is NaN', valueIn('clusters/radii', Number.NaN));
add('a radius is negative', valueIn('clusters/radii', -1));
add('a strength is negative', valueIn('companions/strengths/scales', -5));
for (const item of [-2, 40, 2 ** 31 - 1, -(2 ** 31)]) {
  add(
    `a companion is item ${item}`,
    inTensors((tensors) => {
      const { shape, data } = tensors['companions/items'];
      tensors['companions/items'] = { dtype: 'I32', shape, data: Int32Array.from(data).fill(item) };
    }),
  );
}
add(
  'companions are floats',
  inTensors((tensors) => {
    const { shape, data } = tensors['companions/items'];
    tensors['companions/items'] = { dtype: 'F32', shape, data: Float32Array.from(data) };
  }),
);
add(
  'the text has no rows',
  inTensors((tensors) => {
    tensors['text/buckets'] = { dtype: 'F32', shape: [0, 16], data: new Float32Array(0) };
  }),
);
add(
  'all items score the same',
  inTensors((tensors) => {
    for (const name of ['items/bias', 'items/embeddings', 'clusters/affinities', 'companions/weights', 'repeats'])
      tensors[name].data.fill(0);
  }),
);
add(
  'finite weights give no finite score',
  inTensors((tensors) => {
    const { shape, data } = tensors['items/bias'];
    tensors['items/bias'] = { dtype: 'F32', shape, data: new Float32Array(data.length).fill(3.4e38) };
    tensors['encoder/norm/bias'] = { dtype: 'F32', shape: [16], data: new Float32Array(16).fill(3e38) };
  }),
);

const firstTensor = (header: Loose): Loose => Object.values(header)[0];
const offsets: [number, number][] = [
  [0, 2 ** 53],
  [2 ** 52, 2 ** 52 + 8],
  [8, 0],
  [-8, 0],
  [0.5, 8.5],
  [1e300, 1e300],
];
for (const range of offsets)
  add(
    `a tensor lies at ${range}`,
    inHeader((header) => void Object.assign(firstTensor(header), { data_offsets: range })),
  );
for (const shape of [[2 ** 53], [-1], [1e300, 1e300], [0], 'x', null, [null], [[40]]]) {
  add(
    `a tensor has the shape ${JSON.stringify(shape)}`,
    inHeader((header) => void Object.assign(firstTensor(header), { shape })),
  );
}
for (const dtype of ['F64', 'BOOL', '__proto__', 'constructor', 1, null, { toString: 1 }]) {
  add(
    `a tensor has the type ${JSON.stringify(dtype)}`,
    inHeader((header) => void Object.assign(firstTensor(header), { dtype })),
  );
}
add(
  'two tensors share bytes',
  inHeader((header) => void Object.assign(header, { more: firstTensor(header) })),
);
add(
  'a tensor is called __proto__',
  inHeader((header) => `{"__proto__":${JSON.stringify(header)}}`),
);
for (const length of [0n, 1n, 2n ** 32n, 2n ** 53n, 2n ** 64n - 1n])
  add(
    `the header has ${length} bytes`,
    inHeader(() => {}, length),
  );
for (const text of ['', 'null', '[]', '{}', '{"x":null}', '"x"', '{"items/bias":[]}'])
  add(
    `the header is ${text || 'empty'}`,
    inHeader(() => text || ' '),
  );
add(
  'the weights are cut short',
  inFile('weights.safetensors', (bytes) => bytes.slice(0, -1)),
);
add(
  'the weights have more behind them',
  inFile('weights.safetensors', (bytes) => Uint8Array.from([...bytes, 0])),
);
add(
  'the weights are empty',
  inFile('weights.safetensors', () => new Uint8Array(0)),
);

for (const ids of [
  null,
  'ab',
  {},
  [],
  [1],
  [null],
  ['a'],
  new Array(40).fill('a'),
  new Array(41).fill('x').map((x, i) => x + i),
]) {
  add(
    `the ids are ${show(ids)}`,
    inCatalog((catalog) => void Object.assign(catalog, { itemIds: ids })),
  );
}
add(
  'an id occurs twice',
  inCatalog(({ itemIds }) => void itemIds.fill(itemIds[0], 0, 2)),
);
for (const list of ['titles', 'categories', 'brands', 'prices']) {
  for (const value of [{}, ['x'], new Array(40).fill({}), 1])
    add(
      `${list} are ${show(value)}`,
      inCatalog((catalog) => void Object.assign(catalog, { [list]: value })),
    );
}
for (const text of ['', 'null', '<html>', '[]', '{"__proto__":{"itemIds":["a"]}}'])
  add(
    `the catalogue is ${text || 'empty'}`,
    inCatalog(() => text || ' '),
  );
