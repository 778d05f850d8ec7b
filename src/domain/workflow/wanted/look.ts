import type { Effect } from '../../effect.js';
import { byRank } from '../../merging.js';
import type { Situation } from '../situation.js';

/** GitHub sends no webhook twice by itself: whatever is conducted is looked at anew after so long, ms. */
export const LOOK_AFTER = 60 * 60_000;

/** Our clock and GitHub's may differ, and a comment may take a moment to be shown, ms. */
const MARGIN = 10 * 60_000;

/** A key for all looks of one kind; their content tells one from the next. */
const BY_CLOCK = 'look';
const BY_REQUEST = 'look/asked';

/** A fresh look at all that the workflow stands on: when somebody asks for it, and when the last one is long ago. */
export function wantedLook(situation: Situation): Effect[] {
  const { facts, context, now, branch, pullRequest, head } = situation;
  const newest = lastRequest(situation);
  const request = facts.performed[BY_REQUEST]?.ref === newest ? null : newest;
  if (request === null && now < lookDue(situation)) return [];
  const own = pullRequest?.head.repositoryId === context.repositoryId ? [pullRequest.head.ref] : [];
  return [
    {
      kind: 'look',
      key: request === null ? BY_CLOCK : BY_REQUEST,
      request,
      branches: [...new Set([...(branch?.exists === true ? [branch.name] : []), ...own])],
      pullRequest: pullRequest?.number ?? null,
      head,
      since: unheardSince(situation),
    },
  ];
}

/** When time alone calls for the next look, ms; never while nothing is conducted, or GitHub would not answer. */
export function lookDue(situation: Situation): number {
  const { control, status, reachable } = situation;
  if (status !== 'active' || !reachable) return Infinity;
  return Math.max(lastLook(situation), control.run?.at ?? 0) + LOOK_AFTER;
}

function lastLook({ facts: { performed } }: Situation): number {
  return Math.max(performed[BY_CLOCK]?.at ?? 0, performed[BY_REQUEST]?.at ?? 0);
}

/** What was said before the run began was not said to it. */
function unheardSince(situation: Situation): number {
  const begun = situation.control.run?.at ?? situation.now;
  return Math.max(lastLook(situation) - MARGIN, begun);
}

/** The newest command that asks for one. */
function lastRequest({ control }: Situation): string | null {
  const requests = [...control.refreshes, ...control.retests].sort(
    byRank(({ at, command }) => [at, command]),
  );
  return requests.at(-1)?.command ?? null;
}
