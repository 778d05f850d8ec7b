import { atLeast } from './commands/permission.js';
import type { Permission } from './event.js';
import type { Facts } from './facts.js';
import type { Observation } from './observation.js';
import { observe } from './observe.js';
import { turnOf } from './workflow/turns.js';

/** From this size on, bytes of JSON, only those who may write and the agent at work add to a workflow. */
const CROWDED = 80_000;
/** And from this on nobody does, but for the few commands that end it or keep it from being merged. */
const FULL = 120_000;
const STILL: ReadonlySet<string> = new Set(['stop', 'hold', 'unhold', 'ack']);
/** And from this on there is only the one that ends it. */
const PACKED = 160_000;

/**
 * Merges news into the facts, as far as there is room. A workflow is one item, and DynamoDB takes none above 400 KB: a
 * crowd that writes commands without end must not bring it there. What is known already is always brought up to date.
 */
export function admit(facts: Facts, news: readonly Observation[]): Facts {
  return news.reduce((known, seen) => (hasRoomFor(known, seen) ? observe(known, seen) : known), facts);
}

/** Whether so much was done that nothing new is taken any more. */
export function isFull(facts: Facts): boolean {
  return sizeOf(facts) >= FULL;
}

function hasRoomFor(facts: Facts, seen: Observation): boolean {
  const newcomer = newcomerOf(facts, seen);
  if (newcomer === null) return true;
  const size = sizeOf(facts);
  if (size < CROWDED) return true;
  const { permission, login, verb } = newcomer;
  const mayWrite = permission !== null && atLeast(permission, 'write');
  if (size < FULL) return mayWrite || turnOf(facts, login) !== null;
  return mayWrite && (size < PACKED ? STILL.has(verb) : verb === 'stop');
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
      const { number, author } = seen.pullRequest;
      if (facts.pullRequests[number] !== undefined) return null;
      // Only what an agent or somebody who may write opened comes here at all.
      return { permission: 'write', login: author.login, verb: '' };
    }
    case 'branch-moved':
      return facts.branches[seen.branch] === undefined ? { permission: 'write', login: '', verb: '' } : null;
    default:
      return null;
  }
}

const encoder = new TextEncoder();

function sizeOf(facts: Facts): number {
  return encoder.encode(JSON.stringify(facts)).length;
}
