/**
 * What the score of an item that a model never saw is made of, beside a bias that makes it comparable with those of known
 * items:
 *
 * - `alike`, `mostAlike`: how alike the items of the current session read, their mean and the most alike;
 * - `anyAlike`: how likely any of these is nearly the same, as a logarithm: many that are a little alike do not add up;
 * - `alikeBefore`, `mostAlikeBefore`: the same of the items of earlier sessions;
 * - `neighbours`: what the model thinks of the known items that read most alike, by sequence and cluster;
 * - `neighboursRepeat`: what having met these before says;
 * - `text`: the encoder's own score of its words, where the model reads text.
 */
export const coldFeatures = [
  'alike',
  'mostAlike',
  'anyAlike',
  'alikeBefore',
  'mostAlikeBefore',
  'neighbours',
  'neighboursRepeat',
  'text',
] as const;

/** What each feature counts: fitted on validation data, on known items treated as if nobody had met them. */
export type ColdWeights = Readonly<Record<(typeof coldFeatures)[number] | 'bias', number>>;

/** Nothing counts. */
export const noWeights: ColdWeights = {
  bias: 0,
  alike: 0,
  mostAlike: 0,
  anyAlike: 0,
  alikeBefore: 0,
  mostAlikeBefore: 0,
  neighbours: 0,
  neighboursRepeat: 0,
  text: 0,
};

/** The encoder's score of an item's words alone. */
export const textAlone: ColdWeights = { ...noWeights, text: 1 };

/** For a model that says nothing about it: what training finds on the purchases of a gift shop, rounded. */
export const usualWeights: ColdWeights = {
  bias: 0.5,
  alike: 4,
  mostAlike: 4.2,
  anyAlike: 0,
  alikeBefore: 2.2,
  mostAlikeBefore: 1.5,
  neighbours: 0.7,
  neighboursRepeat: 0,
  text: 0,
};
