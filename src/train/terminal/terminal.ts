import { neutralise, neutraliseLine } from './neutralise.js';

/**
 * Prints text of several lines on standard output. Everything that the command line prints goes through this file, so that
 * nothing from a log, a model or a file name can command the terminal.
 */
export function tell(text: string): void {
  process.stdout.write(neutralise(text));
}

/** Prints one line on standard output. */
export function tellLine(line: string): void {
  process.stdout.write(`${neutraliseLine(line)}\n`);
}

/** Prints one line about what is going on, or what went wrong, on standard error. */
export function tellAside(line: string): void {
  process.stderr.write(`${neutraliseLine(line)}\n`);
}

/** Prints text of several lines, such as a stack, on standard error. */
export function tellTextAside(text: string): void {
  process.stderr.write(neutralise(text));
}

/** Returns the stream of a progress bar, which moves the cursor itself: only numbers may be written to it. */
export function progressStream(): NodeJS.WriteStream {
  return process.stderr;
}

/** Ends the process quietly when its reader has gone away, such as `head`. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}
