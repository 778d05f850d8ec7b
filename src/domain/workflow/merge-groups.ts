import type { Effect } from '../effect.js';
import { byRank } from '../merging.js';
import { gateOf, otherGates, type GateVerdict } from './gate.js';
import type { Situation } from './situation.js';

/** GitHub's merge queue makes a commit of its own for a pull request, and waits for our check there. */

/**
 * On a group's commit stands what is said of the pull request that it is for: of the one that is followed, once that was
 * looked at for the group. Else a push that was not heard of would be merged on what is known of the one before.
 */
export function groupGates(situation: Situation): { sha: string; verdict: GateVerdict }[] {
  const { facts, head } = situation;
  const own = head === null ? null : gateOf(situation);
  const others = otherGates(situation);
  return groupsIn(situation).flatMap((group) => {
    const { sha, pullRequests } = group;
    const other = others.find(({ number }) => pullRequests.includes(number));
    const look = readingFor(situation, group);
    const isUnseen = look !== null && facts.performed[look.key] === undefined;
    const verdict = other?.verdict ?? (isUnseen ? null : own);
    return verdict === null ? [] : [{ sha, verdict }];
  });
}

/** Looks at the pull request that is followed, one for each of its groups. */
export function groupReadings(situation: Situation): Effect[] {
  return groupsIn(situation).flatMap((group) => readingFor(situation, group) ?? []);
}

interface Group {
  sha: string;
  pullRequests: readonly number[];
}

function groupsIn({ facts }: Situation): Group[] {
  const groups = Object.entries(facts.mergeGroups).map(([sha, { pullRequests }]) => ({ sha, pullRequests }));
  return groups.sort(byRank(({ sha }) => [sha]));
}

/** Where its head is: a branch of ours tells it first. */
function readingFor({ pullRequest, context }: Situation, { sha, pullRequests }: Group): Effect | null {
  if (pullRequest?.state !== 'open') return null;
  const { number, head } = pullRequest;
  if (pullRequests.length > 0 && !pullRequests.includes(number)) return null;
  if (head.repositoryId !== context.repositoryId)
    return { kind: 'read-pull-request', key: `read-pull-request/${number}/group/${sha}`, number };
  return { kind: 'read-branch', key: `read-branch/${head.ref}/group/${sha}`, branch: head.ref };
}
