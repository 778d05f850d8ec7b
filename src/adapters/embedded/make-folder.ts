import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './error-code.js';

/**
 * Makes a folder, and those it is in. Node's own `recursive` does the same, but never comes back from a place where the
 * system lets nothing be made, such as `/proc`.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (isFolder(path)) return;
    if (!hasCode(error, 'ENOENT')) throw error;
    const parent = dirname(path);
    if (existsSync(parent)) throw new Error('the system lets nothing be made there', { cause: error });
    makeFolder(parent);
    makeFolder(path);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
