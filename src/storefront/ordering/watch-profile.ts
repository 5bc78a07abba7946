import type { Profile, Vitrine } from '../../index.js';

/**
 * Tells the shopper's profile as it is and whenever it changes.
 *
 * @returns stops telling
 */
export function watchProfile(vitrine: Pick<Vitrine, 'profile' | 'on'>, tell: (profile: Profile) => void): () => void {
  let isNewer = false;
  const stop = vitrine.on('profile', (profile) => {
    isNewer = true;
    tell(profile);
  });
  // A change that comes first is newer than what was asked for before it.
  void vitrine.profile().then((profile) => isNewer || tell(profile));
  return () => {
    isNewer = true;
    stop();
  };
}
