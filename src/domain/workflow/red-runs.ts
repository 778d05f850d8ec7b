import { checksOn } from '../checks/keep.js';
import { verdictOf } from '../checks/verdict.js';
import type { Assignment } from '../facts.js';
import { byRank } from '../merging.js';
import { isAgentAccount } from './accounts.js';
import { headsOf } from './head.js';
import type { Watched } from './situation.js';

/**
 * The commits of this turn whose checks failed in a row, the first first, the one at hand included. What passed since
 * settles a failure, and so does a person who stepped in: then the count begins anew. Counted is what was told, so that a
 * check that flaps cannot reset the count.
 */
export function redRuns(situation: Watched, turn: Assignment): string[] {
  const { tests, head } = situation;
  const told = toldSinceGreen(situation, turn);
  const isRed = tests.outcome === 'failed' && head !== null;
  const failedAt = isRed ? Math.max(...tests.failed.map(({ at }) => at)) : (told.at(-1)?.at ?? 0);
  const since = Math.max(0, ...steppedIn(situation, turn).filter((at) => at < failedAt));
  const counted = told.filter(({ at }) => at > since).map(({ sha }) => sha);
  return isRed && !counted.includes(head) ? [...counted, head] : counted;
}

/** Whether the agent had all its tries at what is red now: then a person is to see to it. */
export function isBeyondAgent(situation: Watched): boolean {
  const { tests, assignment, context } = situation;
  if (tests.outcome !== 'failed' || assignment === null) return false;
  return redRuns(situation, assignment).length >= context.config.checks.attempts;
}

function toldSinceGreen(
  { facts, context, control }: Watched,
  turn: Assignment,
): { sha: string; at: number }[] {
  const prefix = `notify/red/${turn.id}/`;
  const heads = headsOf({ facts, ...context }, control.wish).map(({ sha }) => sha);
  const passed = (sha: string | null) =>
    sha !== null &&
    verdictOf(checksOn(facts, sha), context.config.checks, sha).because[0]?.code === 'checks-passed';
  const newestGreen = heads.findIndex(passed);
  const settled = new Set(newestGreen === -1 ? [] : heads.slice(newestGreen));
  return Object.entries(facts.performed)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { at }]) => ({ sha: key.slice(prefix.length), at }))
    .filter(({ sha }) => !settled.has(sha))
    .sort(byRank(({ at }) => [at]));
}

/** When a person said that they know, closed the issue that called for one, or pushed, ms. */
function steppedIn({ facts, context, control }: Watched, turn: Assignment): number[] {
  const acks = control.answers.filter(
    ({ command, answer }) => command.verb === 'ack' && answer.code === 'done',
  );
  const calls = Object.entries(facts.performed).filter(([key]) =>
    key.startsWith(`escalation/stays-red/${turn.id}/`),
  );
  const closed = calls.flatMap(([, { ref }]) => (ref === null ? [] : (facts.closedEscalations[ref] ?? [])));
  const pushes = headsOf({ facts, ...context }, control.wish).filter(
    ({ by }) =>
      by !== undefined && !by.endsWith('[bot]') && !isAgentAccount(by, { config: context.config, facts }),
  );
  return [...acks.map(({ command }) => command.at), ...closed, ...pushes.map(({ at }) => at)];
}
