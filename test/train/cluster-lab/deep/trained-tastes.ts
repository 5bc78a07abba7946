import type { Model } from '../../../../src/encoder/artifact/model.js';
import type { ShopperState } from '../../../../src/train/cluster-lab/spaces/shopper-state.js';
import { trainEncoder } from '../../../../src/train/encoder-training/train-encoder.js';
import { quickOptions } from '../../logs/pattern-log.js';
import { tasteLog, tasteOf } from '../tastes.js';

/** A model that was trained for a moment on a log of shoppers of two tastes, these shoppers, and the taste of each. */
export async function trainedTastes(): Promise<{ model: Model; states: ShopperState[]; tastes: Int32Array }> {
  const log = tasteLog(90);
  const isOfTwo = (_: unknown, i: number) => tasteOf(i) < 2;
  const dataset = { ...log, shoppers: log.shoppers.filter(isOfTwo) };
  const training = { ...quickOptions.training, epochs: 2, refitEpochs: 0 };
  const { model } = await trainEncoder(dataset, { ...quickOptions, training });
  return {
    model,
    states: dataset.shoppers.map(({ steps }) => ({
      steps,
      at: log.split.testFrom,
    })),
    tastes: Int32Array.from(Array.from({ length: 90 }, (_, i) => tasteOf(i)).filter(isOfTwo)),
  };
}
