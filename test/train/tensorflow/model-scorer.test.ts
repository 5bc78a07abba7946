import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { totalScores } from '../../../src/ranking/score.js';
import { toSteps } from '../../../src/sequence/step.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { scoreWithModel } from '../../../src/train/tensorflow/model-scorer.js';
import { createArrayPass } from '../../../src/worker/execution/array-pass.js';
import { createForwardPass } from '../../../src/worker/execution/forward-pass.js';
import { createHistory } from '../../../src/worker/shopper/history.js';
import { createShopper } from '../../../src/worker/shopper/shopper.js';
import { createRandomModel } from '../../encoder/random-model.js';

const model = createRandomModel();
const hour = 3_600_000;

/** Views of items by the hour, so that each is a session of its own; negative rows share the one before's session. */
function viewsOf(rows: readonly number[]): RecordedEvent[] {
  let time = 0;
  return rows.map((row, i) => {
    time += row < 0 ? 60_000 : hour;
    return { type: 'view_item', itemId: `item-${Math.abs(row)}`, id: `e${i}`, time };
  });
}

/** What the worker makes of events at a time. */
async function scoreInWorker(model: Model, events: readonly RecordedEvent[], now: number): Promise<Float32Array> {
  const history = createHistory(1000);
  history.add(events);
  const pass = createForwardPass(model);
  const { standingsAt } = createArrayPass(model);
  const execution = { backend: () => 'wasm' as const, warmUpMs: () => 0, encode: pass.encode, standingsAt };
  const scored = await createShopper({ model, modelHash: '', history, execution, now: () => now }).score();
  pass.dispose();
  return totalScores(scored.catalogue!.parts);
}

describe('scoreWithModel', () => {
  it.each([
    ['one item', [3], 0],
    ['a session of three', [3, -5, -3], 0],
    ['several sessions, longer than the window', [3, -5, 7, 7, -9, 1, -2, 30, -31, 3], 0],
    ['a shopper who comes back', [3, -5, 7], 5 * hour],
  ])('scores as the worker does: %s', async (_, rows, awayMs) => {
    await loadTensorflow();
    const events = viewsOf(rows);
    const now = events.at(-1)!.time + awayMs;
    const question = {
      shopperId: 's',
      steps: toSteps(events, model.vocabulary, model.sessionGapMs),
      ...(awayMs > 0 ? { newSessionAt: now } : {}),
      targets: [0],
    };
    const [scores] = scoreWithModel(model, [question]);
    const expected = await scoreInWorker(model, events, now);
    expect(scores).toHaveLength(40);
    for (let item = 0; item < 40; item++) expect(scores[item]).toBeCloseTo(expected[item], 3);
    expect(new Set(scores).size).toBeGreaterThan(30);
  });

  it.each([
    ['one item', [3]],
    ['more items than count', [3, -5, -7, -9, 1, -2, 30]],
  ])('places a shopper who drifts as the worker does: %s', async (_, rows) => {
    await loadTensorflow();
    const drifting = { ...model, clusters: { ...model.clusters, drift: { window: 3, halfLife: 1 } } };
    const events = viewsOf(rows);
    const steps = toSteps(events, model.vocabulary, model.sessionGapMs);
    const question = { shopperId: 's', steps, targets: [0] };
    const [scores] = scoreWithModel(drifting, [question]);
    const expected = await scoreInWorker(drifting, events, events.at(-1)!.time);
    for (let item = 0; item < 40; item++) expect(scores[item]).toBeCloseTo(expected[item], 3);
    const [without] = scoreWithModel(model, [question]);
    const change = Math.max(...scores.map((score, item) => Math.abs(score - without[item])));
    // An only item stands for all that there is either way.
    if (rows.length === 1) expect(change).toBeCloseTo(0, 5);
    else expect(change).toBeGreaterThan(0.01);
  });

  it('scores a batch as each case alone', async () => {
    await loadTensorflow();
    const questions = [[3], [3, -5, -3], [9, 1, 30, -31]].map((rows) => ({
      shopperId: 's',
      steps: toSteps(viewsOf(rows), model.vocabulary, model.sessionGapMs),
      targets: [0],
    }));
    const together = [...scoreWithModel(model, questions)];
    questions.forEach((question, i) => {
      const [alone] = scoreWithModel(model, [question]);
      for (let item = 0; item < 40; item++) expect(together[i][item]).toBeCloseTo(alone[item], 4);
    });
  });
});
