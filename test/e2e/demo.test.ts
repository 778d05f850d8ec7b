import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { run, type Child } from './child.js';
import { newFolder } from './stores.js';

jest.setTimeout(90_000);

let folder: string;
const children: Child[] = [];

function started(script: string, args: readonly string[] = [], env: Record<string, string> = {}): Child {
  const child = run({ script, args, env, folder });
  children.push(child);
  return child;
}

/** `npm start` takes its time, so that it can be watched: it plays while the others are looked at. */
let shown: Child;

beforeAll(() => {
  folder = newFolder();
  shown = started('src/entrypoints/local/main.ts', [], { PORT: '0' });
});
afterAll(async () => {
  for (const child of children) {
    child.signal('SIGKILL');
    await child.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const Report = z.strictObject({
  ok: z.literal(true),
  steps: z.array(z.strictObject({ name: z.string(), status: z.string(), ms: z.number().nonnegative() })),
  github_requests: z.number().int().positive(),
  branch: z.string(),
  pull_request: z.number().int(),
  comments: z.number().int(),
});

describe('npm run demo -- --once', () => {
  const demo = 'src/entrypoints/local/demo/main.ts';

  it('plays one issue to its merge, and with --json prints one JSON document and nothing else', async () => {
    const child = started(demo, ['--once', '--json']);
    expect({ code: await child.ended, err: child.err() }).toEqual({ code: 0, err: '' });
    const report = Report.parse(JSON.parse(child.out()));
    expect(report.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'assign complete',
      'branch complete',
      'develop complete',
      'test complete',
      'pr complete',
      'review complete',
      'merge complete',
    ]);
    expect(report.branch).toBe('feature/alice-1-add-a-caching-layer');
    expect(report.pull_request).toBe(2);
    // The status, the hand-over and one red test run.
    expect(report.comments).toBe(3);
    expect(report.github_requests).toBeLessThan(40);
  });

  it('tells people what happens, line by line, and needs no credentials even where some are set', async () => {
    const child = started(demo, ['--once'], { APP_ID: 'nonsense' });
    expect(await child.ended).toBe(0);
    expect(child.out()).toMatch(/mira +labels issue #1 tekton/);
    expect(child.out()).toMatch(/test is RED: 41 passed, 1 failed/);
    expect(child.out()).toMatch(/merges #2/);
    expect(child.out()).toMatch(/\nMerged, with \d+ requests to GitHub\.\n$/);
  });

  it.each([[['--once']], [[]]])('with %j ends quietly when nobody reads on', async (args) => {
    const here = join(folder, `closed-${args.length}`);
    mkdirSync(here);
    const child = run({ script: demo, args, env: { PORT: '0', TMPDIR: here }, folder });
    children.push(child);
    await child.says(/opens issue #1/);
    child.stopReading();
    expect({ code: await child.ended, err: child.err() }).toEqual({ code: 0, err: '' });
    expect(readdirSync(here)).toEqual([]);
  });

  it('ends at once with a reason when it cannot', async () => {
    const wrong: [string[], Record<string, string>, number, RegExp][] = [
      [['--once', '--json'], { PORT: 'eighty' }, 1, /PORT must be a port number/],
      [
        ['--once', '--json'],
        { GITHUB_API_URL: 'ftp://x' },
        1,
        /GITHUB_API_URL must be an http or https address/,
      ],
      [['--json'], {}, 2, /--json goes with --once\./],
    ];
    for (const [args, env, code, reason] of wrong) {
      const child = started(demo, args, env);
      expect({ args, env, code: await child.ended, out: child.out() }).toEqual({
        args,
        env,
        code,
        out: '',
      });
      expect(child.err()).toMatch(reason);
      expect(child.err()).not.toMatch(/^\s+at /m);
    }
  });
});

describe('npm start without credentials', () => {
  it('shows three issues from label to merge, tells the day with an agent’s words, says where to look, and ends when it is told to', async () => {
    const child = shown;
    const [, api = ''] = await child.says(/GitHub's API +(http:\/\/127\.0\.0\.1:\d+)/);
    const [, health = ''] = await child.says(/tekton-core +(http:\/\/127\.0\.0\.1:\d+\/health)/);
    await child.says(/To connect a real GitHub: stop this .+ https:\/\/smee\.io\/new/);
    await child.says(/WEBHOOK_PROXY_URL=<the channel> npm run setup/);
    expect((await fetch(health)).status).toBe(200);
    await child.says(/All 3 issues are merged/);
    const [, token = ''] = await child.says(/Authorization: token (\w+)/);
    const comments = await fetch(`${api}/repos/acme/shop/issues/1/comments`, {
      headers: { authorization: `token ${token}` },
    });
    expect(await comments.text()).toContain('Merged');
    const [, summary = ''] = await child.says(/(http:\S+\/repos\/acme\/handbook\/issues\/\d+)/);
    const told = await fetch(summary, { headers: { authorization: `token ${token}` } });
    const { body } = z.object({ body: z.string() }).parse(await told.json());
    expect(body).toContain('Done: the page on refunds is written, and its pull request is open');
    expect(body).toContain('0.42 US dollars');
    expect(body).not.toMatch(/(\w+ \d+ \w+, \d\d:\d\d) to \1/);

    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
    for (const address of [health, api]) await expect(fetch(address)).rejects.toThrow('fetch failed');
    expect(readdirSync(folder).filter((name) => name.includes('demo'))).toEqual([]);
  });
});
