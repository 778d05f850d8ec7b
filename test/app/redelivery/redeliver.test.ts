import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryStore } from '../../../src/adapters/embedded/embedded-store.js';
import { Refusal, Unavailable, type SentWebhook } from '../../../src/app/ports/github.js';
import type { Store } from '../../../src/app/ports/store.js';
import { redeliver } from '../../../src/app/redelivery/redeliver.js';
import { MINUTE, NOW } from '../../contract/samples.js';

/** GitHub's log, the newest first, in pages of three. */
let sent: SentWebhook[];
let askedFor: number[];
let pagesRead: number;
let now: number;
let store: Store;

beforeEach(() => {
  sent = [];
  askedFor = [];
  pagesRead = 0;
  now = NOW;
  store = memoryStore();
});

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const github = {
  listSent: (cursor: string | null) => {
    pagesRead += 1;
    const from = Number(cursor ?? 0);
    const next = from + 3 < sent.length ? String(from + 3) : null;
    return Promise.resolve({ sent: sent.slice(from, from + 3), next });
  },
  sendAgain: (id: number): Promise<void> => {
    askedFor.push(id);
    return Promise.resolve();
  },
};
const run = (over: Partial<typeof github> = {}) =>
  redeliver({ store, github: { ...github, ...over }, clock: { now: () => now }, log });

function tries(guid: string, ...arrivals: boolean[]): void {
  for (const arrived of arrivals) {
    const isRedelivery = sent.some((each) => each.guid === guid);
    sent.unshift({ id: sent.length + 1, guid, at: now - 1000, arrived, isRedelivery });
  }
}

describe('webhooks that did not arrive', () => {
  it('are asked for again once, and those that arrived at last are not', async () => {
    tries('lost', false);
    tries('came', true);
    tries('came later', false, true);
    tries('lost too', false, false);
    expect(await run()).toBe(2);
    expect(askedFor.sort()).toEqual([1, 5]);
    tries('lost', true);
    tries('lost too', true);
    now += 5 * MINUTE;
    expect(await run()).toBe(0);
    expect((await store.getRedeliveries())?.value.failing).toEqual({});
  });

  it('are asked for ever more rarely, and after five times no more', async () => {
    tries('lost', false);
    const at: number[] = [];
    for (let minute = 0; minute < 60 * 24; minute += 5) {
      if ((await run()) > 0) at.push(minute);
      now += 5 * MINUTE;
    }
    expect(at).toEqual([0, 5, 20, 65, 200]);
    expect(new Set(askedFor)).toEqual(new Set([1]));
  });

  it('are looked for every five minutes, by one process at a time, as far back as not read yet', async () => {
    for (let each = 0; each < 9; each++) tries(`old ${each}`, true);
    sent = sent.map((each) => ({ ...each, at: now - 10 * MINUTE }));
    await Promise.all([run(), run(), run()]);
    expect(pagesRead).toBe(3);
    now += 4 * MINUTE;
    await run();
    expect(pagesRead).toBe(3);
    now += 30 * MINUTE;
    tries('new', false);
    await run();
    expect(pagesRead).toBe(4);
    expect(askedFor).toEqual([10]);
  });

  it('that GitHub has no more are let go of, and while it cannot be asked nothing is forgotten', async () => {
    tries('lost', false);
    expect(await run({ listSent: () => Promise.reject(new Unavailable('502', null)) })).toBe(0);
    now += 5 * MINUTE;
    expect(await run({ sendAgain: () => Promise.reject(new Refusal('not-found', 'Not Found')) })).toBe(1);
    now += 5 * MINUTE;
    expect(await run()).toBe(1);
    expect(askedFor).toEqual([1]);
  });

  it('are asked for in bounded numbers', async () => {
    for (let each = 0; each < 80; each++) tries(`lost ${each}`, false);
    expect(await run()).toBe(10);
    now += MINUTE / 2 - 1;
    expect(await run()).toBe(0);
    now += 1;
    expect(await run()).toBe(10);
  });

  it('are looked for later when the store cannot be read', async () => {
    const broken = { ...store, getRedeliveries: () => Promise.reject(new Error('the store is down')) };
    expect(await redeliver({ store: broken, github, clock: { now: () => now }, log })).toBe(0);
    expect(pagesRead).toBe(0);
  });

  it('are asked for no oftener than counted, though the process ends in the middle of asking', async () => {
    tries('lost', false);
    const dying = { sendAgain: () => new Promise<void>(() => undefined) };
    for (let minute = 0; minute < 60 * 24; minute += 5) {
      void run(dying);
      await new Promise(setImmediate);
      now += 5 * MINUTE;
    }
    expect((await store.getRedeliveries())?.value.failing).toEqual({});
  });

  it('are read for a while only, and soon further from there', async () => {
    for (let each = 0; each < 30; each++) tries(`came ${each}`, true);
    tries('lost', false);
    sent.reverse();
    const slow = {
      listSent: (cursor: string | null) => {
        now += 5_000;
        return github.listSent(cursor);
      },
    };
    await run(slow);
    expect(pagesRead).toBe(3);
    now += MINUTE / 2;
    await run(slow);
    expect(pagesRead).toBe(6);
  });

  it('are all asked for, though GitHub cannot send one of them', async () => {
    for (const guid of ['one', 'two', 'three']) tries(guid, false);
    const sendAgain = (id: number) =>
      id === 2 ? Promise.reject(new Unavailable('502', null)) : github.sendAgain(id);
    for (let round = 0; round < 30; round++) {
      await run({ sendAgain });
      now += 60 * MINUTE;
    }
    expect(askedFor.filter((id) => id === 1)).toHaveLength(5);
    expect(askedFor.filter((id) => id === 3)).toHaveLength(5);
    expect((await store.getRedeliveries())?.value.failing).toEqual({});
  });

  it('are found however long the log is, a part of it each time', async () => {
    for (let each = 0; each < 3; each++) tries(`lost ${each}`, false);
    for (let each = 0; each < 100; each++) tries(`came ${each}`, true);
    await run();
    expect(askedFor).toEqual([]);
    now += 5 * MINUTE;
    await run();
    expect(askedFor.sort()).toEqual([1, 2, 3]);
  });

  it('take a bounded place in the store', async () => {
    for (let each = 0; each < 2000; each++) tries(`lost ${each}`, false);
    for (let round = 0; round < 100; round++) {
      await run();
      now += 5 * MINUTE;
      expect(Object.keys((await store.getRedeliveries())?.value.failing ?? {}).length).toBeLessThan(600);
    }
    expect(new Set(askedFor).size).toBeGreaterThan(150);
  });
});
