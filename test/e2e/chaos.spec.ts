import { expect, type Page, test } from '@playwright/test';
import fc from 'fast-check';
import { type ChaosShop, serveShop } from '../chaos/serve-shop.js';
import { anyTrip, describeTrip, type Trip } from '../chaos/trip.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';

/** `npm run chaos` asks for more trips, and for others; a path, which fast-check names, leads to one that failed. */
const nTrips = Number(process.env.CHAOS_TRIPS ?? 200);
const seed = Number(process.env.CHAOS_SEED ?? 42);
const path = process.env.CHAOS_PATH;

/** The page that holds the tabs is opened anew after this many, as nobody's browser lives for ever. */
const tripsPerPage = 200;

/** Busy machines are slow: this ends a run that hangs, and judges none. */
const limitMs = 180_000 + nTrips * 3000;

let shop: ChaosShop;
test.beforeAll(async () => {
  shop = await serveShop(await encodeModelFiles(createTinyModel()));
});
test.afterAll(() => shop.close());

test(`whatever happens on ${nTrips} trips (seed ${seed}), the page holds its items, what was accepted stays, what was refused is nowhere, and nothing leaves`, async ({
  page,
}) => {
  test.setTimeout(limitMs);
  let nTaken = 0;
  const property = fc.asyncProperty(anyTrip, async (trip) => {
    const faults = await takeTrip(page, trip, nTaken++);
    if (nTrips > 1000 && nTaken % 500 === 0) process.stdout.write(`${nTaken} trips\n`);
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\non the trip\n${describeTrip(trip)}`);
  });
  await fc.assert(property, { numRuns: nTrips, seed, path });
  expect(nTaken).toBeGreaterThanOrEqual(path ? 1 : nTrips);
});

/** Goes on one trip under a namespace of its own. */
async function takeTrip(page: Page, trip: Trip, number: number): Promise<string[]> {
  if (number % tripsPerPage === 0) await page.goto(`${shop.origin}/tabs`);
  const faults = await page.evaluate(([each, name]) => window.runTrip(each, name), [trip, `trip-${number}`] as const);
  return [...faults, ...shop.takeLeaks().map((request) => `asked of the server: ${request}`)];
}
