import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { type AuditReport, auditModel } from '../../../src/train/audit/audit-model.js';
import { describeAudit } from '../../../src/train/audit/describe-audit.js';
import { encoderOptions } from '../../../src/train/config/encoder-options.js';
import { trainingOptions } from '../../../src/train/config/training-options.js';
import { trainModel } from '../../../src/train/model/train-model.js';
import { tinyModel } from '../models/tiny-model.js';
import { randomLog } from './random-log.js';

/** Learns a small log by heart: many passes, no dropout, and a table that believes what it saw once. */
const byHeart = {
  encoder: encoderOptions.parse({ embeddingSize: 16, hiddenSize: 32, maxSequenceLength: 32, dropout: 0 }),
  training: trainingOptions.parse({
    epochs: 6,
    patience: 6,
    refitEpochs: 6,
    learningRate: 0.02,
    schedule: 'constant',
    companionPenalty: 0.1,
    companionFolds: 1,
    weighing: 'likelihood',
  }),
  seed: 3,
};

describe('auditModel', { timeout: 300_000 }, () => {
  const dataset = randomLog();
  const keptOut = randomLog({ seed: 2, first: 1000 });
  /** Ranks one canary alone, which takes less time than pairs of the log. */
  const quick = { seed: 1, period: 'test', canaries: [[0, 1]] } as const;
  let model: Model;
  let audited: AuditReport;

  beforeAll(async () => {
    model = (await trainModel(dataset, byHeart)).model;
    audited = await auditModel(model, dataset, { seed: 1, period: 'test', keptOut });
  }, 300_000);

  it('tells members from others where a model knows its log by heart', () => {
    expect(audited.membership.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['kept out', 'kept out, recent', 'all', 'same weeks']),
    );
    for (const comparison of audited.membership) {
      const { auc, interval } = comparison.attacks.at(-1)!;
      expect(auc).toBeGreaterThan(0.9);
      expect(interval[0]).toBeGreaterThan(0.9);
      expect(comparison.added.interval[0]).toBeGreaterThan(0.3);
      const byName = Object.fromEntries(comparison.attacks.map((row) => [row.attack, row.auc]));
      for (const attack of ['likelihood', 'rank', 'pairs in the table', 'strength of pairs', 'less difficulty']) {
        expect(byName[attack]).toBeGreaterThan(0.9);
      }
    }
  });

  it('finds nothing without the model, where nothing but memory can tell', () => {
    const [apart] = audited.membership;
    expect(apart.attacks[0].attack).toBe('no model (control)');
    expect(Math.abs(apart.attacks[0].auc - 0.5)).toBeLessThan(0.06);
  });

  it('finds the pairs of one shopper exposed, and those that nobody had not', () => {
    const meanOf = (kind: RegExp) =>
      audited.exposure.groups.filter(({ name }) => kind.test(name)).map(({ mean }) => mean);
    for (const mean of meanOf(/learned/)) expect(mean).toBeGreaterThan(audited.exposure.chance + 0.5);
    for (const mean of meanOf(/nobody/)) expect(mean).toBeLessThan(audited.exposure.chance);
    expect(audited.pairs.nPublishedLone).toBeGreaterThan(0);
  });

  it('finds planted canaries that were learned, and none that were not', async () => {
    const learned = dataset.shoppers.slice(0, 8).map(({ steps }) => steps.slice(0, 5).map(({ item }) => item));
    const strangers = randomLog({ seed: 9 });
    const others = strangers.shoppers.slice(0, 8).map(({ steps }) => steps.slice(0, 5).map(({ item }) => item));
    const { exposure } = await auditModel(model, dataset, {
      seed: 1,
      period: 'test',
      canaries: [...others, ...learned],
    });
    expect(exposure.groups.map(({ name }) => name)).toEqual([
      'planted, in 0 sessions',
      'planted, in 0 sessions',
      'planted, in 1 session',
      'planted, in 1 session',
    ]);
    for (const { mean } of exposure.groups.slice(0, 2)) expect(mean).toBeLessThan(3);
    for (const { mean } of exposure.groups.slice(2)) expect(mean).toBeGreaterThan(5);
  });

  it('finds nothing in a model that has learned nothing', async () => {
    const ignorant = { ...tinyModel(1, [...dataset.catalog.itemIds]), catalog: dataset.catalog };
    const { membership, pairs } = await auditModel(ignorant, dataset, { ...quick, keptOut });
    const likelihood = membership[0].attacks.find(({ attack }) => attack === 'likelihood')!;
    expect(Math.abs(likelihood.auc - 0.5)).toBeLessThan(0.06);
    expect(membership[0].attacks.map(({ attack }) => attack)).not.toContain('pairs in the table');
    expect(pairs).toMatchObject({ nPublished: 0, nPublishedLone: 0 });
  });

  it('gives the same figures again from the same seed', async () => {
    expect(await auditModel(model, dataset, quick)).toEqual(await auditModel(model, dataset, quick));
  });

  it('says which figures are chance, and how each score is made', () => {
    const text = describeAudit(audited);
    expect(text).toMatch(/AUC \.5 is chance/);
    expect(text).toMatch(/^likelihood: mean over its items/m);
    expect(text).toMatch(/1\.42 bits by chance, 8\.00 at most/);
    expect(text).toMatch(/the model adds 0\.\d+ \(/);
  });

  it('refuses a log of which the model says nothing', async () => {
    const split = { validationFrom: 0, testFrom: 0 };
    await expect(auditModel(model, { ...dataset, split }, { seed: 1, period: 'test' })).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message: expect.stringMatching(
        /^the log holds 0 baskets .* learned from, and 450 that it did not, expected at least 50/,
      ),
    });
  });

  it('refuses a log with too few members', async () => {
    const few = { ...dataset, shoppers: dataset.shoppers.slice(0, 12) };
    await expect(auditModel(model, few, { seed: 1, period: 'test' })).rejects.toThrow(
      /holds 48 baskets .* and 12 that it did not, expected at least 50 of each/,
    );
  });

  it('refuses a split that leaves no session out', async () => {
    const split = { ...dataset.split, kind: 'leave-one-out' as const };
    await expect(auditModel(model, { ...dataset, split }, { seed: 1, period: 'test' })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });

  it('refuses shoppers as kept out who were learned from', async () => {
    await expect(auditModel(model, dataset, { seed: 1, period: 'test', keptOut: dataset })).rejects.toThrow(
      /^90 of the 90 shoppers that were kept out stand in the training log, too/,
    );
  });
});
