import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { webhookLogPort } from '../../../../src/adapters/github/port/webhook-log.js';
import { API, overTheWire, playGitHub } from '../over-the-wire.js';

playGitHub();

const sent = (id: number, status_code: number) => ({
  id,
  guid: `guid-${id}`,
  delivered_at: '2026-11-23T10:00:00Z',
  redelivery: false,
  duration: 0.2,
  status: 'x',
  status_code,
  event: 'issues',
  action: 'opened',
  installation_id: 1,
  repository_id: 2,
  throttled_at: null,
});

async function port() {
  const { probot } = await overTheWire();
  return webhookLogPort(() => probot.auth());
}

describe('GitHub’s log of webhooks', () => {
  it('is read as the App, page by page, and says what arrived', async () => {
    const link = `<${API}/app/hook/deliveries?per_page=100&cursor=v1_2>; rel="next"`;
    nock(API)
      .get('/app/hook/deliveries')
      .query({ per_page: 100 })
      .reply(200, [sent(9, 202), sent(8, 0), sent(7, 500)], { link });
    nock(API).get('/app/hook/deliveries').query({ per_page: 100, cursor: 'v1_2' }).reply(200, []);
    const log = await port();
    const first = await log.listSent(null);
    expect(first.sent.map(({ id, arrived }) => [id, arrived])).toEqual([
      [9, true],
      [8, false],
      [7, false],
    ]);
    expect(first.sent[0]).toMatchObject({ guid: 'guid-9', at: Date.parse('2026-11-23T10:00:00Z') });
    expect(first.next).toBe('v1_2');
    expect(await log.listSent(first.next)).toEqual({ sent: [], next: null });
  });

  it('is asked to send one again', async () => {
    nock(API).post('/app/hook/deliveries/8/attempts').reply(202, {});
    await (await port()).sendAgain(8);
  });

  it('that has it no more refuses', async () => {
    nock(API).post('/app/hook/deliveries/8/attempts').reply(404, { message: 'Not Found' });
    await expect((await port()).sendAgain(8)).rejects.toMatchObject({ name: 'Refusal' });
  });
});
