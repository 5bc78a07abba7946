// Writes log.csv, the made log of a shop that does not exist: `node make-log.mjs > log.csv`. The same on every run.
const kinds = ['mug', 'lamp', 'bag', 'candle'];
const itemsPerKind = 6;
const shoppers = 160;

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
let state = 20;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];

const rows = [['user_id', 'session_id', 'timestamp', 'event_type', 'item_id']];
let time = Date.UTC(2026, 0, 5, 9);
for (let visit = 0; visit < shoppers * 2; visit++) {
  const shopper = visit % shoppers;
  // Whoever looks at one thing of a kind looks at others of it, and now and then at something else.
  const favourite = kinds[shopper % kinds.length];
  time += 3_600_000;
  for (let step = 0; step < 5; step++) {
    const kind = random() < 0.9 ? favourite : pick(kinds);
    const type = step === 4 ? 'purchase' : 'view_item';
    const item = `${kind}-${1 + Math.floor(random() * itemsPerKind)}`;
    rows.push([`shopper-${shopper}`, `visit-${visit}`, new Date(time + step * 60_000).toISOString(), type, item]);
  }
}
process.stdout.write(`${rows.map((row) => row.join()).join('\n')}\n`);
