import type { Effect } from '../../effect.js';
import { byRank } from '../../merging.js';
import { unsettled } from '../../register.js';
import { groupReadings } from '../merge-groups.js';
import type { Situation } from '../situation.js';

/** Fresh looks at single things: where two webhooks of one second disagree, and what may have changed before a merge. */
export function wantedReadings(situation: Situation): Effect[] {
  const { facts, control, pullRequest, status, tests } = situation;
  const effects: Effect[] = [];
  if (facts.issue !== null && unsettled(facts.issue)) {
    effects.push({ kind: 'read-issue', key: `read-issue/${facts.issue.heardAt}` });
  }
  // It may have gone before the workflow began, untold: what is under way finds that out by its looks.
  if (status === 'cancelled' && facts.removed === null)
    effects.push({ kind: 'read-issue', key: 'read-issue/ended' });
  for (const [name, { head: register }] of Object.entries(facts.branches).sort(
    byRank(([branch]) => [branch]),
  )) {
    if (unsettled(register)) {
      effects.push({ kind: 'read-branch', key: `read-branch/${name}/${register.heardAt}`, branch: name });
    }
  }
  for (const register of Object.values(facts.pullRequests).sort(byRank(({ value }) => [value.number]))) {
    const { number } = register.value;
    if (unsettled(register)) {
      effects.push({
        kind: 'read-pull-request',
        key: `read-pull-request/${number}/${register.heardAt}`,
        number,
      });
    }
  }
  effects.push(...groupReadings(situation));
  const merge = pullRequest?.state === 'open' ? facts.performed[`merge/${pullRequest.number}`] : undefined;
  if (pullRequest !== null && merge !== undefined) {
    // Done or refused, its webhook may be lost, or it was merged by somebody else at the same moment.
    const { number } = pullRequest;
    effects.push({
      kind: 'read-pull-request',
      key: `read-pull-request/${number}/merge/${merge.hash}`,
      number,
    });
  }
  for (const retest of control.retests) {
    // What failed after somebody asked is not what they asked for.
    const failed = tests.failed.filter((check) => check.key.startsWith('run:') && check.at <= retest.at);
    // Each on its own: what GitHub took once is not asked for again because it failed to take another.
    for (const id of failed.map((check) => check.id).sort((a, b) => a - b)) {
      effects.push({ kind: 'rerun-check', key: `rerun/${retest.command}/${id}`, checkRunId: id });
    }
  }
  return effects;
}
