import { describe, expect, it } from '@jest/globals';
import { memoryStore } from '../../../src/adapters/embedded/embedded-store.js';
import { TRIED_AGAIN } from '../../../src/app/inbox/work-off.js';
import { HealthWatch } from '../../../src/entrypoints/local/health.js';
import { NOW, sampleDelivery } from '../../contract/samples.js';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const AT = new Date(NOW).toISOString();
const watch = () => new HealthWatch({ now: () => NOW });

describe('the health of the process', () => {
  it('is ok at first, and nothing is known of GitHub', async () => {
    expect(await watch().health(memoryStore(), 'embedded')).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      store: 'embedded',
      lastError: null,
      github: null,
      inbox: { waiting: 0, inHand: 0, retrying: 0, nextTryAt: null, dead: 0 },
      effects: { waiting: 0, nextTryAt: null },
    });
  });

  it('keeps the last error that the log was told, without what looks like a secret', async () => {
    const seen = watch();
    const log = seen.over(silent);
    log.error({ reason: 'first' }, 'a tick failed');
    log.error({ reason: 'token=ghs_16C7e42F292c6912E7710c838347Ae178B4a' }, 'a delivery failed');
    log.warn({ reason: 'no error' }, 'a wake-up was lost');
    const { lastError } = await seen.health(memoryStore(), 'embedded');
    expect(lastError).toEqual({ at: AT, message: 'a delivery failed: token=[redacted]' });
  });

  it('keeps the reason of a delivery that failed and is tried again, without what it quotes', async () => {
    const seen = watch();
    seen.over(silent).warn({ reason: 'GitHub answered 502: “Fire Maria”', attempts: 1 }, TRIED_AGAIN);
    expect(await seen.health(memoryStore(), 'embedded')).toMatchObject({
      lastError: { at: AT, message: `${TRIED_AGAIN}: GitHub answered 502: …` },
    });
  });

  it('is degraded while GitHub does not answer, and once a delivery was given up', async () => {
    const seen = watch();
    const store = memoryStore();
    seen.heard(false);
    expect(await seen.health(store, 'embedded')).toMatchObject({
      status: 'degraded',
      github: { reachable: false, at: AT },
    });
    seen.heard(true);
    expect(await seen.health(store, 'embedded')).toMatchObject({ status: 'ok', github: { reachable: true } });
    await store.addDelivery(sampleDelivery({ state: 'dead', dueAt: null }));
    const later = watch();
    expect(await later.health(store, 'embedded')).toMatchObject({ status: 'degraded', inbox: { dead: 1 } });
  });

  it('is failing when the store cannot be read', async () => {
    const store = { ...memoryStore(), listWaiting: () => Promise.reject(new Error('the disk is gone')) };
    expect(await watch().health(store, 'embedded')).toMatchObject({
      status: 'failing',
      lastError: { message: 'the store cannot be read: Error: the disk is gone' },
    });
  });

  it('asks the store no more than once in a while, however often it is asked', async () => {
    const kept = memoryStore();
    let asked = 0;
    const store = {
      ...kept,
      listWaiting: (limit: number) => {
        asked += 1;
        return kept.listWaiting(limit);
      },
    };
    const seen = watch();
    for (let count = 0; count < 20; count += 1) await seen.health(store, 'embedded');
    expect(asked).toBe(1);
  });
});
