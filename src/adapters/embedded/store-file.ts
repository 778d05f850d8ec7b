import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { noStoreYet } from '../../app/texts/operations.js';
import { hasCode } from './error-code.js';

/** What LMDB puts near the start of its file, behind the header of the first page (`mdb.c`, `MDB_MAGIC`). */
const MAGIC = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);
const HEADER = 64;

/** The folder has a `data.mdb` that LMDB did not write. */
export class NoStoreError extends Error {
  override readonly name = 'NoStoreError';
  constructor(file: string) {
    super(
      `${file} is damaged, or is no store of ours: put a backup in its place, or move it away to begin anew.`,
    );
  }
}

/** The folder has no `data.mdb`, or is not there itself. */
export class NoStoreYetError extends Error {
  override readonly name = 'NoStoreYetError';
  constructor(directory: string) {
    super(noStoreYet(directory));
  }
}

/**
 * LMDB does not look at what it opens: a file that is none of its own ends the process.
 *
 * @throws NoStoreError
 */
export function refuseForeignFile(directory: string): void {
  const file = join(directory, 'data.mdb');
  const start = startOf(file);
  if (start.length > 0 && !start.includes(MAGIC)) throw new NoStoreError(file);
}

/** Empty for a file that is empty or not there. */
function startOf(file: string): Buffer {
  try {
    const opened = openSync(file, 'r');
    try {
      const start = Buffer.alloc(HEADER);
      return start.subarray(0, readSync(opened, start, 0, HEADER, 0));
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  }
}
