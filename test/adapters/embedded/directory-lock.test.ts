import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockDirectory } from '../../../src/adapters/embedded/directory-lock.js';
import { temporaryFolders } from './folders.js';

const newFolder = temporaryFolders();
const claimedElsewhere = JSON.stringify({
  token: 't',
  pid: 1,
  startedAt: '5',
  realm: 'boot of another container',
});

function claimed(text: string, age: number): string {
  const folder = newFolder();
  const path = join(folder, 'in-use.json');
  writeFileSync(path, text);
  const touched = new Date(Date.now() - age);
  utimesSync(path, touched, touched);
  return folder;
}

describe('the lock of a folder', () => {
  it('leaves nothing behind when it is released', async () => {
    const folder = newFolder();
    const lock = await lockDirectory(folder);
    expect(readdirSync(folder)).toEqual(['in-use.json']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is had by one of ten who ask at once for that of a dead process', async () => {
    const dead = JSON.stringify({ token: 't', pid: 2 ** 22 + 1, startedAt: '1', realm: await ownRealm() });
    const folder = claimed(dead, 0);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(folder)));
    const locks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(locks).toHaveLength(1);
    locks[0]?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken from a container that has been silent for long', async () => {
    const folder = claimed(claimedElsewhere, 60_000);
    const lock = await lockDirectory(folder);
    lock.release();
  });

  it('is taken from a container that stays silent', async () => {
    const folder = claimed(claimedElsewhere, 0);
    const lock = await lockDirectory(folder, 300);
    lock.release();
  });

  it('is left to a container that shows that it lives', async () => {
    const folder = claimed(claimedElsewhere, 0);
    const path = join(folder, 'in-use.json');
    const locking = expect(lockDirectory(folder, 2_000)).rejects.toThrow(
      /process 1\. .* delete .*in-use\.json/,
    );
    await delay(150);
    utimesSync(path, new Date(), new Date());
    await locking;
    expect(readFileSync(path, 'utf8')).toBe(claimedElsewhere);
  });

  it('is taken from a process that died while it wrote it', async () => {
    const folder = claimed('{"tok', 60_000);
    const lock = await lockDirectory(folder);
    lock.release();
    expect(existsSync(join(folder, 'in-use.json'))).toBe(false);
  });
});

async function ownRealm(): Promise<unknown> {
  const folder = newFolder();
  const lock = await lockDirectory(folder);
  const claim: unknown = JSON.parse(readFileSync(join(folder, 'in-use.json'), 'utf8'));
  lock.release();
  return typeof claim === 'object' && claim !== null && 'realm' in claim ? claim.realm : null;
}
