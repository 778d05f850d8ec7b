import { objectionTo } from '../workflow/opinions.js';
import { openedAt } from '../workflow/pull-requests.js';
import type { Situation } from '../workflow/situation.js';

/**
 * How long the open pull request waited for the first word of somebody who decides, or has waited for it until now, ms;
 * null: it waits for nobody. Of each reviewer only the newest review is known; that an agent was told of an earlier one is
 * known as well.
 */
export function reviewWaitOf(situation: Situation): number | null {
  const { pullRequest, facts, context, control, assignment, opinions, now } = situation;
  if (pullRequest?.state !== 'open' || pullRequest.draft || opinions.needed === 0) return null;
  const opened = openedAt(facts, pullRequest);
  if (opened === null) return null;
  const number = String(pullRequest.number);
  const since = Math.max(opened, facts.performed[`mark-ready/${number}`]?.at ?? 0);
  const judged = { facts, config: context.config, pullRequest, assignment };
  const reviews = Object.values(facts.reviews[number] ?? {}).filter(
    ({ by, permission }) => objectionTo(by.login, permission, judged) === null,
  );
  const told = Object.entries(facts.performed)
    .filter(([key, { at }]) => key.startsWith('notify/changes/') && at >= since)
    .map(([, said]) => said);
  const words = [...reviews, ...control.approvals, ...told].map(({ at }) => at);
  return Math.max(0, Math.min(now, ...words) - since);
}
