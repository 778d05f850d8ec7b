import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { awsEndpoint, type AwsEndpoint } from '../packaged/aws-endpoint.js';
import { newCredentials } from './acme.js';
import { run } from './child.js';
import { environmentOf } from './environment.js';
import { newFolder } from './stores.js';

jest.setTimeout(60_000);

const credentials = newCredentials();
const APP = 'tekton-core/prod/app';
const WEBHOOK = 'tekton-core/prod/webhook';
let folder: string;
let endpoint: AwsEndpoint;

beforeEach(async () => {
  folder = newFolder();
  endpoint = await awsEndpoint({ busName: 'none', region: 'eu-west-1' });
});
afterEach(async () => {
  await endpoint.close();
  rmSync(folder, { recursive: true, force: true });
});

async function put(args: string[], changes: Record<string, string> = {}) {
  const env = {
    ...environmentOf({ credentials, url: 'https://api.github.com' }, folder),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    NODE_OPTIONS: '--no-warnings',
    ...changes,
  };
  const child = run({ script: 'src/entrypoints/local/secrets/main.ts', args, env, folder });
  return { code: await child.ended, out: child.out(), err: child.err() };
}

describe('npm run secrets', () => {
  it('puts the key where the worker reads it, and the webhook’s secret where the webhook function does', async () => {
    endpoint.secrets.set(APP, 'old').set(WEBHOOK, 'old');
    const { code, out, err } = await put(['--stage', 'prod', '--region', 'eu-west-1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('in the secrets of prod in eu-west-1');
    expect(JSON.parse(endpoint.secrets.get(APP) ?? '')).toEqual({
      APP_ID: String(credentials.appId),
      PRIVATE_KEY: credentials.privateKey,
    });
    expect(JSON.parse(endpoint.secrets.get(WEBHOOK) ?? '')).toEqual({
      WEBHOOK_SECRET: credentials.webhookSecret,
    });
    expect(endpoint.faults).toEqual([]);
  });

  it('puts the previous secret beside the new one while they are exchanged', async () => {
    endpoint.secrets.set(APP, 'old').set(WEBHOOK, 'old');
    const { out } = await put(['--stage=prod'], { PREVIOUS_WEBHOOK_SECRET: 'the one before' });
    expect(out).toContain('Both webhook secrets are accepted');
    expect(JSON.parse(endpoint.secrets.get(WEBHOOK) ?? '')).toMatchObject({
      PREVIOUS_WEBHOOK_SECRET: 'the one before',
    });
  });

  it.each([
    [
      'there is no such deployment',
      ['--stage', 'prod'],
      {},
      1,
      /no secret tekton-core\/prod\/app in us-east-1: run npm run deploy/,
    ],
    [
      'there are no credentials',
      [],
      { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '' },
      1,
      /npm run setup first/,
    ],
    ['the stage has an odd name', ['--stage', '../prod'], {}, 2, /'\.\.\/prod' is no name of a stage/],
  ])('says what to do when %s', async (_, args, changes, code, words) => {
    const result = await put(args, changes);
    expect(result.code).toBe(code);
    expect(result.err).toMatch(words);
    expect(result.err).not.toContain(credentials.webhookSecret);
  });
});
