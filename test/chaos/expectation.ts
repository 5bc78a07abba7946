import type { Consent } from '../../src/index.js';

/** What a shop may expect to be stored after what has happened so far: the test's own, plain idea of Vitrine. */
export interface Expectation {
  /** A page begins in a tab that had none, or another one. */
  begin(tab: number): void;
  consent(tab: number): Consent;
  /** `track` was called with the event of that number; whether it must be accepted. */
  track(tab: number, event: number): boolean;
  grant(): void;
  withdraw(): void;
  erase(): void;
  close(tab: number): void;
  /** Whether anything at all may be on the device. */
  mayStore(): boolean;
  /** The numbers of the events that must be there, ascending. */
  accepted(): number[];
}

/** Expects nothing yet; `option` is the shop's own word, said on every page. */
export function createExpectation(option: 'pending' | 'granted'): Expectation {
  const consents = new Map<number, Consent>();
  /** What open pages remember until the shopper has decided. */
  const waiting = new Map<number, number[]>();
  let accepted: number[] = [];
  let isGrantRemembered = false;

  const forget = () => {
    accepted = [];
    for (const tab of consents.keys()) waiting.set(tab, []);
  };
  return {
    begin(tab) {
      consents.set(tab, isGrantRemembered ? 'granted' : option);
      waiting.set(tab, []);
    },
    consent: (tab) => consents.get(tab)!,
    track(tab, event) {
      const consent = consents.get(tab);
      if (consent === 'denied') return false;
      (consent === 'granted' ? accepted : waiting.get(tab)!).push(event);
      return true;
    },
    grant() {
      isGrantRemembered = true;
      for (const tab of consents.keys()) {
        consents.set(tab, 'granted');
        accepted.push(...waiting.get(tab)!);
        waiting.set(tab, []);
      }
    },
    withdraw() {
      isGrantRemembered = false;
      for (const tab of consents.keys()) consents.set(tab, 'denied');
      forget();
    },
    erase: forget,
    close(tab) {
      consents.delete(tab);
      waiting.delete(tab);
    },
    mayStore: () => isGrantRemembered || option === 'granted' || [...consents.values()].includes('granted'),
    accepted: () => [...accepted].sort((a, b) => a - b),
  };
}
