/** Notices when one who owes an answer has gone silent: nobody tells a page that the browser ended its worker. */
export interface Silence {
  /** An answer is owed from now on; returns what to call once it is there. */
  await(): () => void;
  /** A sign of life came. */
  heard(): void;
}

const tickMs = 1000;

/**
 * Listens for silence. It counts ticks rather than time, so that a device that slept has heard nothing for one tick only.
 *
 * @param onSilent an answer was owed for so many ticks, and there was no sign of life in between
 * @param maxTicks gives seconds: a worker that compiles shaders on a slow device is deaf for several
 */
export function createSilence(onSilent: () => void, maxTicks = () => 15): Silence {
  let nAwaited = 0;
  let nTicks = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const tick = () => {
    if (++nTicks < maxTicks()) return;
    stop();
    onSilent();
  };
  return {
    await() {
      if (nAwaited++ === 0) {
        nTicks = 0;
        timer = setInterval(tick, tickMs);
      }
      return () => {
        if (--nAwaited === 0) stop();
      };
    },
    heard() {
      nTicks = 0;
    },
  };
}
