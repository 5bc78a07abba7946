import type { Manifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { Dataset } from '../dataset/dataset.js';
import { chooseProtocols } from '../protocols/choose-protocols.js';
import { evaluateModel } from './evaluate.js';

/** Lengths of the list that metrics are measured at, where nobody says otherwise. */
export const defaultKs = [5, 10, 20];

/**
 * Measures a finished model once on the test period, by the protocols that suit the log.
 *
 * @param seed chooses what basket completion holds out
 * @returns metrics by name, such as `test/basket-completion/hitRate@10`, with the count of cases; a protocol that the
 * test period has no case for is left out
 */
export async function measureTest(model: Model, dataset: Dataset, seed: number): Promise<Manifest['metrics']> {
  const metrics: Record<string, number> = {};
  for (const protocol of chooseProtocols(dataset)) {
    try {
      const { nCases, rows } = await evaluateModel(model, dataset, { protocol, ks: defaultKs, baselines: [], seed });
      metrics[`test/${protocol}/cases`] = nCases;
      for (const [name, value] of Object.entries(rows[0].figures)) metrics[`test/${protocol}/${name}`] = value;
    } catch (error) {
      if (!(error instanceof VitrineError && error.code === 'DATA_TOO_SMALL')) throw error;
    }
  }
  return metrics;
}
