import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { run, type Child } from './child.js';
import { newFolder } from './stores.js';

jest.setTimeout(60_000);

let folder: string;
let child: Child | null = null;

beforeEach(() => {
  folder = newFolder();
  for (const file of ['app.yml', 'package.json']) cpSync(file, join(folder, file));
});
afterEach(async () => {
  child?.signal('SIGKILL');
  await child?.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** The page that it shows. */
async function page(env: Record<string, string>): Promise<string> {
  child = run({ script: 'src/entrypoints/local/setup/main.ts', env: { PORT: '0', ...env }, folder });
  const [, address = ''] = await child.says(/Listening on (http:\/\/127\.0\.0\.1:\d+)/);
  return (await fetch(`${address}/probot`)).text();
}

describe('npm run setup', () => {
  it('offers an App that gets its webhooks where WEBHOOK_PROXY_URL says, in the shell before .env', async () => {
    writeFileSync(join(folder, '.env'), 'WEBHOOK_PROXY_URL=https://smee.io/old\n');
    expect(await page({ WEBHOOK_PROXY_URL: 'https://smee.io/new' })).toContain('https://smee.io/new');
    expect(`${child?.out() ?? ''}${child?.err() ?? ''}`).not.toMatch(/smee/i);
  });

  it('warns when GitHub could send no webhook, and says how to get an address', async () => {
    expect(await page({})).toContain('Register GitHub App');
    expect(child?.err()).toMatch(
      /^WEBHOOK_PROXY_URL is not set, and GitHub cannot reach 127\.0\.0\.1: .+https:\/\/smee\.io\/new.+npm run setup\.\n$/,
    );
    expect(child?.out()).not.toMatch(/smee/i);
  });
});
