import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { APP, foundAcme, type Acme } from './acme.js';
import { run, type Child } from './child.js';
import { environmentOf, LISTENS } from './environment.js';
import { newFolder } from './stores.js';
import { portOf } from '../loopback.js';

jest.setTimeout(60_000);

let folder: string;
let acme: Acme;
let child: Child | null = null;

async function found(options: Parameters<typeof foundAcme>[0] = {}): Promise<void> {
  acme = await foundAcme(options);
}

beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  child?.signal('SIGKILL');
  await child?.ended;
  await acme.close();
  rmSync(folder, { recursive: true, force: true });
});

function started(changes: Record<string, string> = {}): Child {
  const env = environmentOf(acme, folder, changes);
  child = run({ script: 'src/entrypoints/local/main.ts', env, folder });
  return child;
}

/** The messages of a level: 40 are warnings. */
const messages = (of: Child, level: number) =>
  of
    .err()
    .split('\n')
    .flatMap((line) => new RegExp(`"level":${level},.*"msg":"(.*)"}$`).exec(line)?.[1] ?? []);

describe('at its start the product', () => {
  it('says which App it is, and nothing more when the App is as app.yml wants it', async () => {
    await found();
    const { says, err } = started();
    await says(LISTENS);
    expect(err()).toContain(`"app":"${APP}"`);
    expect(err()).toContain(`/settings/apps/${APP}"`);
    expect(err()).toContain(`runs as the GitHub App “${APP}”`);
    expect(err()).not.toContain('"level":40');
    expect(acme.github.requests.log.map(({ operation }) => operation)).toEqual(['apps/get-authenticated']);
  });

  it('warns of each permission and event that the App lacks, with the page to change it', async () => {
    await found();
    const app = acme.github.find.app(APP);
    Object.assign(app.permissions, { issues: 'read' });
    Reflect.deleteProperty(app.permissions, 'statuses');
    Object.assign(app, { events: app.events.filter((name) => name !== 'merge_group') });
    const product = started();
    await product.says(LISTENS);
    expect(messages(product, 40)).toEqual([
      expect.stringMatching(
        /^the App may not write issues, only read it: set it at http\S+\/settings\/apps\/tekton-core\/permissions, and/,
      ),
      expect.stringMatching(/^the App may not read statuses: set it at/),
      expect.stringMatching(/^the App is not told of merge_group: tick it at/),
    ]);
  });

  it.each([
    [
      'a key of another App',
      () => ({ PRIVATE_KEY: otherKey() }),
      /GitHub does not take PRIVATE_KEY for a key of the App 7 \(“A JSON web token could not be decoded.*”\): set APP_ID and PRIVATE_KEY/,
    ],
    [
      'the number of no App',
      () => ({ APP_ID: '99' }),
      /There is no App 99 at http\S+: set APP_ID to the number on the App’s settings page/,
    ],
  ])('ends with what to do when it was given %s', async (_what, changes, sentence) => {
    await found();
    const product = started(changes());
    expect(await product.ended).toBe(1);
    expect(product.err()).toMatch(sentence);
    expect(product.err().trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['is down', () => ({ status: 503, headers: {}, body: 'Unavailable' })],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('goes on within seconds when GitHub %s', async (_what, answer) => {
    await found({ intercept: answer });
    const since = Date.now();
    const product = started();
    await product.says(LISTENS);
    expect(Date.now() - since).toBeLessThan(30_000);
    expect(messages(product, 40)).toEqual([
      expect.stringMatching(/^GitHub could not be asked about the App/),
    ]);
  });
});

it('tells at once that nobody answers where GitHub should be, and why', async () => {
  await found();
  const gone = createServer();
  const port = await portOf(gone);
  await new Promise((closed) => gone.close(closed));
  const product = started({ GITHUB_API_URL: `http://127.0.0.1:${port}` });
  await product.says(LISTENS);
  expect(product.err()).toContain(`"reason":"connect ECONNREFUSED 127.0.0.1:${port}"`);
  expect(product.err()).not.toContain('no answer in');
});

function otherKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 1024 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
