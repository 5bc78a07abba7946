import { getCurrentScope, onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import type { Profile } from '../../index.js';
import { watchProfile } from '../ordering/watch-profile.js';
import { useVitrine } from './vitrine-plugin.js';
import { whenMounted } from './when-mounted.js';

/**
 * What the device knows of its shopper, kept up to date; null on the server, while hydrating and until it is known.
 *
 * @example const profile = useProfile(); // <p>{{ profile?.cluster?.label }}</p>
 */
export function useProfile(): Readonly<ShallowRef<Profile | null>> {
  const vitrine = useVitrine();
  const profile = shallowRef<Profile | null>(null);
  let stop = () => {};
  if (getCurrentScope()) onScopeDispose(() => stop());
  whenMounted(() => {
    if (!vitrine) return;
    stop = watchProfile(vitrine, (known) => {
      profile.value = known;
    });
  });
  return profile;
}
