import { contentHash, isSpoken, turnOf, type Effect } from '../../domain/effect.js';
import type { Queued, Workflow } from '../../domain/workflow/workflow.js';
import type { Chance } from '../ports/environment.js';
import type { Performance } from '../perform/perform.js';
import { retryTime } from './backoff.js';

type Outbox = Workflow['outbox'];
type Waiting = Pick<Workflow, 'outbox' | 'doubts'>;

/** Doubts that are remembered: the latest. */
const DOUBTS_KEPT = 30;
/** After so many tries what waits keeps nothing else back. */
const PATIENCE = 5;

/**
 * The outbox follows what is wanted: new effects enter, those no longer wanted leave, and failed ones wait. One that
 * was done and is wanted anew, with other content, is a new one. One that leaves in the middle of its tries may have taken
 * effect: that doubt stays.
 */
export function follow(
  before: Waiting,
  wanted: readonly Effect[],
  brought: readonly Performance[],
  { chance, now }: { chance: Chance; now: number },
): Waiting {
  const results = new Map(
    brought.flatMap(({ result }) => (result === undefined ? [] : [[result.key, result]])),
  );
  const entries = wanted.map((effect): [Effect, Queued] => {
    const { key, kind } = effect;
    const hash = contentHash(effect);
    const known = before.outbox[key];
    const result = results.get(key);
    if (known === undefined || result?.outcome === 'settled') {
      const attempts = result?.outcome === 'settled' ? 0 : (before.doubts[key] ?? 0);
      return [effect, { kind, hash, attempts, notBefore: now, lastError: null }];
    }
    if (result === undefined) return [effect, { ...known, hash }];
    if (result.outcome === 'untried') return [effect, { ...known, hash, attempts: known.attempts - 1 }];
    if (result.outcome === 'deferred') {
      const { message: lastError, at: notBefore } = result;
      return [effect, { ...known, hash, attempts: known.attempts - 1, notBefore, lastError }];
    }
    const { message, retryAt } = result;
    const notBefore = retryTime({ attempts: known.attempts, now, fraction: chance.fraction(), retryAt });
    return [effect, { ...known, hash, notBefore, lastError: message }];
  });
  const outbox: Outbox = Object.fromEntries(inOrder(entries));
  const doubts = openTries(before, brought).filter(([key]) => outbox[key] === undefined);
  return { outbox, doubts: Object.fromEntries(doubts.slice(-DOUBTS_KEPT)) };
}

/** The keys of effects of which a try was begun and has not come to an end, and how many such tries there were. */
export function openTries(before: Waiting, brought: readonly Performance[]): [key: string, tries: number][] {
  const outcomes = new Map(brought.flatMap(({ result }) => (result ? [[result.key, result.outcome]] : [])));
  const begun = Object.entries(before.outbox).map(([key, { attempts }]): [string, number] => {
    const outcome = outcomes.get(key);
    return [key, outcome === 'untried' || outcome === 'deferred' ? attempts - 1 : attempts];
  });
  return [...Object.entries(before.doubts), ...begun].filter(
    ([key, tries]) => tries > 0 && outcomes.get(key) !== 'settled',
  );
}

/** What is said keeps its order: as long as one word waits to be tried again, those after it wait too. */
function inOrder(entries: readonly [Effect, Queued][]): [string, Queued][] {
  let from = 0;
  return entries.map(([effect, queued]) => {
    if (!isSpoken(effect)) return [effect.key, queued];
    const notBefore = Math.max(queued.notBefore, from);
    if (queued.attempts > 0 && queued.attempts <= PATIENCE) from = notBefore;
    return [effect.key, { ...queued, notBefore }];
  });
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
