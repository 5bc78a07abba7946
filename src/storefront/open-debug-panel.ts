import { type Decision, type Vitrine, VitrineError } from '../index.js';

/** What is decided or fails before the panel is there. */
type Heard = Decision | VitrineError;

/** The part of `vitrine/debug` that the script tag calls; it is imported when it is asked for, and is not in this file. */
interface DebugEntry {
  mountDebugPanel(vitrine: Vitrine, options: { heard: readonly Heard[] }): unknown;
}

/**
 * Opens the debug panel where the page's address asks for it by `?vitrine_debug`. Its file lies beside the script and is
 * loaded from the page's own origin alone; what is decided and fails until then is kept for it.
 *
 * @param scriptUrl where the script tag's own file is; '' where that is not known
 */
export function openDebugPanel(vitrine: Vitrine, scriptUrl: string, report: (error: VitrineError) => void): void {
  if (!/[?&]vitrine_debug\b/.test(location.search)) return;
  if (vitrine.expose === 'order') {
    const message = 'vitrine_debug shows history and reasons to the page, and expose is "order": see docs/debug.md';
    report(new VitrineError('OPTION_INVALID', message));
    return;
  }
  const heard: Heard[] = [];
  const stops = (['decision', 'error'] as const).map((name) => vitrine.on(name, (value) => heard.push(value)));
  const { href, origin } = new URL('vitrine.debug.js', scriptUrl || location.href);
  const load: Promise<DebugEntry> = origin === location.origin ? import(/* @vite-ignore */ href) : Promise.reject();
  load
    .then(({ mountDebugPanel }) => mountDebugPanel(vitrine, { heard }))
    .catch(() =>
      report(
        new VitrineError(
          'OPTION_INVALID',
          `vitrine_debug needs vitrine.debug.js beside the script, on the page's own origin`,
        ),
      ),
    )
    .finally(() => {
      for (const stop of stops) stop();
    });
}
