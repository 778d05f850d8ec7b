import { atLeast } from './commands/permission.js';
import { bytesOf } from './cut.js';
import type { Permission } from './event.js';
import type { Facts } from './facts.js';
import { isBounded } from './kept-results.js';
import type { Observation } from './observation.js';
import { observe } from './observe.js';
import { turnOf } from './workflow/turns.js';

/** From this size on, bytes of JSON of what people add, only those who may write and the agent at work add to a workflow. */
const CROWDED = 45_000;
/** And from this on nobody does, but for the few commands that end it or keep it from being merged. */
const FULL = 65_000;
const STILL: ReadonlySet<string> = new Set(['stop', 'hold', 'unhold', 'ack']);
/** And from this on there is only the one that ends it. */
const PACKED = 85_000;

/**
 * Merges news into the facts, as far as there is room. A workflow is one item, and DynamoDB takes none above 400 KB: a
 * crowd that writes commands without end must not bring it there. What is known already is always brought up to date,
 * and what is bounded by itself takes no room from people: a busy CI makes nobody unheard. That somebody was turned away
 * is a fact, so that a person is told.
 */
export function admit(facts: Facts, news: readonly Observation[]): Facts {
  return news.reduce((known, seen) => {
    const turnedAway = turnsAway(known, seen);
    return turnedAway === null ? observe(known, seen) : { ...known, turnedAway: furthest(known, turnedAway) };
  }, facts);
}

type TurnedAway = Facts['turnedAway'];

function furthest({ turnedAway }: Facts, news: TurnedAway): TurnedAway {
  return turnedAway === 'everybody' ? turnedAway : news;
}

/** Of whom nothing new is taken any more, when that is why this is not; null: there is room for it. */
function turnsAway(facts: Facts, seen: Observation): TurnedAway {
  const newcomer = newcomerOf(facts, seen);
  if (newcomer === null) return null;
  const size = sizeOf(facts);
  if (size < CROWDED) return null;
  const { permission, login, verb } = newcomer;
  const mayWrite = permission !== null && atLeast(permission, 'write');
  const isHeard = mayWrite || turnOf(facts, login) !== null;
  if (size < FULL) return isHeard ? null : 'strangers';
  const still = size < PACKED ? STILL.has(verb) : verb === 'stop';
  return mayWrite && still ? null : isHeard ? 'everybody' : 'strangers';
}

/** Who adds something that was not there, if that is what the news does; all other news is bounded by itself. */
function newcomerOf(
  facts: Facts,
  seen: Observation,
): { permission: Permission | null; login: string; verb: string } | null {
  switch (seen.kind) {
    case 'command-given': {
      const { id, permission, by, verb } = seen.command;
      if (facts.commands[id] !== undefined) return null;
      return { permission, login: by.login, verb };
    }
    case 'review-weighed': {
      const { pullRequestNumber, by } = seen.review;
      if (facts.reviews[pullRequestNumber]?.[by.login] !== undefined) return null;
      return { permission: seen.permission, login: by.login, verb: '' };
    }
    case 'pull-request-changed': {
      const { number, author, head } = seen.pullRequest;
      const isOurs = head.repositoryId === seen.repositoryId && isOfTurn(facts, head.ref);
      if (facts.pullRequests[number] !== undefined || isOurs) return null;
      // Only what an agent or somebody who may write opened comes here at all.
      return { permission: 'write', login: author.login, verb: '' };
    }
    case 'branch-moved':
      return facts.branches[seen.branch] !== undefined || isOfTurn(facts, seen.branch)
        ? null
        : { permission: 'write', login: '', verb: '' };
    default:
      return null;
  }
}

/** There are no more of these than turns, and the work that was begun goes on. */
function isOfTurn({ assignments }: Facts, branch: string): boolean {
  return Object.values(assignments).some((turn) => turn.branch === branch);
}

/** Of what people add without end, and what was done for it. */
function sizeOf(facts: Facts): number {
  const { commands, assignments, branches, pullRequests, pullRequestTimes, reviews, closedEscalations } =
    facts;
  const parts = [commands, assignments, branches, pullRequests, pullRequestTimes, reviews, closedEscalations];
  const done = [facts.performed, facts.plan.performed];
  return [
    ...parts.map((part) => sized(part, () => part)),
    ...done.map((part) => sized(part, () => unbounded(part))),
  ].reduce((sum, size) => sum + size, 0);
}

function unbounded(performed: Facts['performed']): [string, unknown][] {
  return Object.entries(performed).filter(([key]) => !isBounded(key));
}

/** What is turned away leaves every part as it was: a crowd must not have all of it measured again and again. */
const sizes = new WeakMap<object, number>();

function sized(part: object, content: () => unknown): number {
  const known = sizes.get(part);
  if (known !== undefined) return known;
  const size = bytesOf(JSON.stringify(content()));
  sizes.set(part, size);
  return size;
}
