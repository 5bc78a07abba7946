import { useTrackView, vitrinePlugin } from 'vitrine/vue';
import { createApp, defineComponent, h, KeepAlive, ref } from 'vue';
import { giveProductPage, watched } from './product-page.js';

const itemId = ref<string | null>(null);
const isHidden = ref(false);
const nth = ref(0);

const Product = defineComponent(() => {
  useTrackView(itemId);
  return () => h('h1', `${itemId.value} ${nth.value}`);
});

createApp(() => h(KeepAlive, null, isHidden.value ? undefined : { default: () => h(Product) }))
  .use(vitrinePlugin, watched)
  .mount('#root');

giveProductPage({
  show: (id) => {
    itemId.value = id;
  },
  render: () => {
    nth.value++;
  },
  hide: (isOut) => {
    isHidden.value = isOut;
  },
});
