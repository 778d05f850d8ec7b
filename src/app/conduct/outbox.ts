import { contentHash, turnOf, type Effect } from '../../domain/effect.js';
import type { Queued, Workflow } from '../../domain/workflow/workflow.js';
import type { Chance } from '../ports/environment.js';
import type { Performance } from '../perform/perform.js';
import { retryTime } from './backoff.js';

type Outbox = Workflow['outbox'];

/**
 * The outbox follows what is wanted: new effects enter, those no longer wanted leave, and failed ones wait. One that
 * was done and is wanted anew, with other content, is a new one.
 */
export function follow(
  before: Outbox,
  wanted: readonly Effect[],
  brought: readonly Performance[],
  { chance, now }: { chance: Chance; now: number },
): Outbox {
  const results = new Map(
    brought.flatMap(({ result }) => (result === undefined ? [] : [[result.key, result]])),
  );
  return Object.fromEntries(
    wanted.map((effect): [string, Queued] => {
      const hash = contentHash(effect);
      const known = before[effect.key];
      const result = results.get(effect.key);
      if (known === undefined || result?.outcome === 'settled') {
        return [effect.key, { kind: effect.kind, hash, attempts: 0, notBefore: now, lastError: null }];
      }
      if (result === undefined) return [effect.key, { ...known, hash }];
      if (result.outcome === 'untried') return [effect.key, { ...known, hash, attempts: known.attempts - 1 }];
      const { message, retryAt } = result;
      const notBefore = retryTime({ attempts: known.attempts, now, fraction: chance.fraction(), retryAt });
      return [effect.key, { ...known, hash, notBefore, lastError: message }];
    }),
  );
}

/** What is ready and first in turn: what changes the state goes before what shows it. */
export function nextBatch(wanted: readonly Effect[], outbox: Outbox, now: number): Effect[] {
  const ready = wanted.filter((effect) => (outbox[effect.key]?.notBefore ?? 0) <= now);
  const turn = Math.min(...ready.map(turnOf));
  return ready.filter((effect) => turnOf(effect) === turn);
}

/** Counts the try before it is made: whoever finds it after a crash knows that it may have taken effect. */
export function begin(outbox: Outbox, batch: readonly Effect[]): Outbox {
  const begun = { ...outbox };
  for (const { key } of batch) {
    const queued = begun[key];
    if (queued !== undefined) begun[key] = { ...queued, attempts: queued.attempts + 1 };
  }
  return begun;
}

/** When the first of what waits is to be tried, or something is to be decided anew (`dueAt`), ms. */
export function earliest(outbox: Outbox, dueAt: number | null): number | null {
  const times = [
    ...Object.values(outbox).map(({ notBefore }) => notBefore),
    ...(dueAt === null ? [] : [dueAt]),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
