/** From values to places on a chart. */
export interface ChartScale {
  readonly domain: readonly [number, number];
  place(value: number): number;
  /** Round values within the domain, ascending. */
  readonly ticks: readonly number[];
}

/**
 * A linear scale whose domain holds all values and begins and ends at round ones.
 *
 * @param values at least one, finite
 * @param range where the domain's ends are placed
 * @param nTicks about as many
 * @example createChartScale([0.02, 0.97], [0, 100], 5).ticks // [0, 0.2, 0.4, 0.6, 0.8, 1]
 */
export function createChartScale(
  values: readonly number[],
  [from, to]: readonly [number, number],
  nTicks = 4,
): ChartScale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundStep((most - least || Math.abs(most) || 1) / nTicks);
  const [low, high] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)];
  const last = Math.max(high, low + 1);
  const ticks = Array.from({ length: last - low + 1 }, (_, i) => Number(((low + i) * step).toPrecision(12)));
  const domain = [ticks[0], ticks[ticks.length - 1]] as const;
  return {
    domain,
    ticks,
    place: (value) => from + ((value - domain[0]) / (domain[1] - domain[0])) * (to - from),
  };
}

/** The next of 1, 2, 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((one) => one * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A tick as it is written: as few digits as tell neighbours apart. */
export function writeTick(tick: number, ticks: readonly number[]): string {
  const step = Math.abs(ticks[1] - ticks[0]);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = tick.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.replace('-', '−');
}
