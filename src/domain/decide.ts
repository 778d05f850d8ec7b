import { isWanting, type Effect } from './effect.js';
import type { Facts } from './facts.js';
import { refusalsAmong, withRefusals } from './workflow/refusals.js';
import { situationOf, type Context, type Situation } from './workflow/situation.js';
import type { StatusView } from './workflow/status-view.js';
import { stepsOf } from './workflow/steps.js';
import { statusViewOf } from './workflow/view.js';
import { wantedForAssignment } from './workflow/wanted/assignment.js';
import { wantedForPullRequest } from './workflow/wanted/pull-request.js';
import { wantedReadings } from './workflow/wanted/readings.js';
import { wantedRefusalNotices } from './workflow/wanted/notices.js';
import { wantedWords } from './workflow/wanted/words.js';

/** What the workflow should be like, given what is known of it. */
export interface Decision {
  status: Situation['status'];
  view: StatusView;
  /** What is wanted and not yet so, in the order in which to do it. */
  effects: Effect[];
}

/**
 * Decides from the facts alone, never from the event that just came, so that a lost, late or doubled event changes
 * nothing but the moment. Pure: the same facts and context give the same decision.
 */
export function decide(facts: Facts, context: Context): Decision {
  const situation = situationOf(facts, context);
  const refreshedAt = Math.max(
    context.installation.permissionsChangedAt,
    ...situation.control.refreshes.map((refresh) => refresh.at),
  );
  const doing = [
    ...wantedReadings(situation),
    ...wantedForAssignment(situation),
    ...wantedForPullRequest(situation),
  ];
  const refusals = refusalsAmong(doing, facts, refreshedAt);
  const view = statusViewOf(situation, withRefusals(stepsOf(situation), refusals));
  const saying = wantedWords(situation, view);
  const told = wantedRefusalNotices(situation, [...refusals, ...refusalsAmong(saying, facts, refreshedAt)]);
  const wanted = [...doing, ...saying, ...told];
  const effects = wanted.filter(
    (effect) =>
      (situation.reachable || staysHome(effect)) &&
      isWanting(effect, facts.performed[effect.key], refreshedAt),
  );
  return { status: situation.status, view, effects: onePerKey(effects) };
}

/** Effects that need no word with GitHub: they happen even when the repository is out of reach. */
function staysHome(effect: Effect): boolean {
  return effect.kind === 'release-agent' || effect.kind === 'point';
}

function onePerKey(effects: Effect[]): Effect[] {
  return [...new Map(effects.map((effect) => [effect.key, effect])).values()];
}
