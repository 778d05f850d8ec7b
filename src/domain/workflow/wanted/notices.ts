import { lengthOf } from '../../config/duration.js';
import { hashOf, type Effect } from '../../effect.js';
import { isAcknowledged } from '../acknowledged.js';
import type { Notice } from '../notice.js';
import { mustBeTold, type Refusal } from '../refusals.js';
import { atLeastAs, severityOf } from '../severity.js';
import type { Situation } from '../situation.js';
import { agents, humans, type Standing } from '../standing.js';

/** How often a call that nobody answers is repeated before it falls silent. */
const MOST_REMINDERS = 3;

/** What is said of all that stands now, and when there is more to say, ms. */
export interface Calls {
  effects: Effect[];
  dueAt: number | null;
}

/**
 * Each cause is told once in a comment. What needs a person is repeated while nobody takes notice, a few times, and has
 * an issue of its own from a severity on, which is closed when the cause is gone.
 */
export function wantedCalls(situation: Situation, standing: readonly Standing[]): Calls {
  const reminders = standing.map((it) => reminderOf(situation, it));
  const times = reminders.flatMap(({ dueAt }) => dueAt ?? []);
  return {
    effects: [
      ...standing.map(({ cause, notice, page }) => notify(cause, notice, page)),
      ...reminders.flatMap(({ effect }) => effect ?? []),
      ...standing.flatMap((it) => raised(situation, it)),
      ...closed(situation, standing),
    ],
    dueAt: times.length === 0 ? null : Math.min(...times),
  };
}

function notify(cause: string, notice: Notice, number: number): Effect {
  return { kind: 'notify', key: `notify/${cause}`, number, notice };
}

function raised(situation: Situation, { cause, notice, page: number }: Standing): Effect[] {
  const severity = severityOf(notice);
  const { issue_from } = situation.context.config.escalation;
  if (severity === null || !atLeastAs(severity, issue_from) || isAcknowledged(situation, cause)) return [];
  return [{ kind: 'raise-escalation', key: `escalation/${cause}`, cause, severity, number, notice }];
}

function closed({ facts }: Situation, standing: readonly Standing[]): Effect[] {
  const causes = new Set(standing.map(({ cause }) => cause));
  return Object.entries(facts.performed).flatMap(([key, { ref: number }]): Effect[] => {
    const cause = key.startsWith('escalation/') ? key.slice('escalation/'.length) : null;
    if (cause === null || typeof number !== 'number' || causes.has(cause)) return [];
    if (facts.closedEscalations[number] !== undefined) return [];
    return [{ kind: 'close-escalation', key: `escalation-closed/${cause}`, number }];
  });
}

function reminderOf(
  situation: Situation,
  { cause, notice, page }: Standing,
): { effect: Effect | null; dueAt: number | null } {
  const { facts, context, holds, now } = situation;
  const none = { effect: null, dueAt: null };
  const said = facts.performed[`notify/${cause}`];
  // Whoever put it on hold knows.
  if (severityOf(notice) === null || said === undefined || holds.length > 0) return none;
  const again = `${cause}/again/`;
  const times = Object.entries(facts.performed).flatMap(([key, { at }]) =>
    key.startsWith(`notify/${again}`) ? [at] : [],
  );
  if (times.length >= MOST_REMINDERS || isAcknowledged(situation, cause)) return none;
  const dueAt = Math.max(said.at, ...times) + lengthOf(context.config.escalation.remind_after);
  if (now < dueAt) return { effect: null, dueAt };
  const nth = times.length + 1;
  const reminder: Notice = { to: notice.to, code: 'reminder', nth, of: MOST_REMINDERS, about: notice };
  return { effect: notify(`${again}${nth}`, reminder, page), dueAt: null };
}

/** What GitHub refused and a person must put right; for a merge that is often the agent's to do. */
export function standingRefusals(situation: Situation, refusals: readonly Refusal[]): Standing[] {
  const to = humans(situation);
  const issue = situation.context.issueNumber;
  const page = situation.pullRequest?.number ?? issue;
  return refusals.filter(mustBeTold).map(({ effect, hash, message }) => ({
    cause: `refused/${causeOf(effect, hash, message)}`,
    notice:
      effect.kind === 'merge'
        ? { to: [...agents(situation), ...to], code: 'merge-refused', number: effect.number, message }
        : { to, code: 'refused', what: effect.kind, message },
    page: effect.kind === 'assign-agent' || effect.kind === 'create-branch' ? issue : page,
  }));
}

/** What is tried anew with each push, approval or check is told once for each thing that GitHub says of it. */
function causeOf(effect: Effect, hash: string, message: string): string {
  switch (effect.kind) {
    case 'gate':
      return 'gate';
    case 'merge':
      return `${effect.key}/${effect.sha}`;
    case 'open-pull-request':
      return `${effect.key}/${hashOf(message)}`;
    default:
      return `${effect.key}/${hash}`;
  }
}
