import type { ClustersReport } from '../../cluster-lab/clusters-report.js';
import { ownName } from '../../cluster-lab/compare-clusterings.js';
import type { ScoredClustering } from '../../cluster-lab/judging/score.js';
import type { Markup } from '../page/html.js';
import { figure } from './figure.js';
import { drawLines, type Line } from './line-chart.js';

const [width, height] = [360, 260];

/** For each space the score over the number of clusters, a line an algorithm, and what the score of the best is made of. */
export function curveFigures({ scored, spaces }: ClustersReport): Markup[] {
  return spaces.flatMap(({ name: space }) => {
    const ofSpace = scored.filter((one) => one.space === space && one.algorithm !== ownName);
    const algorithms = [...new Set(ofSpace.map(({ algorithm }) => algorithm))];
    const curves = algorithms
      .map((algorithm) => ({ algorithm, curve: ofSpace.filter((one) => one.algorithm === algorithm) }))
      .filter(({ curve }) => curve.length > 0);
    if (curves.length === 0) return [];
    const best = curves.reduce((a, b) => (topScore(b.curve) > topScore(a.curve) ? b : a));
    return [...(curves.length > 1 ? [scoresFigure(space, curves)] : []), partsFigure(space, best)];
  });
}

interface Curve {
  readonly algorithm: string;
  readonly curve: readonly ScoredClustering[];
}

function scoresFigure(space: string, curves: readonly Curve[]): Markup {
  const title = `Score over k, in ${space}`;
  return figure({
    id: `scores-${space}`,
    title,
    description: `Lines of the score, from 0 to 1, over the number of clusters, one for each of ${curves.map(({ algorithm }) => algorithm).join(', ')}.`,
    width,
    height: height + 16 * Math.ceil(curves.length / 2),
    drawing: drawLines({
      lines: curves.map(({ algorithm, curve }, i) => ({
        name: algorithm,
        colour: i,
        points: inOrder(curve).map(({ nClusters, score }) => [nClusters, score]),
      })),
      across: 'clusters',
      width,
      height: height + 16 * Math.ceil(curves.length / 2),
      holds: [0],
    }),
    table: {
      heads: ['algorithm', 'clusters', 'score'],
      rows: curves.flatMap(({ algorithm, curve }) =>
        inOrder(curve).map(({ nClusters, score }) => [algorithm, String(nClusters), score.toFixed(3)]),
      ),
    },
  });
}

function partsFigure(space: string, { algorithm, curve }: Curve): Markup {
  const ordered = inOrder(curve);
  const parts = ['score', 'separation', 'balance', 'stability', 'usefulness'] as const;
  const partOf = (one: ScoredClustering, part: (typeof parts)[number]) =>
    part === 'score' ? one.score : one.parts[part];
  const lines: Line[] = parts.map((name, i) => ({
    name,
    colour: i,
    isFaint: name !== 'score',
    points: ordered.map((one) => [one.nClusters, partOf(one, name)]),
  }));
  const best = ordered.reduce((a, b) => (b.score > a.score ? b : a));
  return figure({
    id: `parts-${space}`,
    title: `How many groups: ${algorithm} in ${space}`,
    description: `Lines from 0 to 1 over the number of clusters: the score and its four parts. The score is highest, ${best.score.toFixed(3)}, at ${best.nClusters} clusters.`,
    width,
    height: height + 40,
    drawing: drawLines({ lines, across: 'clusters', width, height: height + 40, holds: [0, 1] }),
    caption: 'No single index decides: the score is the mean of its four parts, each from 0 to 1.',
    table: {
      heads: ['clusters', ...parts],
      rows: ordered.map((one) => [String(one.nClusters), ...parts.map((part) => partOf(one, part).toFixed(3))]),
    },
  });
}

function inOrder(curve: readonly ScoredClustering[]): ScoredClustering[] {
  return [...curve].sort((a, b) => a.nClusters - b.nClusters);
}

function topScore(curve: readonly ScoredClustering[]): number {
  return Math.max(...curve.map(({ score }) => score));
}
