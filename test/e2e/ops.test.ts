import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { openLmdb } from '../../src/adapters/embedded/embedded-store.js';
import type { Store } from '../../src/app/ports/store.js';
import { NOW, sampleDelivery, sampleWorkflow } from '../contract/samples.js';
import { run } from './child.js';
import { newFolder, onDynamoDb } from './stores.js';

jest.setTimeout(60_000);

let folder: string;
/** Open all the while, as the product has it. */
let store: Store;

beforeEach(async () => {
  folder = newFolder();
  store = await openLmdb(join(folder, 'data'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ops(...args: string[]): Promise<{ code: number | NodeJS.Signals; out: string; err: string }> {
  const env = { DATA_DIR: join(folder, 'data') };
  const child = run({ script: 'src/entrypoints/local/ops/main.ts', args, env, folder });
  const code = await child.ended;
  return { code, out: child.out(), err: child.err() };
}

/** What `queue --json` prints. */
const Queue = z.object({ deliveries: z.array(z.unknown()), workflows: z.array(z.unknown()) });

const dead = (id: string) =>
  sampleDelivery({
    id,
    name: 'issues.labeled',
    state: 'dead',
    attempts: 8,
    lastError: 'it broke',
    dueAt: null,
  });

describe('an operator, beside the product that runs', () => {
  it('lists what was given up, reads one of it, and takes it back in', async () => {
    await store.addDelivery(dead('guid-1'));
    await store.addDelivery(dead('guid-2'));
    const listed = await ops('dead-letters');
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/guid-1 {2}issues\.labeled.* 8 tries: it broke/);
    expect(JSON.parse((await ops('dead-letters', 'guid-2')).out)).toMatchObject([
      { id: 'guid-2', state: 'dead' },
    ]);

    expect((await ops('dead-letters', '--replay', 'guid-1')).out).toBe(
      'One delivery is on its way again: it is due now.\n',
    );
    expect((await store.getDelivery('guid-1'))?.value).toMatchObject({ state: 'waiting', attempts: 1 });
    expect((await store.listDue(Date.now(), 10)).map(({ id }) => id)).toEqual(['guid-1']);
  });

  it('sees what waits, and what was done', async () => {
    const queued = {
      kind: 'reply',
      hash: 'x',
      attempts: 3,
      notBefore: NOW,
      lastError: 'GitHub answered 502',
      waitsFor: null,
    };
    await store.saveWorkflow(sampleWorkflow({ outbox: { 'reply/c-1': queued }, dueAt: NOW }), 0);
    await store.appendAudit([
      { workflowId: 'wf-100-7', id: '1', at: NOW, what: 'performed', detail: { key: 'branch/x' } },
    ]);
    expect((await ops('queue')).out).toContain('wf-100-7  reply  reply/c-1  3 tries: GitHub answered 502');
    const { deliveries, workflows } = Queue.parse(JSON.parse((await ops('queue', '--json')).out));
    expect({ deliveries, workflows }).toMatchObject({ deliveries: [], workflows: [{ id: 'wf-100-7' }] });
    expect((await ops('history', 'wf-100-7')).out).toContain('performed  {"key":"branch/x"}');
  });

  it('sees the webhooks that wait for their next try, and none that was not tried yet', async () => {
    const failed = { name: 'issues.labeled', attempts: 2, lastError: 'GitHub answered 502', dueAt: NOW };
    await store.addDelivery(sampleDelivery({ id: 'guid-3', ...failed }));
    await store.addDelivery(sampleDelivery({ id: 'guid-4', attempts: 0, lastError: null, dueAt: NOW }));
    const { out } = await ops('queue');
    expect(out).toMatch(
      /^2026-01-01T00:00:00Z {2}guid-3 {2}issues\.labeled \S+\/\S+ {2}2 tries: GitHub answered 502\n$/,
    );
    const { deliveries } = Queue.parse(JSON.parse((await ops('queue', '--json')).out));
    expect(deliveries).toMatchObject([{ id: 'guid-3', attempts: 2 }]);
  });

  it('is told how to ask, when that is what they ask', async () => {
    const { code, out, err } = await ops('queue', '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: npm run ops -- COMMAND/);
  });

  it('finds the store that .env names', async () => {
    await store.addDelivery(dead('guid-1'));
    writeFileSync(join(folder, '.env'), `DATA_DIR=${join(folder, 'data')}\n`);
    const env = {};
    const child = run({ script: 'src/entrypoints/local/ops/main.ts', args: ['dead-letters'], env, folder });
    expect(await child.ended).toBe(0);
    expect(child.out()).toContain('guid-1');
  });

  it.each([
    [['dead-letters', 'no-such'], 1, /No delivery called no-such was given up/],
    [['dead-letters', '--replay', 'no-such'], 1, /No delivery called no-such was given up/],
    [['history', 'wf-1-1'], 1, /There is no history of that workflow/],
    [[], 2, /Say what to show\.\nUsage: /],
    [['dance'], 2, /There is no 'dance'\.\nUsage: /],
    [['queue', '--loud'], 2, /^Unknown option '--loud'\.\nUsage: /],
    [['queue', 'foo'], 2, /^Unexpected argument 'foo'\.\nUsage: /],
    [['queue', '--all'], 2, /^--all does not go with queue\.\nUsage: /],
    [['constructor'], 2, /^There is no 'constructor'\.\nUsage: /],
    [['dead-letters', '--replay'], 2, /^--replay needs a value\.\nUsage: /],
    [['dead-letters', '--replay', '--json'], 2, /^--replay needs a value\.\nUsage: /],
    [['dead-letters', '--json=yes'], 2, /^--json takes no value\.\nUsage: /],
    [['dead-letters', 'one', '--replay', 'other'], 2, /^Unexpected argument 'one'\.\nUsage: /],
  ])('is told in a sentence what %j lacks', async (args, code, sentence) => {
    const { err, ...ended } = await ops(...args);
    expect(ended).toEqual({ code, out: '' });
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each(['dead-letters', 'queue', 'history'])('is told by %s where no store is yet', async (what) => {
    const env = { DATA_DIR: join(folder, 'nowhere') };
    const args = what === 'history' ? [what, 'wf-1-1'] : [what];
    const child = run({ script: 'src/entrypoints/local/ops/main.ts', args, env, folder });
    expect(await child.ended).toBe(1);
    expect(child.err()).toMatch(
      /^There is no store in \S+nowhere yet: npm start .+ set DATA_DIR to its folder/,
    );
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  it('is told where no table is yet, and where nothing can be read', async () => {
    const { store: table, remove } = await onDynamoDb();
    if (table.kind !== 'dynamodb' || table.endpoint === null) throw new Error('It has an endpoint.');
    const wrong = [
      run({
        script: 'src/entrypoints/local/ops/main.ts',
        args: ['queue'],
        env: { TABLE_NAME: 'nowhere', DYNAMODB_ENDPOINT: table.endpoint },
        folder,
      }),
      run({
        script: 'src/entrypoints/local/ops/main.ts',
        args: ['queue'],
        env: { DATA_DIR: join(folder, 'data', 'data.mdb') },
        folder,
      }),
    ];
    expect(await Promise.all(wrong.map(({ ended }) => ended))).toEqual([1, 1]);
    await remove();
    expect(wrong[0]?.err()).toMatch(/^There is no table nowhere yet: npm start .+ set TABLE_NAME/m);
    expect(wrong[1]?.err()).toMatch(
      /^DATA_DIR is \S+, where nothing can be read \(a part of its path is a file\)/,
    );
  });
});
