import { useProfile, useRerank, vitrinePlugin } from 'vitrine/vue';
import { type App, computed, createApp, createSSRApp, defineComponent, h, onMounted, type Ref } from 'vue';
import { noteMounted, vitrine } from './page-vitrine.js';

/**
 * The app of the Vue test page, on the server as in the browser.
 *
 * @param isFromServer whether it is rendered on a server, or hydrates what was
 * @param onRender hears of each render
 */
export function createShelf(
  ids: Ref<readonly string[]>,
  isFromServer: boolean,
  onRender: (order: readonly string[]) => void,
): App {
  const shelf = defineComponent({
    setup() {
      const products = computed(() => ids.value.map((sku) => ({ sku })));
      const { items } = useRerank(products, () => ({ slot: 'shelf', id: ({ sku }) => sku }));
      const profile = useProfile();
      onMounted(noteMounted);
      return () => {
        const order = items.value.map(({ sku }) => sku);
        onRender(order);
        return h('main', [
          h('p', { id: 'cluster' }, profile.value?.cluster?.label ?? 'nobody yet'),
          h(
            'ul',
            { id: 'list' },
            order.map((sku) => h('li', { key: sku }, sku)),
          ),
        ]);
      };
    },
  });
  return (isFromServer ? createSSRApp : createApp)(shelf).use(vitrinePlugin, vitrine);
}
