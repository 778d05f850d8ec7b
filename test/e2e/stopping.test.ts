import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { foundAcme, SHOP, type Acme } from './acme.js';
import { npm, run, type Child } from './child.js';
import { environmentOf, LISTENS } from './environment.js';
import { said } from './reading.js';
import { newFolder } from './stores.js';

jest.setTimeout(60_000);

let folder: string;
let acme: Acme;
/** Resolves when GitHub is asked for a branch; it answers when it is let go. */
let asked: Promise<void>;
let letGo: () => void;
const children: Child[] = [];

beforeEach(async () => {
  folder = newFolder();
  let arrive = () => {};
  asked = new Promise((resolve) => (arrive = resolve));
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  acme = await foundAcme({
    intercept: async ({ operation }, proceed) => {
      if (operation !== 'git/create-ref') return proceed();
      arrive();
      await gone;
      return proceed();
    },
  });
});
afterEach(async () => {
  letGo();
  for (const child of children.splice(0)) {
    child.signal('SIGKILL');
    await child.ended;
  }
  await acme.github.idle();
  await acme.close();
  rmSync(folder, { recursive: true, force: true });
});

async function started(begin: (env: Record<string, string>) => Child): Promise<Child> {
  const child = begin(environmentOf(acme, folder));
  children.push(child);
  const [, webhooks = ''] = await child.says(LISTENS);
  acme.sendWebhooksTo(webhooks);
  return child;
}

const node = (env: Record<string, string>) => run({ script: 'src/entrypoints/local/main.ts', env, folder });

/** An issue whose branch is just being made. */
async function inTheMiddle(): Promise<number> {
  const issue = acme.github.as('mira').openIssue(SHOP, { title: 'Add a cache' });
  acme.github.as('mira').label(SHOP, issue, 'tekton');
  await asked;
  return issue;
}

const kinds = (issue: number) => said(acme, issue).map(({ kind }) => kind);

/** How long until it is so, ms. @throws after a while. */
async function took(isSo: () => boolean): Promise<number> {
  const since = Date.now();
  while (!isSo()) {
    if (Date.now() - since > 20_000)
      throw new Error(`It did not come to this.\n${children.at(-1)?.err() ?? ''}`);
    await wait(20);
  }
  return Date.now() - since;
}

describe('the end of the process', () => {
  it('by force, in the middle of a deed, costs the next start a few seconds and no comment', async () => {
    const child = await started(node);
    const issue = await inTheMiddle();
    child.signal('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    letGo();
    const next = await started(node);
    expect(await took(() => kinds(issue).length === 2)).toBeLessThan(10_000);
    expect(kinds(issue)).toEqual(['hand-over', 'status']);
    expect(next.err()).toContain('goes on with what the last process had in hand');
    expect(acme.judge.violations).toEqual([]);
  });

  it('by a signal waits for what is in hand, and for no more', async () => {
    const child = await started(node);
    const issue = await inTheMiddle();
    child.signal('SIGTERM');
    await child.says(/"msg":"stopping"/);
    letGo();
    expect(await child.ended).toBe(0);
    expect(kinds(issue)).toEqual(['hand-over', 'status']);
    expect(existsSync(join(folder, 'data', 'in-use.json'))).toBe(false);
  });

  it('comes at once with a second signal', async () => {
    const child = await started(node);
    await inTheMiddle();
    child.signal('SIGTERM');
    await child.says(/"msg":"stopping"/);
    await wait(700);
    const since = Date.now();
    child.signal('SIGTERM');
    expect(await child.ended).toBe(143);
    expect(Date.now() - since).toBeLessThan(2000);
  });

  it('comes, though GitHub never answers, within ten seconds', async () => {
    const child = await started(node);
    await inTheMiddle();
    const since = Date.now();
    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(11_000);
    expect(child.err()).toContain('stopped in the middle of work: the next start goes on with it');
  });

  it('comes to npm start as well: npm leaves nothing behind that keeps the port and the folder', async () => {
    const child = await started((env) => npm(['start'], env));
    const issue = await inTheMiddle();
    child.signal('SIGTERM');
    await child.says(/"msg":"stopping"/);
    letGo();
    await child.ended;
    expect(kinds(issue)).toEqual(['hand-over', 'status']);
    expect(existsSync(join(folder, 'data', 'in-use.json'))).toBe(false);
    const next = await started(node);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
  });
});
