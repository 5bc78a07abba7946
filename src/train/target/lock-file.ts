import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { VitrineError } from '../../errors.js';
import { describeDiskFailure } from './disk-failure.js';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as Linux counts: another process may come to have the same number. */
  readonly began: string;
  /** ISO 8601. */
  readonly since: string;
}

/**
 * Takes a lock file, so that no other run has the same. The lock of a process that is no more is taken over.
 *
 * @param path the lock file's
 * @param what is locked, for the message
 * @returns gives the lock back; synchronous, so that a signal's handler may call it
 * @throws VitrineError `WRITE_FAILED` naming the process that holds it, or why it cannot be written
 */
export function takeLock(path: string, what: string): () => void {
  const own = JSON.stringify(describeSelf());
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, own, { flag: 'wx' });
      return () => {
        if (readText(path) === own) rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw describeDiskFailure(error, what);
    }
    const found = readText(path);
    if (found !== undefined && isHeld(found)) throw isTaken(path, what, found);
    takeAway(path, found);
  }
  throw isTaken(path, what, readText(path) ?? '');
}

/** Returns whether another process, of this machine or of another, holds a lock. */
export function isHeldByOther(path: string): boolean {
  const found = readText(path);
  return found !== undefined && isHeld(found) && parse(found)?.pid !== process.pid;
}

/** Moves a stale lock away, unless somebody else has taken it over meanwhile. */
function takeAway(path: string, stale: string | undefined): void {
  const aside = `${path}-${process.pid}`;
  try {
    renameSync(path, aside);
    if (readText(aside) === stale) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch {
    // It has gone already.
  }
}

/** What cannot be read is taken for held: a lock is deleted by hand rather than by mistake. */
function isHeld(text: string): boolean {
  const holder = parse(text);
  if (!holder || holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return holder.began === beganAt(holder.pid);
}

function isTaken(path: string, what: string, text: string): VitrineError {
  const holder = parse(text);
  const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'another run';
  return new VitrineError(
    'WRITE_FAILED',
    `${what} is being written by ${who}: wait for it, or give another folder; if it is no more, delete ${path}`,
  );
}

function describeSelf(): Holder {
  return { pid: process.pid, host: hostname(), began: beganAt(process.pid), since: new Date().toISOString() };
}

/** Empty where the system does not tell. */
function beganAt(pid: number): string {
  const fields = readText(`/proc/${pid}/stat`);
  // The program's name stands in brackets, and may hold blanks.
  return fields?.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function parse(text: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    const { pid, host, began, since } = holder as Holder;
    const isHolder =
      Number.isSafeInteger(pid) && pid > 0 && [host, began, since].every((one) => typeof one === 'string');
    return isHolder ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
