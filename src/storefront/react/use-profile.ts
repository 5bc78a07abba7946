import { useEffect, useState } from 'react';
import type { Profile } from '../../index.js';
import { watchProfile } from '../ordering/watch-profile.js';
import { useVitrine } from './vitrine-provider.js';

/**
 * What the device knows of its shopper, kept up to date; null on the server, while hydrating and until it is known.
 *
 * @example const label = useProfile()?.cluster?.label;
 */
export function useProfile(): Profile | null {
  const vitrine = useVitrine();
  const [profile, setProfile] = useState<Profile | null>(null);
  useEffect(() => {
    if (vitrine) return watchProfile(vitrine, setProfile);
    setProfile(null);
  }, [vitrine]);
  return profile;
}
