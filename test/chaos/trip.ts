import fc from 'fast-check';

/** What can happen on a trip through the shop, in a tab (counted among those open, round and round) where it has one. */
export type Happening =
  /** Some events at once; with `leaves`, the tab goes to the next page in the same task. */
  | { readonly does: 'track'; readonly tab: number; readonly count: number; readonly leaves: boolean }
  | { readonly does: 'rerank'; readonly tab: number; readonly deadlineMs: number }
  | { readonly does: 'navigate'; readonly tab: number }
  | { readonly does: 'open' }
  | { readonly does: 'close'; readonly tab: number }
  | { readonly does: 'lose worker'; readonly tab: number; readonly how: WorkerLoss }
  | { readonly does: 'lose gpu'; readonly tab: number }
  | { readonly does: 'storage'; readonly is: StorageState }
  | { readonly does: 'grant' | 'withdraw' | 'erase'; readonly tab: number }
  | { readonly does: 'wait'; readonly ms: number };

/** It throws, or is gone without a word, as when the browser ends it. */
export type WorkerLoss = 'crashes' | 'vanishes';

/** How IndexedDB fares: as it should, refused on opening, cut off in the middle, or full. */
export type StorageState = 'well' | 'refused' | 'lost' | 'full';

/** What the model can run on besides plain arrays. */
export type Equipment = 'arrays' | 'wasm' | 'webgl';

/** One trip: the shop's own word on consent, what the device has, and what happens, in order. */
export interface Trip {
  readonly consent: 'pending' | 'granted';
  readonly equipment: Equipment;
  readonly happenings: readonly Happening[];
}

const tab = fc.nat({ max: 2 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('track' as const),
      tab,
      count: fc.integer({ min: 1, max: 4 }),
      leaves: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('rerank' as const), tab, deadlineMs: fc.constantFrom(0, 5, 50) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('navigate' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('open' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('close' as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('lose worker' as const),
      tab,
      how: fc.constantFrom<WorkerLoss[]>('crashes', 'vanishes'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lose gpu' as const), tab }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('storage' as const),
      is: fc.constantFrom<StorageState[]>('well', 'well', 'refused', 'lost', 'full'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('grant' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('withdraw' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('erase' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(0, 5, 30) }) },
);

/**
 * Any trip. Few have WASM, fewer a GPU: starting these costs more than the trip, and losing a GPU before it is warm
 * would show nothing, so that such a trip waits for it.
 */
export const anyTrip: fc.Arbitrary<Trip> = fc.record({
  consent: fc.constantFrom('pending' as const, 'granted' as const),
  equipment: fc.oneof(
    { weight: 60, arbitrary: fc.constant<Equipment>('arrays') },
    { weight: 3, arbitrary: fc.constant<Equipment>('wasm') },
    { weight: 1, arbitrary: fc.constant<Equipment>('webgl') },
  ),
  happenings: fc.array(happening, { minLength: 2, maxLength: 12, size: 'max' }),
});

/** A trip as its reader should see it: a line a happening. */
export function describeTrip({ consent, equipment, happenings }: Trip): string {
  const lines = happenings.map(({ does, ...rest }) => `  ${does} ${JSON.stringify(rest)}`);
  return [`consent ${consent}, ${equipment}`, ...lines].join('\n');
}
