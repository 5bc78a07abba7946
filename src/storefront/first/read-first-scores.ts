import { type DeviceNote, nLots } from '../../events/local-storage/device-note.js';
import { coveredText } from '../../events/local-storage/order-text.js';
import { readOrderScores } from '../../ranking/order-record.js';

/** Scores by item id, and the weight of the shop's own order. */
export type FirstScores = ReturnType<typeof readOrderScores>;

/**
 * Reads the scores of the order record, where lists may be ordered by them: with the shopper's consent, on a device that
 * is not held out. It decides as `createVitrine` does, from what localStorage holds.
 *
 * Who is no shopper (`isShopper`) need not be told apart here: the main script makes no record for them. It draws a
 * device's lot no later than it keeps the first record, so that a device without one takes no part in the experiment.
 *
 * @param options attributes of the head script's element
 * @param calls what waits for the main script: a no among them counts at once
 * @returns undefined where lists keep the shop's order
 */
export function readFirstScores(options: DOMStringMap, calls: readonly unknown[]): FirstScores | undefined {
  const { namespace = 'vitrine', consent, holdout = 0.1 } = options;
  try {
    const [yes, grant, erased, note, text] = ['consent', 'grant', 'erased', 'experiment', 'order'].map(
      // biome-ignore lint/style/useTemplate: a template is more bytes for every page
      (key) => localStorage[namespace + ':' + key],
    );
    const isYes =
      yes === 'granted' ||
      (consent === 'granted' && !(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl);
    const isNo = consent === 'denied' || /^(setConsent,denied|forget)/m.test(calls.join('\n'));
    const { lot, forced }: Partial<DeviceNote> = +holdout > 0 ? JSON.parse(note || '{}') : {};
    const isHeldOut = forced ? forced === 'holdout' : lot! < +holdout * nLots;
    if (isYes && !isNo && !isHeldOut) return readOrderScores(coveredText(grant, erased, text)!);
  } catch {
    // Nothing is kept here, or not to be read.
  }
}
