import { describe, expect, it } from '@jest/globals';
import { keepTicking } from '../../src/app/keep-ticking.js';
import type { Due } from '../../src/app/ports/store.js';

/** Goes on ticking for 50 s from 0, with what is due after each tick; answers when it ticked, in seconds. */
async function ticks(dueAfter: (now: number) => number | null): Promise<number[]> {
  let now = 0;
  const at: number[] = [];
  const due = (): Due[] => {
    const dueAt = dueAfter(now);
    return dueAt === null ? [] : [{ what: 'workflow', id: 'wf-1-1', dueAt }];
  };
  await keepTicking(
    {
      store: { listWaiting: () => Promise.resolve(due()) },
      clock: { now: () => now },
      tick: () => Promise.resolve(void at.push(now / 1000)),
      pause: (ms) => Promise.resolve(void (now += ms)),
    },
    50_000,
  );
  return at;
}

describe('a tick that goes on', () => {
  it('ends at once when nothing waits', async () => {
    expect(await ticks(() => null)).toEqual([0]);
  });

  it('ends at once when what waits is for the next one', async () => {
    expect(await ticks(() => 50_001)).toEqual([0]);
  });

  it('looks every few seconds for as long as something is due before the next one', async () => {
    expect(await ticks((now) => (now < 12_000 ? 12_000 : null))).toEqual([0, 5, 10, 15]);
  });

  it('ends before the next one begins, whatever is left', async () => {
    expect(await ticks(() => 0)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
  });

  it('looks for what comes up while it waits for something later', async () => {
    const at = await ticks((now) => (now === 5_000 ? 6_000 : now < 40_000 ? 40_000 : null));
    expect(at.slice(0, 3)).toEqual([0, 5, 10]);
  });
});
