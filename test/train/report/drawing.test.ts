import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChartScale, writeTick } from '../../../src/train/report/charts/chart-scale.js';
import { drawClusterMap } from '../../../src/train/report/data/cluster-map.js';
import { momentsOfLog, statesAt } from '../../../src/train/report/data/moments-of-log.js';
import { profileSilhouettes } from '../../../src/train/report/data/silhouette-profile.js';
import { metricTables } from '../../../src/train/report/metric-tables.js';
import { html } from '../../../src/train/report/page/html.js';
import { stateOf } from '../cluster-lab/states.js';

describe('html', () => {
  it('escapes what is put in, in text and in attributes', () => {
    expect(html`<a title="${'"><i>'}">${"<b>&'"}</a>`.markup).toBe(
      '<a title="&quot;&gt;&lt;i&gt;">&lt;b&gt;&amp;&#39;</a>',
    );
  });

  it('lets no text become markup, end its element or turn its direction, wherever it stands', () => {
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script>', ']]>', '-->', '\u202E', '\0', '\'"')))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (put) => {
        const { markup } = html`<svg><text class="${put}">${put}</text></svg>`;
        const written = /^<svg><text class="([^"<>]*)">([^"<>]*)<\/text><\/svg>$/s.exec(markup);
        expect(written?.[1]).toBe(written?.[2]);
        expect(written?.[1]).not.toMatch(/[\0\r\u0080-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
    );
  });

  it('takes markup, lists and nothing as they are', () => {
    expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${false}${undefined}</ul>`.markup).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    );
  });
});

describe('createChartScale', () => {
  it('begins and ends at round values around all of them', () => {
    const scale = createChartScale([0.13, 0.87], [0, 100]);
    expect(scale.ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(scale.place(0.5)).toBe(50);
  });

  it('turns around for an axis that grows upwards, and bears a single value', () => {
    expect(createChartScale([0, 10], [100, 0]).place(10)).toBe(0);
    const { domain, place } = createChartScale([0], [0, 10]);
    expect(domain[0]).toBeLessThan(domain[1]);
    expect(place(0)).toBe(0);
  });

  it('writes ticks with the digits that tell them apart', () => {
    expect([-0.005, 0, 0.005].map((tick, _, all) => writeTick(tick, all))).toEqual(['−0.005', '0.000', '0.005']);
    expect(writeTick(1500, [1000, 1500])).toBe('1,500');
  });
});

describe('drawClusterMap', () => {
  /** Two groups of 30 far from each other. */
  const points = Float32Array.from({ length: 120 }, (_, i) => (i < 60 ? 0 : 100) + Math.sin(i));
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1));
  const map = drawClusterMap(points, 2, labels, 1);

  it('places groups that are far apart in different parts, on the square', () => {
    const centre = (label: number) => {
      const own = map!.places.filter((_, i) => map!.labels[i] === label);
      return [0, 1].map((axis) => own.reduce((sum, place) => sum + place[axis], 0) / own.length);
    };
    expect(Math.hypot(centre(0)[0] - centre(1)[0], centre(0)[1] - centre(1)[1])).toBeGreaterThan(300);
    expect(map!.places.flat().every((value) => Number.isInteger(value) && value >= 0 && value <= 1000)).toBe(true);
  });

  it('is the same for a seed, and not there for a handful', () => {
    expect(drawClusterMap(points, 2, labels, 1)).toEqual(map);
    expect(drawClusterMap(points.subarray(0, 20), 2, labels.subarray(0, 10), 1)).toBeUndefined();
  });
});

describe('profileSilhouettes', () => {
  it('gives the silhouettes of each group, the highest first', () => {
    // points 0, 1 and 10, 11: (9.5 to 10.5 away - 1) over it, by hand
    const found = profileSilhouettes(Float32Array.of(0, 1, 10, 11), 1, Int32Array.of(0, 0, 1, 1), 2);
    expect(found.clusters.map(({ size }) => size)).toEqual([2, 2]);
    expect(found.clusters[0].values).toEqual([expect.closeTo(9.5 / 10.5, 12), expect.closeTo(8.5 / 9.5, 12)]);
    expect(found.mean).toBeCloseTo((9.5 / 10.5 + 8.5 / 9.5) / 2, 12);
  });

  it('tells a group that nobody is in from one with a silhouette of 0', () => {
    const found = profileSilhouettes(Float32Array.of(0, 1, 10, 11), 1, Int32Array.of(0, 0, 1, 1), 3);
    expect(found.clusters[2]).toEqual({ size: 0, mean: null, values: [] });
  });
});

describe('moments of a log', () => {
  it('are ascending, as much between one and the next, and end with the cut-off', () => {
    const states = [stateOf([0], [1], [2], [3])]; // days 0, 1, 4, 9
    const day = 86_400_000;
    expect(momentsOfLog(states, 16 * day)).toEqual([0, day, 4 * day, 16 * day]);
  });

  it('show a shopper without what came later, and nobody who had not come', () => {
    const [early, late] = [stateOf([0], [1]), stateOf([2])].map((state) => statesAt([state], 1)[0]);
    expect(early?.steps.map(({ item }) => item)).toEqual([0]);
    expect(late?.steps).toHaveLength(1);
    expect(statesAt([stateOf([0])], 0)).toEqual([undefined]);
  });
});

describe('metricTables', () => {
  it('sorts metrics by protocol, measure and list length', () => {
    const tables = metricTables({
      'test/page/cases': 7,
      'test/page/ndcg@10': 0.5,
      'test/page/ndcg@5': 0.25,
      'test/page/recall@5, new': 0.125,
      size: 3,
    }).map(({ markup }) =>
      markup
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
    expect(tables).toEqual([
      'Test: page 7 cases measure @5 @10 ndcg 0.2500 0.5000 recall, new 0.1250',
      'Others measure value size 3',
    ]);
  });
});
