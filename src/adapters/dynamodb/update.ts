import { setTimeout as delay } from 'node:timers/promises';
import type { Saved } from '../../app/ports/store.js';

/** Lost races at one item before it is an error; with the waits between them that is some 4 s. */
const TRIES = 60;
const LONGEST_PAUSE = 100;

/** One item that many change at once. */
export interface Contended<T> {
  /** Names it in the error. */
  what: string;
  read(): Promise<{ value: T; version: number }>;
  /** Only while its version is this one. */
  write(value: T, version: number): Promise<Saved>;
}

/**
 * Changes an item by one conditional write, again after each lost race; it stays when the change answers null or the
 * same. Answers how it was, and what the change answered.
 */
export async function update<T>(
  { what, read, write }: Contended<T>,
  change: (before: T) => T | null,
): Promise<{ before: T; after: T | null }> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const { value: before, version } = await read();
    const after = change(before);
    if (after === null || after === before) return { before, after };
    if ((await write(after, version)) === 'saved') return { before, after };
    await delay(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tried));
  }
  throw new Error(`Lost ${TRIES} races for ${what}`);
}
