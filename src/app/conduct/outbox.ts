import { contentHash, isSpoken, turnOf, type Effect } from '../../domain/effect.js';
import type { Queued, Workflow } from '../../domain/workflow/workflow.js';
import type { Chance } from '../ports/environment.js';
import type { Performance, Result } from '../perform/perform.js';
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
      return [effect, { kind, hash, attempts, notBefore: now, lastError: null, waitsFor: null }];
    }
    if (result === undefined) return [effect, { ...known, hash }];
    const attempts = attemptsAfter(known, result);
    const tried = { ...known, hash, attempts, waitsFor: null };
    switch (result.outcome) {
      case 'untried':
        return [effect, tried];
      case 'deferred':
        return [effect, { ...tried, notBefore: result.at, lastError: result.message }];
      case 'put-off':
        return [effect, { ...tried, notBefore: result.at, waitsFor: result.waitsFor }];
      case 'failed': {
        const { message: lastError, retryAt } = result;
        const notBefore = retryTime({ attempts, now, fraction: chance.fraction(), retryAt });
        return [effect, { ...tried, notBefore, lastError }];
      }
    }
  });
  const outbox: Outbox = Object.fromEntries(inOrder(entries));
  const doubts = openTries(before, brought).filter(([key]) => outbox[key] === undefined);
  return { outbox, doubts: Object.fromEntries(doubts.slice(-DOUBTS_KEPT)) };
}

/** The keys of effects of which a try was begun and has not come to an end, and how many such tries there were. */
export function openTries(before: Waiting, brought: readonly Performance[]): [key: string, tries: number][] {
  const results = new Map(brought.flatMap(({ result }) => (result ? [[result.key, result]] : [])));
  const begun = Object.entries(before.outbox).map(([key, known]): [string, number] => [
    key,
    attemptsAfter(known, results.get(key)),
  ]);
  return [...Object.entries(before.doubts), ...begun].filter(
    ([key, tries]) => tries > 0 && results.get(key)?.outcome !== 'settled',
  );
}

/** A try counts unless nothing of it was sent. */
function attemptsAfter({ attempts }: Queued, result: Result | undefined): number {
  switch (result?.outcome) {
    case 'untried':
    case 'deferred':
      return attempts - 1;
    case 'put-off':
      return result.isBegun ? attempts : attempts - 1;
    case 'settled':
    case 'failed':
    case undefined:
      return attempts;
  }
}

/** What is said keeps its order: as long as one word waits to be tried again, those after it wait too. */
function inOrder(entries: readonly [Effect, Queued][]): [string, Queued][] {
  let from = 0;
  return entries.map(([effect, queued]) => {
    if (!isSpoken(effect)) return [effect.key, queued];
    const notBefore = Math.max(queued.notBefore, from);
    const isTried = queued.attempts > 0 && queued.attempts <= PATIENCE;
    if (isTried || queued.waitsFor !== null) from = notBefore;
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
