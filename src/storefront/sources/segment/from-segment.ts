import type { Vitrine } from '../../../index.js';
import type { ItemIdOf } from '../../host/draft.js';
import { toObject } from '../../host/host-values.js';
import { createRecorder } from '../../host/recorder.js';
import { watchCalls } from '../../host/watch-calls.js';
import { readSegmentEvent } from './segment-events.js';

export interface SegmentOptions {
  /** The global variable that holds Segment. Default 'analytics'. */
  name?: string;
  /** Which field of a product is its id, where it is neither `product_id`, `sku` nor `id`. */
  itemId?: ItemIdOf;
}

/** What of Segment is used: all of it is there once it has loaded, and in its snippet's queue before. */
interface Segment {
  on?(event: 'track', listener: (name: unknown, properties: unknown) => void): unknown;
  off?(event: 'track', listener: (name: unknown, properties: unknown) => void): unknown;
  ready?(callback: () => void): unknown;
}

/** Most calls that wait to be heard of again. */
const maxExpected = 100;

/**
 * Records what the shop tells Segment, by its e-commerce specification.
 *
 * Calls are seen as they are made: those in the snippet's queue first, then its later ones, then those of the loaded library.
 * Segment also tells its listeners of a call, but only when it has passed it on, some hundred milliseconds later: what is
 * heard that way and was seen already is passed over.
 *
 * @returns stops recording
 */
export function fromSegment(
  vitrine: Pick<Vitrine, 'track'>,
  { name = 'analytics', itemId }: SegmentOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {};
  const globals = window as unknown as Record<string, unknown>;
  const recorder = createRecorder(vitrine, 'segment');
  const stops: (() => void)[] = [];
  let expected: string[] = [];
  /** Calls seen in the queue, which Segment makes once more when it has loaded. */
  const queued: unknown[][] = [];
  let isStopped = false;

  const see = (event: unknown, properties: unknown) =>
    recorder.record(() => {
      const drafts = readSegmentEvent(event, properties, itemId);
      if (drafts.length > 0) expected = [...expected, JSON.stringify(drafts)].slice(-maxExpected);
      return drafts;
    });
  const hear = (event: unknown, properties: unknown) =>
    recorder.record(() => {
      const drafts = isStopped ? [] : readSegmentEvent(event, properties, itemId);
      const place = expected.indexOf(JSON.stringify(drafts));
      if (place < 0) return drafts;
      expected.splice(place, 1);
      return [];
    });
  const seeCall = (call: unknown) => {
    const { 0: method, 1: event, 2: properties } = toObject(call);
    if (method !== 'track') return;
    queued.push([event, properties]);
    see(event, properties);
  };
  const seeLoaded = ([event, properties]: readonly unknown[]) => {
    const place = queued.findIndex(([name, given]) => name === event && given === properties);
    if (place < 0) see(event, properties);
    else queued.splice(place, 1);
  };
  const connectLoaded = () => {
    const loaded = globals[name];
    if (isStopped || Array.isArray(loaded)) return;
    stops.push(watchCalls(toObject(loaded), 'track', seeLoaded));
  };

  const connect = () => {
    const segment = toObject(globals[name]) as Segment;
    if (Array.isArray(segment)) {
      for (const call of [...segment]) seeCall(call);
      const queue: unknown[] = segment;
      // Ours among the queued calls: Segment makes them when it has loaded.
      queue.push(['on', 'track', hear], ['ready', connectLoaded]);
      stops.push(watchCalls(queue, 'push', (calls) => calls.forEach(seeCall)));
    } else {
      connectLoaded();
      segment.on?.('track', hear);
      stops.push(() => void segment.off?.('track', hear));
    }
  };

  // A queue of ours would be taken for Segment's by whoever looks whether it is there.
  if (globals[name]) connect();
  else window.addEventListener('load', connect, { once: true });
  return () => {
    isStopped = true;
    window.removeEventListener('load', connect);
    for (const stop of stops) stop();
  };
}
