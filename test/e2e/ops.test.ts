import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openLmdb } from '../../src/adapters/embedded/embedded-store.js';
import type { Store } from '../../src/app/ports/store.js';
import { NOW, sampleDelivery, sampleWorkflow } from '../contract/samples.js';
import { run } from './child.js';
import { newFolder } from './stores.js';

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
    };
    await store.saveWorkflow(sampleWorkflow({ outbox: { 'reply/c-1': queued }, dueAt: NOW }), 0);
    await store.appendAudit([
      { workflowId: 'wf-100-7', id: '1', at: NOW, what: 'performed', detail: { key: 'branch/x' } },
    ]);
    expect((await ops('queue')).out).toContain('wf-100-7  reply  reply/c-1  3 tries: GitHub answered 502');
    expect((await ops('history', 'wf-100-7')).out).toContain('performed  {"key":"branch/x"}');
  });

  it.each([
    [['dead-letters', 'no-such'], 1, /No delivery called no-such was given up/],
    [['dead-letters', '--replay', 'no-such'], 1, /No delivery called no-such was given up/],
    [['history', 'wf-1-1'], 1, /There is no history of that workflow/],
    [[], 2, /Say what to show\.\nUsage: /],
    [['dance'], 2, /There is no 'dance'\.\nUsage: /],
    [['queue', '--loud'], 2, /Unknown option '--loud'/],
  ])('is told in a sentence what %j lacks', async (args, code, sentence) => {
    const { err, ...ended } = await ops(...args);
    expect(ended).toEqual({ code, out: '' });
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('is told where no store is', async () => {
    const env = { DATA_DIR: join(folder, 'nowhere') };
    const child = run({ script: 'src/entrypoints/local/ops/main.ts', args: ['queue'], env, folder });
    expect(await child.ended).toBe(1);
    expect(child.err()).toMatch(/nowhere/);
  });
});
