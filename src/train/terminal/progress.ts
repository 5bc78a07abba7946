import { Presets, SingleBar } from 'cli-progress';

/** What training tells about itself, step by step. */
export interface TrainingProgress {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Share of this epoch that is done, 0..1. */
  readonly done: number;
  /** Mean training loss of this epoch so far. */
  readonly loss: number;
  /** The validation metric of the last finished epoch. */
  readonly validation?: number;
  readonly secondsLeft: number;
}

/** Shows progress while something long runs. */
export interface ProgressDisplay {
  update(progress: TrainingProgress): void;
  stop(): void;
}

/**
 * A bar that redraws itself on a terminal; one line for each finished epoch anywhere else, such as in a CI log.
 */
export function createProgressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? createBar(stream) : createLines(stream);
}

function createBar(stream: NodeJS.WriteStream): ProgressDisplay {
  const bar = new SingleBar(
    {
      stream,
      hideCursor: true,
      etaBuffer: 1,
      format: 'epoch {epoch} [{bar}] {percentage} %  loss {loss}  validation NDCG@20 {validation}  {left} left',
    },
    Presets.legacy,
  );
  let isStarted = false;
  // Ctrl-C must not leave a terminal without its cursor; `once` lets the signal end the process the second time.
  const quit = (signal: NodeJS.Signals) => {
    bar.stop();
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', quit).once('SIGTERM', quit);
  return {
    update(progress) {
      const texts = toTexts(progress);
      const total = 1000 * progress.epochs;
      const value = Math.round(1000 * (progress.epoch - 1 + progress.done));
      if (isStarted) bar.update(value, texts);
      else bar.start(total, value, texts);
      isStarted = true;
    },
    stop() {
      process.off('SIGINT', quit).off('SIGTERM', quit);
      bar.stop();
    },
  };
}

function createLines(stream: NodeJS.WriteStream): ProgressDisplay {
  return {
    update(progress) {
      if (progress.done < 1) return;
      const { epoch, loss, validation, left } = toTexts(progress);
      stream.write(`epoch ${epoch}  loss ${loss}  validation NDCG@20 ${validation}  ${left} left\n`);
    },
    stop: () => undefined,
  };
}

function toTexts({ epoch, epochs, loss, validation, secondsLeft }: TrainingProgress): Record<string, string> {
  return {
    epoch: `${epoch}/${epochs}`,
    loss: loss.toFixed(4),
    validation: validation === undefined ? '-' : validation.toFixed(4),
    left: formatDuration(secondsLeft),
  };
}

/**
 * A duration for people.
 *
 * @example formatDuration(95) // '1 min 35 s'
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}
