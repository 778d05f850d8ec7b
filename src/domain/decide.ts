import { isWanting, type Effect, type EffectKind } from './effect.js';
import type { Facts } from './facts.js';
import { removalOf } from './workflow/removed.js';
import { refusalsAmong, withRefusals } from './workflow/refusals.js';
import { situationOf } from './workflow/situate.js';
import type { Context, Situation } from './workflow/situation.js';
import type { StatusView } from './workflow/status-view.js';
import { withinRoom } from './workflow/loop-breaker.js';
import { standingOf } from './workflow/standing.js';
import { stepsOf } from './workflow/steps.js';
import { statusViewOf } from './workflow/view.js';
import { wantedForAssignment } from './workflow/wanted/assignment.js';
import { wantedForPullRequest } from './workflow/wanted/pull-request.js';
import { lookDue, wantedLook } from './workflow/wanted/look.js';
import { wantedRecords } from './workflow/wanted/records.js';
import { wantedReadings } from './workflow/wanted/readings.js';
import { standingRefusals, wantedCalls } from './workflow/wanted/notices.js';
import { wantedWords } from './workflow/wanted/words.js';

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
 */
export function decide(known: Facts, context: Context, now: number): Decision {
  const facts = context.config.mode === 'dry-run' ? asPlanned(known) : known;
  const situation = situationOf(facts, context, now);
  const refreshedAt = Math.max(
    context.installation.permissionsChangedAt,
    ...situation.control.refreshes.map((refresh) => refresh.at),
  );
  const doing = [
    ...wantedReadings(situation),
    ...wantedLook(situation),
    ...wantedRecords(situation),
    ...wantedForAssignment(situation),
    ...wantedForPullRequest(situation),
  ];
  const refusals = refusalsAmong(doing, facts, refreshedAt);
  const view = statusViewOf(situation, withRefusals(stepsOf(situation), refusals));
  const saying = wantedWords(situation, view);
  const refused = standingRefusals(situation, [...refusals, ...refusalsAmong(saying, facts, refreshedAt)]);
  const calls = wantedCalls(situation, [...standingOf(situation), ...refused]);
  const wanted = [...doing, ...saying, ...calls.effects];
  const isPaused = context.project.pause?.on === true;
  const allowed = isPaused ? wanted.filter(goesOnPaused) : wanted;
  const wanting = allowed.filter((effect) => isWanting(effect, facts.performed[effect.key], refreshedAt));
  const possible = situation.reachable ? wanting : wanting.filter(staysHome);
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
    owes: possible.length < wanting.length && removalOf(facts) === null,
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

function goesOnPaused({ kind }: Effect): boolean {
  return !PAUSED.has(kind);
}

const AT_HOME: ReadonlySet<EffectKind> = new Set([
  'release-agent',
  'point',
  'record-report',
  'record-outcome',
  'pause-project',
]);

/** Effects that need no word with GitHub: they happen even when the repository is out of reach. */
function staysHome(effect: Effect): boolean {
  return AT_HOME.has(effect.kind);
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

/** In a dry run the work goes on as far as it would without anybody else. */
function asPlanned(facts: Facts): Facts {
  const { performed, assignments } = facts.plan;
  return {
    ...facts,
    performed: { ...performed, ...facts.performed },
    assignments: { ...assignments, ...facts.assignments },
  };
}
