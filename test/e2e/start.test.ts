import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CI, foundAcme, SHOP, type Acme } from './acme.js';
import { run, type Child } from './child.js';
import { environmentOf, LISTENS } from './environment.js';
import { gateOn, said } from './reading.js';
import { newFolder } from './stores.js';
import { branchFor, onlyPull } from './work.js';
import { portOf } from '../loopback.js';

jest.setTimeout(60_000);

let folder: string;
let acme: Acme;
const children: Child[] = [];

/** `npm start` in a folder of its own. */
function started(env: Record<string, string>): Child {
  const child = run({ script: 'src/entrypoints/local/main.ts', env, folder });
  children.push(child);
  return child;
}

const configured = (changes: Record<string, string> = {}) => environmentOf(acme, folder, changes);

/** Asks until it is so: this process has no part in that one. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > limit)
      throw new Error(`It did not come to this: ${what}.\n${children.at(-1)?.err() ?? ''}`);
    await wait(20);
  }
}

/** Until a second has passed without a request. */
async function rest(): Promise<void> {
  for (let before = -1; before < acme.github.requests.total;) {
    before = acme.github.requests.total;
    await acme.github.idle();
    await wait(1000);
  }
}

beforeAll(async () => {
  folder = newFolder();
  acme = await foundAcme({ prefix: '/api/v3' });
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.signal('SIGKILL');
    await child.ended;
  }
});
afterAll(async () => {
  await acme.github.idle();
  await acme.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start with credentials', () => {
  it('works with a GitHub under a path of its own, goes on after it was killed, and ends when it is told to', async () => {
    const child = started(configured());
    const [, webhooks = ''] = await child.says(LISTENS);
    const health = await fetch(new URL('/health', webhooks));
    expect(await health.json()).toMatchObject({ status: 'ok', store: 'embedded' });
    const unsigned = await fetch(webhooks, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);

    acme.sendWebhooksTo(webhooks);
    const issue = acme.github.as('mira').openIssue(SHOP, { title: 'Add a cache' });
    acme.github.as('mira').label(SHOP, issue, 'tekton');
    await until(() => said(acme, issue).some(({ kind }) => kind === 'hand-over'), 'the hand-over');
    const branch = branchFor(acme, issue);
    const sha = acme.github.as('apollo-agent').push(SHOP, { branch, files: { 'a.ts': '1' } });
    acme.github.as(CI).reportCheck(SHOP, sha, { name: 'test', conclusion: 'success' });
    await until(() => gateOn(acme, sha) === 'in_progress' && said(acme, issue).length === 2, 'the gate');
    await until(() => [...acme.repository.issues.values()].length === 2, 'the pull request');
    expect(acme.url).toMatch(/\/api\/v3$/);
    expect(acme.github.requests.log.filter(({ status }) => status >= 400)).toEqual([]);
    expect(acme.judge.violations).toEqual([]);

    // In the middle of a deed: see `stopping.test.ts`.
    await rest();
    child.signal('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    expect(child.out()).toBe('');
    // And once more, on what the first one kept.
    const next = started(configured());
    const [, again = ''] = await next.says(LISTENS);
    acme.sendWebhooksTo(again);
    const pull = onlyPull(acme, branch);
    acme.github.as('noor').review(SHOP, pull, 'APPROVED');
    await until(() => acme.repository.issues.get(pull)?.pull?.merged != null, 'the merge');
    await until(() => !acme.repository.refs.has(`refs/heads/${branch}`), 'the branch deleted');
    await until(() => said(acme, issue)[1]?.body.startsWith('### ✅ Merged') === true, 'the status');
    expect(said(acme, issue).map(({ kind }) => kind)).toEqual(['hand-over', 'status']);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
    await expect(fetch(again)).rejects.toThrow('fetch failed');
  });

  it('logs nobody’s text and no secret, however much it is told to log, and for which delivery it did what', async () => {
    const child = started(configured({ LOG_LEVEL: 'debug', DATA_DIR: join(folder, 'debug') }));
    const [, webhooks = ''] = await child.says(LISTENS);
    acme.sendWebhooksTo(webhooks);
    const issue = acme.github.as('mira').openIssue(SHOP, { title: 'Add a wine cellar' });
    acme.github.as('mira').label(SHOP, issue, 'tekton');
    await until(() => said(acme, issue).some(({ kind }) => kind === 'hand-over'), 'the hand-over');
    await rest();
    const { privateKey, webhookSecret } = acme.credentials;
    const [, key = ''] = privateKey.split('\n');
    for (const secret of ['wine cellar', '<!-- tekton', 'ghs_', webhookSecret, key])
      expect(child.out() + child.err()).not.toContain(secret);
    const handedOver = child
      .err()
      .split('\n')
      .find((line) => line.includes('"effect":"hand-over/'));
    expect(handedOver).toMatch(/"delivery":"[\w-]{36}"/);
    child.signal('SIGTERM');
    await child.ended;
  });

  it('leaves a folder to the process that has it, and a port to whoever has that, each with a sentence', async () => {
    const taken = createServer();
    const port = String(await portOf(taken));
    const env = configured({ DATA_DIR: join(folder, 'taken') });
    const first = started(env);
    await first.says(LISTENS);
    const second = started(env);
    const third = started(configured({ DATA_DIR: join(folder, 'other'), PORT: port }));
    expect(await Promise.all([second.ended, third.ended])).toEqual([1, 1]);
    expect(second.err()).toMatch(
      new RegExp(
        `The store in ${join(folder, 'taken')} is in use by process \\d+\\. Stop it, or choose another`,
      ),
    );
    expect(third.err()).toContain(
      `port ${port} on 127.0.0.1 is taken: stop what runs there, or set PORT to another`,
    );
    for (const child of [second, third]) expect(child.err()).not.toMatch(/^\s+at /m);
    await new Promise((closed) => taken.close(closed));
  });

  it('names every credential that is missing or wrong, at once', async () => {
    mkdirSync(join(folder, 'data'), { recursive: true });
    const [some, wrong] = [
      started({ APP_ID: '7', PORT: '0' }),
      started(configured({ PRIVATE_KEY: 'no key', APP_ID: 'seven', PORT: '-1' })),
    ];
    expect(await Promise.all([some.ended, wrong.ended])).toEqual([1, 1]);
    expect(some.err()).toMatch(/WEBHOOK_SECRET is missing/);
    expect(some.err()).toMatch(/PRIVATE_KEY is missing/);
    expect(some.err()).not.toMatch(/APP_ID/);
    expect(wrong.err()).toMatch(/PRIVATE_KEY is not the App’s private key: copy the whole of the \.pem file/);
    expect(wrong.err()).toMatch(/APP_ID is wrong/);
    expect(wrong.err()).toMatch(/PORT must be a port number/);
    for (const child of [some, wrong]) expect(child.err()).not.toMatch(/^\s+at /m);
  });
});
