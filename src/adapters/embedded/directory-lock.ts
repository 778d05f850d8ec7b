import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { hasCode } from './error-code.js';
import { isAlive, ownIdentity } from './process-identity.js';

/** Another process, or another part of this one, has the folder open. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';
}

export interface DirectoryLock {
  release(): void;
}

const FILE = 'in-use.json';
/** A holder that cannot be seen from here shows that it lives by touching the file this often, ms … */
const TOUCHED_EVERY = 5_000;
/** … and is taken for dead when it has not done so for this long, ms. */
const SILENT_FOR = 20_000;

const Claim = z.object({
  token: z.string(),
  pid: z.number(),
  startedAt: z.string().nullable(),
  realm: z.string(),
});
type Claim = z.infer<typeof Claim>;

/**
 * Makes the folder this process's own until it is released or the process ends, however it ends.
 * Waits only for a holder in another container: up to `silentFor` ms, until it is seen to live or known to be dead.
 *
 * @throws StoreInUseError when somebody else has it.
 */
export async function lockDirectory(directory: string, silentFor = SILENT_FOR): Promise<DirectoryLock> {
  const path = join(directory, FILE);
  const claim: Claim = { token: randomUUID(), ...ownIdentity() };
  while (!created(path, claim)) {
    const holder = read(path);
    if (holder === null) continue;
    if (await holds(path, holder, silentFor)) throw inUse(directory, path, holder.claim);
    removeStale(path, holder);
  }
  const touching = setInterval(() => {
    touch(path);
  }, TOUCHED_EVERY);
  touching.unref();
  return {
    release: () => {
      clearInterval(touching);
      if (read(path)?.claim?.token === claim.token) rmSync(path, { force: true });
    },
  };
}

/** The file as it was found. `claim` null: its process died while it wrote it, or is writing it now. */
interface Holder {
  text: string;
  claim: Claim | null;
  touchedAt: number;
}

async function holds(path: string, holder: Holder, silentFor: number): Promise<boolean> {
  const alive = holder.claim === null ? null : isAlive(holder.claim);
  if (alive !== null) return alive;
  for (let waited = 0; Date.now() - holder.touchedAt < silentFor && waited < silentFor; waited += 100) {
    await delay(100);
    const now = read(path);
    if (now === null) return false;
    if (now.text !== holder.text || now.touchedAt !== holder.touchedAt) return true;
  }
  return false;
}

/** Two may find the same dead holder: whoever moves a living one's file away by mistake puts it back. */
function removeStale(path: string, judged: Holder): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside)?.text !== judged.text) putBack(aside, path);
  rmSync(aside, { force: true });
}

function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

function created(path: string, claim: Claim): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(claim)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(path: string): Holder | null {
  try {
    const text = readFileSync(path, 'utf8');
    return { text, claim: claimIn(text), touchedAt: statSync(path).mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function claimIn(text: string): Claim | null {
  try {
    return Claim.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody removed it by hand, or the disk fails: no reason to stop, and writes will tell.
  }
}

function inUse(directory: string, path: string, claim: Claim | null): StoreInUseError {
  const who = claim === null ? 'another process' : `process ${claim.pid}`;
  return new StoreInUseError(
    `The store in ${directory} is in use by ${who}. Stop it, or choose another folder for this one. ` +
      `If you are sure that nothing uses it, delete ${path} and start again.`,
  );
}
