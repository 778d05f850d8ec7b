import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { assuming, at, Template } from './template.js';

/** What `npm run package` is of. */
const MADE_OF = [
  'package-lock.json',
  'serverless.yml',
  'tsconfig.json',
  'deployment',
  'scripts/package',
  'src',
];
const CACHE = 'node_modules/.cache/packaged';
/** A stage whose name is found nowhere else in the template. */
export const STAGE = 'trial';

export interface Packaged {
  template: Template;
  /** The same with a table that was restored from a backup. */
  restored: Template;
  /** Where the functions' zips are: `webhook.zip`, `worker.zip`, `tick.zip`. */
  folder: string;
}

/**
 * What `osls package` makes of the checkout. It is made again only when something that it is made of has changed, and
 * by one process at a time. To be awaited outside of tests and hooks: it takes 5 s, on a busy machine many more.
 */
export async function packaged(): Promise<Packaged> {
  mkdirSync('node_modules/.cache', { recursive: true });
  const release = await lock(`${CACHE}.lock`);
  try {
    const fingerprint = fingerprintOf(MADE_OF);
    if (read(join(CACHE, 'fingerprint')) !== fingerprint) {
      rmSync(CACHE, { recursive: true, force: true });
      await promisify(execFile)(process.execPath, [
        ...['node_modules/osls/bin/serverless.js', 'package'],
        ...['--stage', STAGE, '--region', 'us-east-1', '--package', CACHE],
      ]);
      writeFileSync(join(CACHE, 'fingerprint'), fingerprint);
    }
  } finally {
    release();
  }
  const text = read(join(CACHE, 'cloudformation-template-update-stack.json')) ?? '';
  const template = Template.parse(JSON.parse(text));
  return {
    template: assuming(template, { UsesRestoredTable: false }),
    restored: assuming(template, { UsesRestoredTable: true }),
    folder: CACHE,
  };
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Waits until the file could be made; whose process has ended holds it no more. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => {
        rmSync(path);
      };
    } catch (error) {
      if (at(error, 'code') !== 'EEXIST') throw error;
    }
    const holder = Number(read(path));
    if (holder > 0 && !isAlive(holder)) rmSync(path, { force: true });
    else await delay(100);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
