import { afterAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { pino } from 'pino';
import { Probot } from 'probot';
import { take, type Edge } from '../../src/adapters/github/webhook/edge.js';
import { probotApp } from '../../src/entrypoints/probot-app.js';
import { BRANCH_DELETED, edgeOver } from '../adapters/github/webhook/deliveries.js';
import { PRIVATE_KEY } from '../adapters/github/over-the-wire.js';

const ID = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

async function loaded(edge: Edge) {
  nock.disableNetConnect();
  const lines: string[] = [];
  const probot = new Probot({
    appId: 1,
    privateKey: PRIVATE_KEY,
    secret: 'secret',
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
  });
  await probot.load(probotApp((delivery) => take(edge, delivery)));
  const receive = (name: string, payload: object) =>
    // @ts-expect-error -- Probot's types know each webhook's payload; here it is whatever comes.
    probot.receive({ id: ID, name, payload });
  return { receive, lines };
}

// The worker goes on to other files, and they have networks of their own.
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('tekton-core as a Probot app', () => {
  it('stores whatever webhook comes, and is done', async () => {
    const stored: Parameters<Edge['accept']>[0][] = [];
    const { receive } = await loaded(edgeOver(stored));
    await receive('delete', BRANCH_DELETED);
    expect(stored).toMatchObject([
      { id: ID, name: 'delete', repository: { id: 100 }, events: [{ kind: 'branch-moved', sha: null }] },
    ]);
  });

  it('stores it once', async () => {
    const stored: Parameters<Edge['accept']>[0][] = [];
    const { receive } = await loaded(edgeOver(stored));
    await receive('delete', BRANCH_DELETED);
    await receive('delete', BRANCH_DELETED);
    expect(stored).toHaveLength(1);
  });

  it.each([
    ['a webhook that we do not use', 'star', { action: 'created', installation: { id: 1 } }],
    ['one that tells nothing new', 'issues', { action: 'pinned', installation: { id: 1 } }],
  ])('lets %s pass', async (_, name, payload) => {
    const stored: Parameters<Edge['accept']>[0][] = [];
    const { receive, lines } = await loaded(edgeOver(stored));
    await receive(name, payload);
    expect({ stored, lines }).toEqual({ stored: [], lines: [] });
  });

  it('says loudly what it cannot read, and quotes nothing of it', async () => {
    const stored: Parameters<Edge['accept']>[0][] = [];
    const { receive, lines } = await loaded(edgeOver(stored));
    const payload = { ...BRANCH_DELETED, ref: { private: 'words' } };
    await expect(receive('delete', payload)).rejects.toMatchObject({
      // With it Probot answers GitHub, where the delivery then shows as failed and can be sent again.
      errors: [
        { name: 'RefusedWebhook', status: 422, message: expect.stringContaining('delete was refused: ref') },
      ],
    });
    expect(stored).toEqual([]);
    expect(lines.join('')).toContain('the webhook delete was refused: ref');
  });

  it('fails when it cannot be stored', async () => {
    const edge = { ...edgeOver(), accept: () => Promise.reject(new Error('the store is down')) };
    const { receive } = await loaded(edge);
    await expect(receive('delete', BRANCH_DELETED)).rejects.toThrow('the store is down');
  });
});
