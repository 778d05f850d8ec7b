import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { startLocal, type LocalProcess } from '../../src/entrypoints/local/local-process.js';
import { WEBHOOK_PATH } from '../../src/entrypoints/local/server.js';
import { CONFIG_PATH, configuration, newCredentials, readManifest } from './acme.js';
import { emulated, type Emulated } from './emulator.js';
import { onDisk, type StorePlace } from './stores.js';

/**
 * The flow on a GitHub that others wrote. It is lenient, so that it proves the flow and the signatures, and neither
 * permissions nor limits.
 */

jest.setTimeout(40_000);

const loads = await import('emulate').then(
  () => true,
  (error: unknown) => {
    process.stdout.write(`Skipped: the emulator cannot be loaded here: ${String(error)}\n`);
    return false;
  },
);
const whereItLoads = loads ? describe : describe.skip;

const SHOP = '/repos/acme/shop';
let github: Emulated;
let kept: StorePlace;
let local: LocalProcess;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const Numbered = z.object({ number: z.number() });
const Committed = z.object({ commit: z.object({ sha: z.string() }) });
const Issue = z.object({ state: z.string() });
const Comments = z.array(z.object({ body: z.string() }));
const Pulls = z.array(
  z.object({
    number: z.number(),
    state: z.string(),
    body: z.string(),
    head: z.object({ ref: z.string(), sha: z.string() }),
    requested_reviewers: z.array(z.object({ login: z.string() })),
  }),
);
const Runs = z.object({
  check_runs: z.array(z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() })),
});

async function written(by: string, path: string, text: string, branch = 'main'): Promise<string> {
  const content = Buffer.from(text).toString('base64');
  const body = { message: `Write ${path}`, content, branch };
  return Committed.parse(await github.as(by, 'PUT', `${SHOP}/contents/${path}`, body)).commit.sha;
}

const tested = (sha: string, conclusion: 'success' | 'failure') =>
  github.as('ci', 'POST', `${SHOP}/check-runs`, {
    name: 'test',
    head_sha: sha,
    status: 'completed',
    conclusion,
  });

const comments = async (number: number) =>
  Comments.parse(await github.as('mira', 'GET', `${SHOP}/issues/${number}/comments`)).map(({ body }) => body);
const pulls = async () => Pulls.parse(await github.as('mira', 'GET', `${SHOP}/pulls?state=all`));
const gateOn = async (sha: string) => {
  const { check_runs } = Runs.parse(await github.as('mira', 'GET', `${SHOP}/commits/${sha}/check-runs`));
  return check_runs
    .filter(({ name }) => name === 'tekton-core/gate')
    .map(({ status, conclusion }) => conclusion ?? status);
};

/** Asks the emulator until it is so: it does not say when it has told everybody. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const limit = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > limit) {
      throw new Error(
        `It did not come to this: ${what}.\n${JSON.stringify([github.requests, github.webhooks])}`,
      );
    }
    await wait(50);
  }
}

whereItLoads('on the emulator of others', () => {
  beforeAll(async () => {
    const credentials = newCredentials();
    const { default_permissions: permissions, default_events: events } = readManifest();
    const people = ['mira', 'noor', 'apollo-agent', 'ci'];
    github = await emulated({ ...credentials, permissions, events, people });
    kept = await onDisk();
    const settings = {
      port: 0,
      host: '127.0.0.1',
      store: kept.store,
      githubApiUrl: github.url,
      logLevel: 'fatal' as const,
      writeSpacing: 0,
      deliveryTries: 8,
      tickEvery: 200,
      credentials,
    };
    local = await startLocal(settings, credentials, log);
    github.sendWebhooksTo(`${local.server.url}${WEBHOOK_PATH}`);
    for (const login of ['noor', 'apollo-agent', 'ci']) {
      await github.as('mira', 'PUT', `${SHOP}/collaborators/${login}`, { permission: 'push' });
    }
    await written('mira', CONFIG_PATH, configuration());
  });
  afterAll(async () => {
    await local.stop();
    await github.close();
    await kept.remove();
  });

  it('work goes from a label to the merge', async () => {
    const opened = await github.as('mira', 'POST', `${SHOP}/issues`, {
      title: 'Add a cache',
      body: 'It is slow.',
    });
    const issue = Numbered.parse(opened).number;
    await github.as('mira', 'POST', `${SHOP}/issues/${issue}/labels`, { labels: ['tekton'] });
    await until(async () => (await comments(issue)).length === 2, 'a hand-over and a status');
    const branch = `feature/alice-${issue}-add-a-cache`;
    expect((await comments(issue))[0]).toContain(`Commit to the branch \`${branch}\``);

    const red = await written('apollo-agent', 'cache.ts', 'no', branch);
    await tested(red, 'failure');
    await until(async () => (await comments(issue)).length === 3, 'a notice of the red test run');
    await until(async () => (await gateOn(red)).join() === 'failure', 'a gate that is shut');
    expect(await pulls()).toEqual([]);

    const green = await written('apollo-agent', 'expiry.ts', 'yes', branch);
    await tested(green, 'success');
    await until(
      async () => (await pulls())[0]?.requested_reviewers.length === 2,
      'a pull request with reviewers',
    );
    const [pull] = await pulls();
    expect(pull?.head).toMatchObject({ ref: branch, sha: green });
    expect(pull?.body).toContain(`Closes #${issue}`);

    const page = `${SHOP}/pulls/${pull?.number ?? 0}`;
    await github.as('noor', 'POST', `${page}/reviews`, { event: 'APPROVE', commit_id: green });
    await until(async () => (await pulls())[0]?.state === 'closed', 'the merge');
    await until(
      async () => Issue.parse(await github.as('mira', 'GET', `${SHOP}/issues/${issue}`)).state === 'closed',
      'the issue closed',
    );
    await until(async () => (await comments(issue))[1]?.includes('### ✅ Merged') === true, 'the status');
    await expect(github.as('mira', 'GET', `${SHOP}/git/ref/heads/${branch}`)).rejects.toThrow('404');
    expect(await pulls()).toHaveLength(1);
    expect(await comments(issue)).toHaveLength(3);
    expect([await gateOn(red), await gateOn(green)]).toEqual([['failure'], ['success']]);
  });

  it('a command is answered', async () => {
    const issue = Numbered.parse(await github.as('mira', 'POST', `${SHOP}/issues`, { title: 'Docs' })).number;
    await github.as('mira', 'POST', `${SHOP}/issues/${issue}/comments`, { body: '/tekton status' });
    await until(async () => (await comments(issue)).length === 2, 'a reply');
    expect((await comments(issue))[1]).toContain('kind=reply');
  });

  it('no webhook is refused, and nothing is asked for that the emulator does not know', () => {
    expect(github.webhooks.filter(({ status }) => status !== 202)).toEqual([]);
    const missing = github.requests.filter(({ status }) => status >= 400);
    // The one file that is not there: the owner's shared configuration. And the emulator keeps no log of its webhooks.
    const known = /^\/repos\/acme\/\.github\/|^\/app\/hook\/deliveries/;
    expect(missing.filter(({ path }) => !known.test(path))).toEqual([]);
  });
});
