import { describe, expect, it } from '@jest/globals';
import {
  PAYLOAD_CAP,
  receiveWebhook,
  take,
  type Edge,
} from '../../../../src/adapters/github/webhook/edge.js';
import { BRANCH_DELETED, edgeOver, signatureOf, webhook } from './deliveries.js';

type Stored = Parameters<Edge['accept']>[0][];

describe('a webhook at the door', () => {
  it('is stored with what it says, and answered with 202', async () => {
    const stored: Stored = [];
    const answer = await receiveWebhook(edgeOver(stored), webhook(BRANCH_DELETED));
    expect(answer).toEqual({ status: 202, outcome: 'accepted', body: { result: 'accepted' } });
    expect(stored).toMatchObject([
      {
        id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        repository: { id: 100, owner: 'octo', name: 'list', defaultBranch: 'main' },
        events: [{ kind: 'branch-moved', branch: 'feature/apollo-7', sha: null }],
      },
    ]);
  });

  it('is harmless the second time', async () => {
    const stored: Stored = [];
    const edge = edgeOver(stored);
    await receiveWebhook(edge, webhook(BRANCH_DELETED));
    expect(await receiveWebhook(edge, webhook(BRANCH_DELETED))).toMatchObject({
      status: 202,
      outcome: 'duplicate',
    });
    expect(stored).toHaveLength(1);
  });

  it('is read as UTF-8, whatever its text holds', async () => {
    const payload = { ...BRANCH_DELETED, ref: 'größe/日本語/🌲' };
    const stored: Stored = [];
    await receiveWebhook(edgeOver(stored), webhook(payload));
    expect(stored).toMatchObject([{ events: [{ branch: 'größe/日本語/🌲' }] }]);
  });

  it.each<[string, Parameters<typeof webhook>[1], number, string]>([
    ['without a signature', { headers: { 'x-hub-signature-256': undefined } }, 401, 'X-Hub-Signature-256'],
    ['with an empty signature', { headers: { 'x-hub-signature-256': '' } }, 401, 'X-Hub-Signature-256'],
    ['with two signatures', { headers: { 'x-hub-signature-256': ['a', 'b'] } }, 401, 'X-Hub-Signature-256'],
    [
      'with another’s signature',
      { headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } },
      401,
      'does not match',
    ],
    [
      'with something for a signature',
      { headers: { 'x-hub-signature-256': 'let me in' } },
      401,
      'does not match',
    ],
    [
      'with the signature of other bytes',
      { headers: { 'x-hub-signature-256': signatureOf('{}') } },
      401,
      'does not match',
    ],
    ['without a body', { body: Buffer.alloc(0) }, 401, 'does not match'],
    ['by GET', { method: 'GET' }, 405, 'POST'],
    ['without its event', { headers: { 'x-github-event': undefined } }, 400, 'X-GitHub-Event'],
    ['without its id', { headers: { 'x-github-delivery': undefined } }, 400, 'X-GitHub-Delivery'],
    ['with an id that is none', { headers: { 'x-github-delivery': '../../etc' } }, 400, 'X-GitHub-Delivery'],
    [
      'with a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'application/json',
    ],
    ['without a content type', { headers: { 'content-type': undefined } }, 415, 'application/json'],
    ['that is not JSON', { body: Buffer.from('payload={}') }, 400, 'not JSON'],
    ['that is not UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 401, 'does not match'],
    ['that is too large', { body: Buffer.alloc(PAYLOAD_CAP + 1, ' ') }, 413, String(PAYLOAD_CAP)],
  ])('%s is turned away, and nothing is stored', async (_what, over, status, reason) => {
    const stored: Stored = [];
    const answer = await receiveWebhook(edgeOver(stored), webhook(BRANCH_DELETED, over));
    expect(answer.status).toBe(status);
    expect(answer.outcome).toBe(status === 401 ? 'unsigned' : 'refused');
    expect(answer.body).toEqual({ result: answer.outcome, reason: expect.stringContaining(reason) });
    expect(stored).toEqual([]);
  });

  it.each(['ping', 'star', 'constructor', '__proto__'])(
    'of an event that is not used (%s) is ignored',
    async (name) => {
      const stored: Stored = [];
      const answer = await receiveWebhook(
        edgeOver(stored),
        webhook({ zen: 'Design for failure.' }, { headers: { 'x-github-event': name } }),
      );
      expect(answer).toMatchObject({ status: 202, outcome: 'ignored', body: { reason: 'event-not-used' } });
      expect(stored).toEqual([]);
    },
  );

  it.each<[string, unknown, string]>([
    ['no installation', { ...BRANCH_DELETED, installation: undefined }, 'installation'],
    ['no repository', { ...BRANCH_DELETED, repository: undefined }, 'repository'],
    ['no ref', { ...BRANCH_DELETED, ref: undefined }, 'ref'],
    ['nothing at all', null, 'payload'],
  ])(
    'with %s in its payload is refused, with the field and nothing of its text',
    async (_what, payload, field) => {
      const stored: Stored = [];
      const answer = await receiveWebhook(edgeOver(stored), webhook(payload));
      expect(answer).toMatchObject({ status: 422, outcome: 'refused' });
      expect(answer.body.reason).toContain(field);
      expect(answer.body.reason).not.toMatch(/\n|\bat \S+:\d+|octo|maria/);
      expect(stored).toEqual([]);
    },
  );

  it('fails when it cannot be stored', async () => {
    const edge = { ...edgeOver(), accept: () => Promise.reject(new Error('the disk is full')) };
    await expect(receiveWebhook(edge, webhook(BRANCH_DELETED))).rejects.toThrow('the disk is full');
  });
});

describe('a delivery that was verified elsewhere', () => {
  it('is taken in the same way', async () => {
    const stored: Stored = [];
    const answer = await take(edgeOver(stored), { id: 'd-1', name: 'delete', payload: BRANCH_DELETED });
    expect(answer.outcome).toBe('accepted');
    expect(stored).toHaveLength(1);
  });
});
