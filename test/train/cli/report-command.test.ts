import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { reportCommand } from '../../../src/train/cli/report-command.js';
import { temporaryFolder } from '../logs/temporary-log.js';
import { hostileText, writeSample } from '../report/sample-model.js';

async function run(options: Record<string, unknown>): Promise<void> {
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  await reportCommand([], options).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
}

describe('vitrine report, asked wrongly', () => {
  it.each([
    [{ events: 'l', out: 'r.html' }, /--model is missing/],
    [{ model: 'm', events: 'l' }, /--out is missing: give the page to write/],
    [{ model: 'm', events: 'l', out: 'report' }, /--out is "report", expected a page such as report.html/],
    [{ model: 'm', events: 'l', out: 'no/such/r.html' }, /there is no folder no\/such: make it/],
    [{ model: 'm', events: 'l', out: 'r.html', k: '1' }, /--k is "1", expected whole numbers from 2 to 1,000/],
    [{ model: 'm', events: 'l', out: 'r.html', period: 'training' }, /no period "training"/],
  ])('%j is wrong usage', async (options, message) => {
    await expect(reportCommand([], options)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('refuses to write over a folder', async () => {
    const out = join(temporaryFolder(), 'r.html');
    mkdirSync(out);
    await expect(reportCommand([], { model: 'm', events: 'l', out })).rejects.toThrow(/is a folder/);
  });

  it('leaves an earlier page as it was where there is no model', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'r.html');
    writeFileSync(out, 'before');
    await expect(run({ model: folder, events: 'l', out })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(readFileSync(out, 'utf8')).toBe('before');
  });
});

describe('the page that vitrine report writes', () => {
  let page = '';
  let again = '';
  let files: string[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-report-'));
    try {
      const sample = await writeSample(folder);
      const out = join(folder, 'r.html');
      await run({ ...sample, k: '3,4', out });
      page = readFileSync(out, 'utf8');
      await run({ ...sample, k: '3,4', out });
      again = readFileSync(out, 'utf8');
      files = readdirSync(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is the same for the same log, model and seed, and leaves no draft behind', () => {
    expect(again).toBe(page);
    expect(files.sort()).toEqual(['log.csv', 'model', 'r.html']);
  });

  it('calls groups by the ids that they keep over updates', () => {
    const named = [...page.matchAll(/<article class="card c(\d)" id="group-(\d)"/g)].map(([, row, number]) => [
      row,
      number,
    ]);
    expect(named).toEqual([
      ['0', '1'],
      ['1', '2'],
      ['2', '5'],
    ]);
    expect(page).toContain('href="#group-5"');
    expect(page).not.toContain('group-3');
  });

  it('holds no shopper id', () => {
    expect(page).not.toMatch(/secret|shopper-\d/);
  });

  it('makes text of whatever the data hold', () => {
    expect(page).not.toContain(hostileText);
    expect(page).toContain('&lt;script&gt;window.broken = 1&lt;/script&gt;');
    expect(page).not.toMatch(/<(script|img|iframe|link|object)\b/);
  });

  it('asks for nothing, and allows one style alone', () => {
    expect(page).not.toMatch(/(src|href)="(?!#)|url\(|@import|https?:/);
    const [, css] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(css).digest('base64');
    expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
    expect(page).not.toMatch(/ style="/);
  });

  it('has every figure, each with a name, a description and its numbers', () => {
    const ids = [...page.matchAll(/<figure id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'map',
      'silhouette',
      'parts-embedding',
      'stability',
      'usefulness',
      'moves',
      'loss',
      'validation',
    ]);
    for (const id of ids) {
      expect(page).toMatch(new RegExp(`<svg role="img" aria-labelledby="${id}-title ${id}-desc"`));
      expect(page).toMatch(new RegExp(`<title id="${id}-title">[^<]+</title><desc id="${id}-desc">[^<]+</desc>`));
    }
    expect(page.match(/<figure[\s\S]*?<\/figure>/g)?.every((one) => one.includes('<table>'))).toBe(true);
  });

  it('shows the groups, the cleaning, the metrics and where all comes from', () => {
    expect(page.match(/<article class="card/g)).toHaveLength(3);
    expect(page).toContain('duplicates');
    expect(page).toContain('Test: basket completion');
    expect(page).toContain('100 cases');
    expect(page).toMatch(/<dt>Seed<\/dt><dd>42<\/dd>/);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
