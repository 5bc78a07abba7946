/**
 * What a second thread of training gains, as Markdown.
 *
 * @param {object} result bench/results/threads.json
 * @returns {string}
 */
export function describeThreads({ commit, rounds, seconds, ratio }) {
  const [alone, shared] = [1, 2].map((threads) => median(seconds[threads]).toFixed(0));
  return [
    '### Training in two threads',
    `A pass over Online Retail on two cores takes ${alone} s in one thread, ${shared} s in two: ${ratio.toFixed(2)} times as fast ` +
      `(${rounds === 1 ? 'measured once' : `the median of ${rounds}`}).`,
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:threads\`.`,
  ].join('\n\n');
}

/** @param {readonly number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
