import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { fromSecret } from '../../../src/entrypoints/lambda/secret.js';
import { awsEndpoint, type AwsEndpoint } from '../../packaged/aws-endpoint.js';

const MINUTE = 60_000;
const before = { ...process.env };
let endpoint: AwsEndpoint;
let now: number;
let made = 0;
/** Another one for each test: Powertools keeps what it read. */
let id = '';
let ids = 0;
const notes: unknown[] = [];
const silent = () => undefined;
const note = (fields: object) => void notes.push(fields);
const log = { info: silent, warn: note, error: note };

// Powertools keeps one client for the life of an instance.
beforeAll(async () => {
  endpoint = await awsEndpoint({ busName: 'none', region: 'us-east-1' });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: '1',
  });
});
afterAll(async () => {
  process.env = { ...before };
  await endpoint.close();
});

beforeEach(() => {
  endpoint.secrets.clear();
  made = 0;
  id = `secret-${(ids += 1)}`;
  now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  notes.length = 0;
});
afterEach(() => {
  jest.restoreAllMocks();
});

const answer = () =>
  fromSecret({
    id,
    schema: z.object({ word: z.string() }),
    log,
    make: ({ word }) => Promise.resolve(`${word} ${(made += 1)}`),
  });

describe('what depends on a secret', () => {
  it('is made once, and again within minutes of a new value', async () => {
    endpoint.secrets.set(id, '{"word":"old"}');
    const current = answer();
    expect([await current(), await current()]).toEqual(['old 1', 'old 1']);
    endpoint.secrets.set(id, '{"word":"new"}');
    now += 4 * MINUTE;
    expect(await current()).toBe('old 1');
    now += 2 * MINUTE;
    expect(await current()).toBe('new 2');
  });

  it('is not made again for the same value', async () => {
    endpoint.secrets.set(id, '{"word":"old"}');
    const current = answer();
    await current();
    now += 10 * MINUTE;
    expect(await current()).toBe('old 1');
  });

  it('stays in use while the secret cannot be read', async () => {
    endpoint.secrets.set(id, '{"word":"old"}');
    const current = answer();
    await current();
    endpoint.secrets.delete(id);
    now += 10 * MINUTE;
    expect(await current()).toBe('old 1');
    expect(notes).toHaveLength(1);
  });

  it('stays in use when a new value is no use', async () => {
    endpoint.secrets.set(id, '{"word":"old"}');
    const current = answer();
    await current();
    endpoint.secrets.set(id, '{"wort":"new"}');
    now += 10 * MINUTE;
    expect(await current()).toBe('old 1');
    expect(notes).toMatchObject([{ reason: expect.stringContaining('word') }]);
  });

  it('fails when there was none yet, and is made as soon as there is one', async () => {
    const current = answer();
    await expect(current()).rejects.toThrow();
    endpoint.secrets.set(id, '{"word":"first"}');
    expect(await current()).toBe('first 1');
  });
});
