import { type Decision, type Vitrine, VitrineError } from '../index.js';

/** The part of `vitrine/debug` that the script tag calls; it is imported when it is asked for, and is not in this file. */
interface DebugEntry {
  mountDebugPanel(vitrine: Vitrine, options: { heard: { decisions: Decision[]; errors: HeardError[] } }): unknown;
}

interface HeardError {
  readonly at: number;
  readonly error: VitrineError;
}

/**
 * Opens the debug panel where the page's address asks for it by `?vitrine_debug`. Its file lies beside the script and is
 * loaded from the page's own origin alone; what is decided and fails until then is kept for it.
 *
 * @param scriptUrl where the script tag's own file is; '' where that is not known
 */
export function openDebugPanel(vitrine: Vitrine, scriptUrl: string, report: (error: VitrineError) => void): void {
  if (!new URLSearchParams(location.search).has('vitrine_debug')) return;
  const url = new URL('vitrine.debug.js', scriptUrl || document.baseURI);
  const heard = { decisions: [] as Decision[], errors: [] as HeardError[] };
  const stopListening = [
    vitrine.on('decision', (decision) => heard.decisions.push(decision)),
    vitrine.on('error', (error) => heard.errors.push({ at: Date.now(), error })),
  ];
  const load: Promise<DebugEntry> =
    url.origin === location.origin ? import(/* @vite-ignore */ url.href) : Promise.reject(new Error('another origin'));
  load.then(
    ({ mountDebugPanel }) => {
      for (const stop of stopListening) stop();
      mountDebugPanel(vitrine, { heard });
    },
    ({ message }: Error) => {
      for (const stop of stopListening) stop();
      report(
        new VitrineError(
          'OPTION_INVALID',
          `vitrine_debug asks for ${url.href}, expected it on this origin: ${message}`,
        ),
      );
    },
  );
}
