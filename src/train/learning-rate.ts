/** Epochs over which the rate rises from 0: the first gradients are no guide. */
const warmUpEpochs = 0.5;

/**
 * The learning rate at a time: a short linear warm-up, then half a cosine down to a fiftieth of the peak.
 *
 * @param epoch epochs that are done, with their fraction
 * @see Loshchilov and Hutter 2017, arXiv:1608.03983
 * @example learningRateAt(10, { peak: 0.5, nEpochs: 10 }) // 0.01
 */
export function learningRateAt(epoch: number, { peak, nEpochs }: { peak: number; nEpochs: number }): number {
  const warm = Math.min(1, (epoch + 0.01) / Math.min(warmUpEpochs, nEpochs / 4));
  const cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / nEpochs)));
  return peak * warm * (0.02 + 0.98 * cosine);
}
