import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { parseSplit } from '../../../src/train/config/split-options.js';
import { refitPart, trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { heldOutSessions } from '../../../src/train/dataset/held-out-sessions.js';
import { type LoadedDataset, loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { describeSplit } from '../../../src/train/model/describe-split.js';
import { keepAll, load, noPrivacy, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const ordered = (rows: readonly string[]) =>
  temporaryFile('log.csv', ['session_id,position,item_id', ...rows].join('\n'));
const namesOf = ({ dataset }: LoadedDataset, steps: readonly { item: number }[]) =>
  steps.map(({ item }) => dataset.vocabulary.itemIds[item] ?? '?').join('');
const sessionIds = (loaded: LoadedDataset, period: 'validation' | 'test') =>
  heldOutSessions(loaded.dataset, period).map(({ shopper }) => shopper.id);

describe('a split by the last sessions', () => {
  const log = () =>
    temporaryFile('log.csv', ['session_id,time,item_id', ...tenSessions((s, i, t) => `${s},${+t},${i}`)].join('\n'));

  it('takes so many of them for validation, and no test from the log itself', async () => {
    const loaded = await load([log()], { split: { kind: 'last', sessions: 3 } });
    expect(sessionIds(loaded, 'validation')).toEqual(['7', '8', '9']);
    expect(sessionIds(loaded, 'test')).toEqual([]);
    expect(trainingPart(loaded.dataset).shoppers).toHaveLength(7);
    expect(refitPart(loaded.dataset).shoppers).toHaveLength(10);
    expect(describeSplit(loaded.dataset)).toBe(
      'validation is the last 3 sessions, from 2024-01-08T12:00 UTC; the test is another file',
    );
  });

  it('counts the sessions of a log that tells no times by their first rows', async () => {
    const rows = ['9,1,b', '9,0,a', '1,0,a', '1,1,b', '5,0,b', '5,1,a'];
    const loaded = await load([ordered(rows)], { split: { kind: 'last', sessions: 1 } });
    expect(loaded.dataset.shoppers.map(({ id }) => id)).toEqual(['9', '1', '5']);
    expect(namesOf(loaded, loaded.dataset.shoppers[0].steps)).toBe('ab');
    expect(sessionIds(loaded, 'validation')).toEqual(['5']);
    expect(describeSplit(loaded.dataset)).toBe('validation is the last session; the test is another file');
  });

  it('takes the sessions of a test file for test, though their ids are those of others', async () => {
    const events = [ordered(['0,0,a', '0,1,b', '1,0,a', '1,1,b'])];
    const testEvents = [ordered(['0,0,b', '0,1,a', '1,0,a', '1,1,new'])];
    const config = parseConfig({ clean: keepAll, privacy: noPrivacy, split: { kind: 'last', sessions: 1 } });
    const loaded = await loadDataset({ events, testEvents, config });
    expect(sessionIds(loaded, 'validation')).toEqual(['1']);
    expect(heldOutSessions(loaded.dataset, 'test').map(({ steps }) => namesOf(loaded, steps))).toEqual(['ba', 'a?']);
    expect(refitPart(loaded.dataset).shoppers.map(({ id }) => id)).toEqual(['0', '1']);
  });

  it('knows a shopper of the test file from the others, whatever the clock says', async () => {
    const header = 'user_id,session_id,time,item_id';
    const events = [
      temporaryFile('a.csv', [header, 'ada,1,1700001000,a', 'ada,1,1700002000,b', 'ben,2,1700009000,a'].join('\n')),
    ];
    const testEvents = [temporaryFile('b.csv', [header, 'ada,1,1700000300,b', 'ada,1,1700000400,a'].join('\n'))];
    const config = parseConfig({ clean: keepAll, privacy: noPrivacy, split: { kind: 'last', sessions: 1 } });
    const loaded = await loadDataset({ events, testEvents, config });
    const [{ shopper, steps, earlier }] = heldOutSessions(loaded.dataset, 'test');
    expect([shopper.id, namesOf(loaded, earlier), namesOf(loaded, steps)]).toEqual(['ada', 'ab', 'ba']);
  });

  it('learns the items of validation where it refits, and misses them where it does not', async () => {
    const rows = ['0,0,a', '0,1,b', '1,0,b', '1,1,new'];
    const config = (refit: boolean) => ({ split: { kind: 'last', sessions: 1, refit } });
    expect((await load([ordered(rows)], config(true))).dataset.vocabulary.itemIds).toEqual(['b', 'a', 'new']);
    expect((await load([ordered(rows)], config(false))).dataset.vocabulary.itemIds).toEqual(['a', 'b']);
  });
});

describe('a split that leaves one step out', () => {
  const rows = ['0,0,a', '0,1,b', '0,2,a', '0,3,new', '1,0,b', '1,1,a', '2,0,a', '2,1,b', '2,2,b'];

  it('asks for the last step in test and the one before in validation, and keeps short histories whole', async () => {
    const loaded = await load([ordered(rows)], { split: { kind: 'leave-one-out' } });
    const { dataset } = loaded;
    expect(dataset.vocabulary.itemIds).toEqual(['a', 'b']);
    expect(trainingPart(dataset).shoppers.map(({ steps }) => namesOf(loaded, steps))).toEqual(['ab', 'ba', 'a']);
    const asked = (period: 'validation' | 'test') =>
      heldOutSessions(dataset, period).map(({ steps }) => namesOf(loaded, steps));
    expect(asked('validation')).toEqual(['aba', 'ab']);
    expect(asked('test')).toEqual(['aba?', 'abb']);
    expect(describeSplit(dataset)).toBe(
      'test is the last step of 2 shoppers, validation the one before it; 1 with fewer than 3 are only learned from',
    );
  });

  it('takes an item met through several event types in a row for one step', async () => {
    const typed = ['0,0,a,view', '0,1,b,view', '0,2,c,view', '0,3,c,cart', '0,4,d,view', '0,5,d,cart'];
    const log = temporaryFile('log.csv', ['session_id,position,item_id,event_type', ...typed].join('\n'));
    const { dataset } = await load([log], { split: { kind: 'leave-one-out' } });
    expect(dataset.vocabulary.itemIds).toEqual(['a', 'b']);
  });

  it('ranks every item of the log where the protocol wants it', async () => {
    const clean = { ...keepAll, vocabularyFrom: 'log' };
    const { dataset } = await load([ordered(rows)], { clean, split: { kind: 'leave-one-out' } });
    expect(dataset.vocabulary.itemIds).toEqual(['a', 'b', 'new']);
    expect(dataset.shoppers[0].unknownSteps).toBeUndefined();
  });
});

describe('a log refuses a split that leaves nothing:', () => {
  const rows = ['0,0,a', '0,1,b', '1,0,a', '1,1,b'];
  it.each([
    [{ kind: 'last', sessions: 2 }, 'DATA_TOO_SMALL', /last:2 takes all of the log's 2 sessions .* below 2/],
    [{ kind: 'last', sessions: 7 }, 'DATA_TOO_SMALL', /last:7 takes all of the log's 2 sessions/],
    [{ kind: 'last' }, 'CONFIG_INVALID', /expected split\.sessions/],
    [{ kind: 'leave-one-out' }, 'DATA_TOO_SMALL', /none of the log's 2 shoppers has 3 steps/],
  ])('%j', async (split, code, message) => {
    await expect(load([ordered(rows)], { split })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('parseSplit', () => {
  it('reads the three kinds', () => {
    expect(['temporal', 'last:16000', 'leave-one-out'].map(parseSplit)).toEqual([
      { kind: 'temporal' },
      { kind: 'last', sessions: 16_000 },
      { kind: 'leave-one-out' },
    ]);
  });

  it.each([
    ['random', /no split "random", expected one of: temporal, last:N, leave-one-out/],
    ['last:1:2', /no split/],
    ['last', /from 1 to 1,000,000,000, such as last:16000/],
    ['last:0', /from 1 to 1,000,000,000/],
    ['last:-4', /from 1 to 1,000,000,000/],
    ['last:many', /from 1 to 1,000,000,000/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSplit(text)).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }),
    );
  });
});
