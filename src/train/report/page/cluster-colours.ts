/** Hues that look different side by side, light enough to see on dark and dark enough on light, in pairs: [light, dark]. */
const palette: readonly (readonly [string, string])[] = [
  ['#2f6db5', '#6ba4e8'],
  ['#b8610f', '#f2a05c'],
  ['#2f7d4b', '#72c48d'],
  ['#b5435a', '#ea7f93'],
  ['#7a5bb0', '#ae93e0'],
  ['#84671a', '#d8b753'],
  ['#1f7a80', '#61c5c9'],
  ['#ad438c', '#e793cd'],
  ['#5f701a', '#aebf55'],
  ['#8a5a3c', '#c9987a'],
  ['#5b6b7d', '#9aacbf'],
  ['#c2452d', '#f48d76'],
];

/** Colours of lines: the groups' own, in an order that keeps neighbours apart. */
const nLines = 8;

/** The rules that give each group, and each line, its colour in light and in dark, and that bring a group to the fore. */
export function clusterStyle(nClusters: number): string {
  const ids = Array.from({ length: Math.max(nClusters, nLines) }, (_, id) => id);
  const colours = (tone: 0 | 1) =>
    ids.map((id) => `.c${id}${id < nLines ? `,.l${id}` : ''}{--c:${palette[id % palette.length][tone]}}`).join('');
  const highlights = ids
    .slice(0, nClusters)
    .map((id) => `.map:has(.key${id}:is(:hover,:focus-visible)) .shoppers:not(.c${id}){opacity:.08}`)
    .join('');
  return `${colours(0)}@media (prefers-color-scheme:dark){${colours(1)}}@media print{${colours(0)}}${highlights}`;
}
