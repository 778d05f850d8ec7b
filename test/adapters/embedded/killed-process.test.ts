import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLmdb } from '../../../src/adapters/embedded/embedded-store.js';
import { NOW } from '../../contract/samples.js';
import { temporaryFolders } from './folders.js';

const newFolder = temporaryFolders();
const children: ChildProcess[] = [];

interface Adding {
  child: ChildProcess;
  /** Grows as the process says that a delivery is safe. */
  acknowledged: string[];
  ended: Promise<unknown>;
}

/** A process that adds deliveries, until it kills itself after the `last` one if that is given. */
async function addingProcess(folder: string, last?: number): Promise<Adding> {
  const script = join(import.meta.dirname, 'acknowledging-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(last ?? '')], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = Promise.all([once(lines, 'close'), once(child, 'exit')]);
  const open = once(lines, 'line');
  lines.on('line', (line) => {
    if (line !== 'open') acknowledged.push(line);
  });
  await open;
  return { child, acknowledged, ended };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('a process with the store open', () => {
  it('keeps others out while it lives, and leaves all that it acknowledged when it is killed', async () => {
    const folder = newFolder();
    const { child, acknowledged, ended } = await addingProcess(folder);
    while (acknowledged.length < 200) await once(child.stdout ?? child, 'data');

    const second = openLmdb(folder);
    await expect(second).rejects.toMatchObject({ name: 'StoreInUseError' });
    await expect(second).rejects.toThrow(
      `in use by process ${child.pid ?? ''}. Stop it, or choose another folder`,
    );

    child.kill('SIGKILL');
    await ended;
    await expectAllThere(folder, acknowledged);
  }, 20_000);

  it('has on disk what it acknowledged the moment before it dies', async () => {
    const folder = newFolder();
    const { acknowledged, ended } = await addingProcess(folder, 333);
    await ended;
    expect(acknowledged).toHaveLength(333);
    await expectAllThere(folder, acknowledged);
  }, 20_000);

  it('is refused a second time within the same process, until it is closed', async () => {
    const folder = newFolder();
    const first = await openLmdb(folder);
    await expect(openLmdb(folder)).rejects.toThrow(`in use by process ${process.pid}`);
    await first.close();
    const again = await openLmdb(folder);
    await again.close();
  });

  it('opens the store of a process whose number another one got since', async () => {
    const folder = newFolder();
    const path = join(folder, 'in-use.json');
    const first = await openLmdb(folder);
    const claim: unknown = JSON.parse(readFileSync(path, 'utf8'));
    await first.close();
    if (typeof claim !== 'object' || claim === null) throw new Error('The claim is an object');
    writeFileSync(path, JSON.stringify({ ...claim, token: 'old', startedAt: '1' }));
    const store = await openLmdb(folder);
    await store.close();
  });
});

async function expectAllThere(folder: string, ids: string[]): Promise<void> {
  const store = await openLmdb(folder);
  const found = await Promise.all(ids.map((id) => store.getDelivery(id)));
  expect(found.map((delivery) => delivery?.value.id)).toEqual(ids);
  const due = await store.listDue(NOW, ids.length + 100);
  expect(due.length).toBeGreaterThanOrEqual(ids.length);
  for (const { id } of due) expect(await store.getDelivery(id)).not.toBeNull();
  await store.close();
}
