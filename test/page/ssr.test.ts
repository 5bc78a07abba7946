import { describe, expect, it } from 'vitest';
import { createVitrine } from '../../src/index.js';

describe('createVitrine on a server', () => {
  it('is inert: accepts every call, keeps the order, throws nothing', async () => {
    const vitrine = createVitrine({ modelUrl: '/model/', consent: 'granted' });
    expect(vitrine.track({ type: 'view_item', itemId: 'a' })).toBe(false);
    expect(await vitrine.rerank(['a', 'b'])).toMatchObject({ items: ['a', 'b'], reranked: false, reason: 'no-model' });
    expect((await vitrine.recommend()).items).toEqual([]);
    expect((await vitrine.profile()).cluster).toBeNull();
    expect((await vitrine.exportData()).events).toEqual([]);
    await vitrine.forget();
    vitrine.on('profile', () => {})();
    vitrine.stop();
  });
});
