import { isWanting, type Effect, type EffectKind } from './effect.js';
import type { Facts } from './facts.js';
import { assess } from './workflow/assess.js';
import type { Context, Situation } from './workflow/situation.js';
import type { StatusView } from './workflow/status-view.js';
import { withinRoom } from './workflow/loop-breaker.js';
import { lookDue } from './workflow/wanted/look.js';
import { wantedAnnouncements } from './workflow/wanted/announcements.js';
import { wantedCalls } from './workflow/wanted/notices.js';

/** What the workflow should be like, given what is known of it. */
export interface Decision {
  status: Situation['status'];
  view: StatusView;
  /** What is wanted and not yet so, in the order in which to do it. */
  effects: Effect[];
  /** Whether more will be wanted when the repository can be reached again. */
  owes: boolean;
  /** When to decide again though nothing is told meanwhile, ms; null: there is no need. */
  dueAt: number | null;
}

/**
 * Decides from the facts alone, never from the event that just came, so that a lost, late or doubled event changes
 * nothing but the moment. Pure: the same facts, context and time (`now`, ms) give the same decision.
 *
 * @param doubts the keys of effects of which a try never came to an end.
 */
export function decide(
  known: Facts,
  context: Context,
  now: number,
  doubts: ReadonlySet<string> = new Set(),
): Decision {
  const assessment = assess(known, context, now);
  const { situation, view, standing, wanted: others, refreshedAt } = assessment;
  const { facts } = situation;
  const calls = wantedCalls(situation, standing);
  const wanted = [...wantedAnnouncements(assessment), ...others, ...calls.effects];
  const isPaused = context.project.pause?.on === true;
  const allowed = isPaused ? wanted.filter(({ kind }) => !PAUSED.has(kind)) : wanted;
  const wanting = allowed.filter((effect) =>
    isWanting(effect, facts.performed[effect.key], refreshedAt, doubts.has(effect.key)),
  );
  const could = facts.removed === null ? wanting : wanting.filter(needsNoIssue);
  const possible = situation.reachable ? could : could.filter(staysHome);
  const dueAt = earliest([
    situation.clock?.changesAt ?? null,
    situation.room.trip?.until ?? null,
    calls.dueAt,
    // Once it is due, the outbox sees to it.
    lookDue(situation) > now ? finite(lookDue(situation)) : null,
  ]);
  return {
    status: situation.status,
    view,
    effects: withinRoom(onePerKey(possible), situation.room),
    owes: possible.length < could.length,
    dueAt,
  };
}

/** What a pause of the whole project stops: all that moves the work, and all that calls somebody. */
const PAUSED: ReadonlySet<EffectKind> = new Set([
  'assign-agent',
  'create-branch',
  'delete-branch',
  'hand-over',
  'open-pull-request',
  'mark-ready',
  'request-review',
  'merge',
  'notify',
  'raise-escalation',
  'rerun-check',
]);

/** Effects that need no word with GitHub: they happen even when the repository is out of reach. */
const AT_HOME: ReadonlySet<EffectKind> = new Set([
  'release-agent',
  'announce',
  'point',
  'record-report',
  'record-outcome',
  'pause-project',
]);

function staysHome({ kind }: Effect): boolean {
  return AT_HOME.has(kind);
}

/** Effects that go on when the issue is gone: a pull request may still be there, and GitHub waits for the gate on it. */
const WITHOUT_ISSUE: ReadonlySet<EffectKind> = new Set([
  'gate',
  'close-escalation',
  'delete-branch',
  'read-branch',
  'read-pull-request',
  'read-checks',
  'read-reviews',
]);

function needsNoIssue(effect: Effect): boolean {
  return staysHome(effect) || WITHOUT_ISSUE.has(effect.kind);
}

function onePerKey(effects: Effect[]): Effect[] {
  return [...new Map(effects.map((effect) => [effect.key, effect])).values()];
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
