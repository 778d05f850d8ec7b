import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PAYLOAD_CAP } from '../../src/adapters/github/webhook/edge.js';
import { BRANCH_DELETED } from '../adapters/github/webhook/deliveries.js';
import { newCredentials } from '../e2e/acme.js';
import { deployed, type OnAws } from './aws.js';
import { eventOf } from './gateway.js';
import type { LambdaInstance } from './lambda.js';
import { packaged, STAGE } from '../deployment/package.js';

jest.setTimeout(60_000);

const ROUTE = { route: 'POST /api/github/webhooks', region: 'us-east-1' };
const credentials = newCredentials();
const BODY = Buffer.from(JSON.stringify(BRANCH_DELETED));

let aws: OnAws;
beforeAll(async () => {
  const options = { credentials, apiUrl: 'http://127.0.0.1:9', clock: { now: () => Date.now() } };
  const { folder } = await packaged();
  aws = await deployed(folder, options, { only: ['webhook'] });
}, 120_000);
afterAll(() => aws.stop());

const putSecret = (text: string) => aws.endpoint.secrets.set(`tekton-core/${STAGE}/webhook`, text);

interface Sent {
  id?: string;
  method?: string;
  body?: Buffer;
  secret?: string;
  /** One that is empty is not sent. */
  headers?: Record<string, string>;
  isBase64Encoded?: boolean;
}

/** A signed webhook as API Gateway hands it on. */
function eventFor(of: Sent): object {
  const { id = randomUUID(), method = 'POST', body = BODY, isBase64Encoded = false } = of;
  const secret = of.secret ?? credentials.webhookSecret;
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'delete',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    ...of.headers,
  };
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  return eventOf({ method, url: '/api/github/webhooks', headers: given }, body, isBase64Encoded, ROUTE);
}

/** What API Gateway gets from the function for it. */
const sent = (of: Sent = {}): Promise<unknown> => aws.invoke('webhook', eventFor(of));

/** One more instance, for as long as it is used. */
async function withAnother(
  changes: Record<string, string>,
  use: (instance: LambdaInstance) => Promise<void>,
): Promise<void> {
  const instance = await aws.another('webhook', changes);
  try {
    await use(instance);
  } finally {
    await instance.stop();
  }
}

const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const accepted = answer(202, { result: 'accepted' });

describe('a webhook that API Gateway hands to the packaged function', () => {
  it.each([
    ['as text', false],
    ['as base64', true],
  ])('is stored with what it says, and wakes the worker, %s', async (_, isBase64Encoded) => {
    const id = randomUUID();
    const body = Buffer.from(JSON.stringify({ ...BRANCH_DELETED, ref: 'größe/🌲' }));
    expect(await sent({ id, body, isBase64Encoded })).toEqual(accepted);
    expect((await aws.store.getDelivery(id))?.value).toMatchObject({
      state: 'waiting',
      events: [{ kind: 'branch-moved', branch: 'größe/🌲' }],
    });
    expect(aws.endpoint.events.at(-1)).toMatchObject({
      'detail-type': 'tekton.wake-up',
      detail: { what: 'delivery', id },
    });
  });

  it('is harmless the second time', async () => {
    const id = randomUUID();
    expect([await sent({ id }), await sent({ id })]).toEqual([
      accepted,
      answer(202, { result: 'duplicate' }),
    ]);
  });

  it('is known by headers in whatever letters', async () => {
    expect(await sent({ headers: { 'x-github-event': '', 'X-GitHub-Event': 'delete' } })).toEqual(accepted);
  });

  it('that means nothing to us is answered with 202 and not stored', async () => {
    const id = randomUUID();
    expect(await sent({ id, headers: { 'x-github-event': 'star' } })).toMatchObject({ statusCode: 202 });
    expect(await aws.store.getDelivery(id)).toBeNull();
  });

  const json = (text: string) => ({ body: Buffer.from(text) });
  it.each<[string, Sent, number, string]>([
    ['with another method', { method: 'GET' }, 405, 'POST'],
    ['without a body', json(''), 401, 'does not match'],
    [
      'without a signature',
      { headers: { 'x-hub-signature-256': '' } },
      401,
      'X-Hub-Signature-256 header is missing',
    ],
    ['with another’s signature', { secret: 'another' }, 401, 'does not match'],
    [
      'with something for a signature',
      { headers: { 'x-hub-signature-256': 'let me in' } },
      401,
      'does not match',
    ],
    [
      'with a SHA-1 signature alone',
      { headers: { 'x-hub-signature-256': '', 'x-hub-signature': `sha1=${'0'.repeat(40)}` } },
      401,
      'X-Hub-Signature-256 header is missing',
    ],
    ['without an event', { headers: { 'x-github-event': '' } }, 400, 'X-GitHub-Event'],
    ['without an id', { id: '' }, 400, 'X-GitHub-Delivery'],
    ['with an odd id', { id: '../../etc/passwd' }, 400, 'X-GitHub-Delivery'],
    [
      'as a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'application/json',
    ],
    ['that is no JSON', json('{"a":'), 400, 'not JSON'],
    ['that is JSON and no object', json('null'), 400, 'not JSON'],
    ['that is not as documented', json('{"installation":{"id":1},"ref":{}}'), 422, 'ref'],
  ])('%s is refused with a reason', async (_, of, statusCode, reason) => {
    expect(await sent(of)).toMatchObject({ statusCode, body: expect.stringContaining(reason) });
  });

  it('that is larger than GitHub sends is refused', async () => {
    expect(await sent({ body: Buffer.alloc(PAYLOAD_CAP + 1, ' ') })).toMatchObject({ statusCode: 413 });
  });

  it('is stored though the worker cannot be woken: the tick finds it', async () => {
    const id = randomUUID();
    aws.endpoint.refuse((named) => named === id, Infinity);
    expect(await sent({ id })).toEqual(accepted);
    expect((await aws.store.listWaiting(100)).map((due) => due.id)).toContain(id);
  });

  it('fails the function when it cannot be stored, so that GitHub shows it as failed', () =>
    withAnother({ TABLE_NAME: 'not-there' }, async (broken) => {
      expect(await broken.invoke(eventFor({ secret: 'another' }))).toMatchObject({ statusCode: 401 });
      await expect(broken.invoke(eventFor({}))).rejects.toThrow('ResourceNotFoundException');
    }));

  it('is taken with either secret while one is exchanged for the other', async () => {
    putSecret(JSON.stringify({ WEBHOOK_SECRET: 'new', PREVIOUS_WEBHOOK_SECRET: credentials.webhookSecret }));
    await withAnother({}, async (fresh) => {
      expect(await fresh.invoke(eventFor({ secret: 'new' }))).toEqual(accepted);
      expect(await fresh.invoke(eventFor({}))).toEqual(accepted);
      expect(await fresh.invoke(eventFor({ secret: 'another' }))).toMatchObject({ statusCode: 401 });
    });
  });

  it.each([
    ['is empty', '', 'is empty'],
    ['is no JSON', 'hunter2', 'is not JSON'],
    ['lacks what it is for', '{"APP_ID":"hunter2"}', 'WEBHOOK_SECRET'],
  ])('fails the function when the secret %s, with what to do and no word of it', async (_, text, reason) => {
    putSecret(text);
    await withAnother({}, async (fresh) => {
      await expect(fresh.invoke(eventFor({}))).rejects.toThrow(reason);
      expect(fresh.said()).not.toContain('hunter2');
    });
  });
});
