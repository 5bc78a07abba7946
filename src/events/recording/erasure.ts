/** What is to be erased. */
export interface Erasure {
  /** The time up to which (and including which) events go. With consent withdrawn, all that are not stored yet go. */
  readonly upTo: number;
  /** Another tab began it, and sees to the database: what happened since stays. */
  readonly isElsewhere: boolean;
  /** With consent withdrawn the database itself goes, too. */
  readonly isWithdrawn: boolean;
  /** Returns whether the database goes, unless it is cleared: it stays where it may hold what happened since. */
  readonly mustDelete: () => boolean;
  /** Awaited before the store is cleared, though not for long, so that whoever writes state may stop first. */
  readonly beforehand: Promise<unknown>;
}
