import { getCurrentInstance, type MaybeRefOrGetter, onActivated, onDeactivated, toValue, watch } from 'vue';
import { useVitrine } from './vitrine-plugin.js';
import { whenMounted } from './when-mounted.js';

/**
 * Records that a product's page is shown: a `view_item` once the component is mounted, and another when the id changes or
 * `<KeepAlive>` shows the component anew. Renders record nothing.
 *
 * @param itemId the product's id: text, a ref or a getter; nothing is recorded while there is none, as in a page that still
 *   loads
 * @example useTrackView(() => props.sku);
 */
export function useTrackView(itemId: MaybeRefOrGetter<string | null | undefined>): void {
  const vitrine = useVitrine();
  let isHidden = false;
  const track = () => {
    const id = toValue(itemId);
    if (id && !isHidden) vitrine?.track({ type: 'view_item', itemId: id });
  };
  whenMounted(() => watch(() => toValue(itemId), track, { immediate: true }));
  if (!getCurrentInstance()) return;
  onDeactivated(() => {
    isHidden = true;
  });
  onActivated(() => {
    const isAgain = isHidden;
    isHidden = false;
    if (isAgain) track();
  });
}
