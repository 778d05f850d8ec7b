import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { openLmdb } from '../../src/adapters/embedded/embedded-store.js';
import { configuration, foundAcme, SHOP, type Acme } from './acme.js';
import { run, type Child } from './child.js';
import { environmentOf, LISTENS } from './environment.js';
import { said } from './reading.js';
import { newFolder } from './stores.js';
import { branchFor } from './work.js';

jest.setTimeout(180_000);

const KILLS = 3;
const ISSUES = 6;
/** When each kill comes after the webhooks began, ms: spread over what a start of the work takes. */
const MOMENTS = [35, 420, 160];

let folder: string;
let acme: Acme;
let child: Child;

beforeEach(async () => {
  folder = newFolder();
  const team = ['apollo', 'athena'].map((name) => ({ name, login: `${name}-agent`, capacity: 50 }));
  acme = await foundAcme({ config: configuration({ team }) });
});

afterEach(async () => {
  child.signal('SIGKILL');
  await child.ended;
  await acme.close();
  rmSync(folder, { recursive: true, force: true });
});

/** GitHub tells nothing while nobody listens. */
async function startedAnew(): Promise<void> {
  child = run({ script: 'src/entrypoints/local/main.ts', env: environmentOf(acme, folder), folder });
  const [, webhooks = ''] = await child.says(LISTENS);
  acme.sendWebhooksTo(webhooks);
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const limit = Date.now() + 60_000;
  while (!isSo()) {
    await wait(20);
    if (Date.now() > limit) throw new Error(`It did not come to this: ${what}.\n${child.err()}`);
  }
}

it('processes every delivery that it accepted, exactly once in effect, however often it is killed', async () => {
  await startedAnew();
  const issues: number[] = [];
  const start = () => {
    const issue = acme.github.as('mira').openIssue(SHOP, { title: 'Add a cache' });
    acme.github.as('mira').label(SHOP, issue, 'tekton');
    issues.push(issue);
  };
  for (let kill = 0; kill < KILLS; kill++) {
    while (issues.length < ((kill + 1) * ISSUES) / KILLS) start();
    await wait(MOMENTS[kill] ?? 0);
    child.signal('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    // What was sent while nobody listened is lost, as GitHub sends nothing twice by itself.
    await acme.github.idle();
    await startedAnew();
    for (const lost of acme.github.deliveries.log.filter(
      ({ answer, redelivery }) => answer?.status !== 202 && !redelivery,
    )) {
      acme.github.deliveries.redeliver(lost);
    }
  }
  const kinds = (issue: number) => said(acme, issue).map(({ kind }) => kind);
  await until(
    () => issues.every((issue) => kinds(issue).includes('status') && kinds(issue).includes('hand-over')),
    'all handed over',
  );
  await acme.github.idle();
  await wait(1000);
  child.signal('SIGTERM');
  expect(await child.ended).toBe(0);

  for (const issue of issues) {
    expect(kinds(issue).sort()).toEqual(['hand-over', 'status']);
    expect(branchFor(acme, issue)).toContain(`-${issue}-`);
  }
  const store = await openLmdb(join(folder, 'data'));
  const accepted = new Set(
    acme.github.deliveries.log.flatMap(({ answer, guid }) => (answer?.status === 202 ? [guid] : [])),
  );
  const states = await Promise.all(
    [...accepted].map(async (guid) => (await store.getDelivery(guid))?.value.state),
  );
  await store.close();
  expect(accepted.size).toBeGreaterThan(ISSUES);
  // Null: what it was accepted for concerns nobody, and was not kept.
  expect(states.filter((state) => state !== undefined && state !== 'done')).toEqual([]);
  expect(states.filter((state) => state === 'done').length).toBeGreaterThanOrEqual(ISSUES);
  expect(acme.judge.violations).toEqual([]);
});
