import type { TrainingEpoch } from '../../../encoder/artifact/manifest.js';
import type { Markup } from '../page/html.js';
import { figure } from './figure.js';
import { drawLines, type Line } from './line-chart.js';

const [width, height] = [360, 250];

/** The curves of training: loss, and validation with the epoch that it chose. Nothing for a model without a record of them. */
export function trainingFigures(training: readonly TrainingEpoch[]): Markup[] {
  const stages = (['training', 'refit'] as const)
    .map((stage) => ({ stage, epochs: training.filter((epoch) => epoch.stage === stage) }))
    .filter(({ epochs }) => epochs.length > 0);
  if (stages.length === 0) return [];
  const losses: Line[] = stages.map(({ stage, epochs }) => ({
    name: stage === 'refit' ? 'refit, on validation, too' : 'training',
    colour: stage === 'refit' ? 2 : 0,
    isDashed: stage === 'refit',
    points: epochs.map(({ epoch, loss }) => [epoch, loss]),
  }));
  const validated = training.filter(
    (epoch): epoch is TrainingEpoch & { validation: number } =>
      epoch.stage === 'training' && typeof epoch.validation === 'number',
  );
  const last = training[training.length - 1];
  const loss = figure({
    id: 'loss',
    title: 'Training loss',
    description: `The mean loss by epoch, a line for each stage: ${stages.map(({ stage, epochs }) => `${stage} from ${epochs[0].loss.toFixed(3)} to ${epochs[epochs.length - 1].loss.toFixed(3)} in ${epochs.length} epochs`).join('; ')}.`,
    width,
    height,
    drawing: drawLines({ lines: losses, across: 'epoch', width, height }),
    caption:
      last.stage === 'refit'
        ? 'The refit learns from the validation period, too, so that nothing is left to judge it by; it is what is shipped.'
        : undefined,
    table: {
      heads: ['stage', 'epoch', 'loss'],
      rows: training.map(({ stage, epoch, loss: value }) => [stage, String(epoch), value.toFixed(4)]),
    },
  });
  if (validated.length === 0) return [loss];
  const best = validated.reduce((a, b) => (b.validation > a.validation ? b : a));
  const validation = figure({
    id: 'validation',
    title: 'Validation',
    description: `NDCG@20 on the validation period by epoch, from ${validated[0].validation.toFixed(4)}; highest, ${best.validation.toFixed(4)}, at epoch ${best.epoch} of ${validated.length}.`,
    width,
    height,
    drawing: drawLines({
      lines: [{ name: 'NDCG@20', colour: 0, points: validated.map(({ epoch, validation: value }) => [epoch, value]) }],
      across: 'epoch',
      width,
      height,
      mark: { at: best.epoch, text: `best ${best.validation.toFixed(4)}` },
    }),
    caption: 'NDCG@20 on sessions that the model had not seen at this stage. A refit has none: it learns from them.',
    table: {
      heads: ['epoch', 'NDCG@20'],
      rows: validated.map(({ epoch, validation: value }) => [String(epoch), value.toFixed(4)]),
    },
  });
  return [loss, validation];
}
