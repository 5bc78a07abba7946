import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/train/config/config.js';
import { loadDataset } from '../../../../src/train/dataset/load-dataset.js';
import { day, keepAll, load, noPrivacy, start } from '../../logs/small-log.js';
import { clock, dayFirst, monthFirst, timeLog, timesOf } from '../time-log.js';

describe('dates that may begin with the day or with the month', () => {
  const early = (t: Date) => dayFirst(t, '/');

  it('are refused where no other date of the column tells, with the patterns to choose from', async () => {
    const path = timeLog((t) => `${early(t)} ${clock(t)}`, { step: 1 });
    await expect(load([path])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `${path}, column timestamp, has 20 dates like 03/04/2024, which may begin with the day or with the month, and none that tells: set timeFormat (--time-format) to "%d/%m/%Y %H:%M" (day first) or "%m/%d/%Y %H:%M" (month first)`,
    });
    const { times } = await timesOf([path], { timeFormat: '%d/%m/%Y %H:%M' });
    expect(times).toEqual([start, start + 7 * day]);
  });

  it('are the day first where they have dots', async () => {
    const { times } = await timesOf([timeLog((t) => dayFirst(t, '.'), { step: 1 })]);
    expect(times).toEqual([start - day / 2, start + 6.5 * day]);
  });

  it('are told by the other files of the log where these are of one mind', async () => {
    const [decided, open] = [timeLog(early, { name: 'a.csv' }), timeLog(early, { step: 1, name: 'b.csv' })];
    const { dataset } = await load([open, decided]);
    expect(dataset.shoppers.every(({ steps }) => steps.every(({ time }) => new Date(time).getUTCMonth() === 0))).toBe(
      true,
    );
    const american = timeLog((t) => monthFirst(t, '/'));
    await expect(load([open, decided, american])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('are told by a month that would be still to come', async () => {
    const path = timeLog((t) => monthFirst(t, '/'), { step: 1 });
    const config = parseConfig({ clean: keepAll, privacy: noPrivacy });
    const { dataset } = await loadDataset({ events: [path], config, now: start + 20 * day });
    expect(dataset.shoppers.map(({ steps }) => new Date(steps[0].time).getUTCDate())).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('are refused where they contradict each other', async () => {
    const path = timeLog((t) => (t.getUTCDate() < 16 ? dayFirst(t, '/') : monthFirst(t, '/')));
    await expect(load([path])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/dates of more than one order: .*set timeFormat/),
    });
  });
});
