import type { Check } from './event.js';
import type { Branch, Facts, Performed, Review } from './facts.js';
import type { Observation } from './observation.js';
import { canonical, heard, merge, read } from './register.js';

/** How many head commits' checks are kept, and how many heads of a branch are remembered. */
const COMMITS_KEPT = 12;
const HEADS_KEPT = 20;

/**
 * Merges one observation into the facts. Commutative, associative and idempotent over any set of observations,
 * so that late, doubled and reordered webhooks end in the same facts.
 */
export function observe(facts: Facts, seen: Observation): Facts {
  switch (seen.kind) {
    case 'issue-changed': {
      const news = (seen.source === 'reading' ? read : heard)(seen.issue, seen.updatedAt, seen.seenAt);
      return { ...facts, issue: merge(facts.issue ?? undefined, news) };
    }
    case 'issue-removed':
      return facts.removed !== null && facts.removed.at >= seen.at
        ? facts
        : { ...facts, removed: { at: seen.at, movedTo: seen.movedTo } };
    case 'command-given':
      return facts.commands[seen.command.id] === undefined
        ? { ...facts, commands: { ...facts.commands, [seen.command.id]: seen.command } }
        : facts;
    case 'branch-moved': {
      const news = (seen.source === 'reading' ? read : heard)({ sha: seen.sha }, seen.at, seen.seenAt);
      return withBranch(facts, seen.branch, news);
    }
    case 'check-reported':
      return { ...facts, checks: newestCommits(withCheck(facts.checks, seen.sha, seen.check)) };
    case 'gate-rerun-requested':
      return { ...facts, reruns: latest(facts.reruns, seen.sha, seen.at) };
    case 'pull-request-changed': {
      const number = String(seen.pullRequest.number);
      const news = (seen.source === 'reading' ? read : heard)(seen.pullRequest, seen.updatedAt, seen.seenAt);
      return {
        ...facts,
        pullRequests: { ...facts.pullRequests, [number]: merge(facts.pullRequests[number], news) },
      };
    }
    case 'review-weighed':
      return withReview(facts, String(seen.review.pullRequestNumber), {
        id: seen.review.reviewId,
        by: seen.review.by,
        state: seen.review.state,
        sha: seen.review.sha,
        permission: seen.permission,
        url: seen.review.url,
        at: seen.review.at,
      });
    case 'merge-group-requested':
      return { ...facts, mergeGroups: { ...facts.mergeGroups, [seen.sha]: { at: seen.at } } };
    case 'effect-performed':
      return withPerformed(facts, seen.key, { hash: seen.hash, at: seen.at, ref: seen.ref, refused: null });
    case 'effect-refused': {
      const refused = { code: seen.code, message: seen.message };
      return withPerformed(facts, seen.key, { hash: seen.hash, at: seen.at, ref: null, refused });
    }
    case 'agent-assigned':
      return { ...facts, assignments: { ...facts.assignments, [seen.assignment.id]: seen.assignment } };
    case 'nobody-available': {
      const known = facts.unassignable[seen.wish];
      if (known !== undefined && known.at >= seen.at) return facts;
      const news = { at: seen.at, ranking: seen.ranking };
      return { ...facts, unassignable: { ...facts.unassignable, [seen.wish]: news } };
    }
  }
}

function withBranch(facts: Facts, name: string, head: Branch['head']): Facts {
  const known = facts.branches[name];
  const sha = head.value.sha;
  const history = { ...known?.history };
  if (sha !== null) history[sha] = Math.min(history[sha] ?? Infinity, head.updatedAt);
  const branch = { head: merge(known?.head, head), history: newest(history, HEADS_KEPT, (at) => at) };
  return { ...facts, branches: { ...facts.branches, [name]: branch } };
}

function withCheck(checks: Facts['checks'], sha: string, check: Check): Facts['checks'] {
  const known = checks[sha]?.[check.key];
  if (known !== undefined && !supersedes(check, known)) return checks;
  return { ...checks, [sha]: { ...checks[sha], [check.key]: check } };
}

const PROGRESS = { queued: 0, in_progress: 1, completed: 2 } as const;

/** A newer try wins, then the later report of one try, then the one that is further on. */
function supersedes(next: Check, known: Check): boolean {
  if (next.id !== known.id) return next.id > known.id;
  if (next.at !== known.at) return next.at > known.at;
  if (next.status !== known.status) return PROGRESS[next.status] > PROGRESS[known.status];
  return canonical(next) > canonical(known);
}

function newestCommits(checks: Facts['checks']): Facts['checks'] {
  return newest(checks, COMMITS_KEPT, (bySha) => Math.max(...Object.values(bySha).map((check) => check.at)));
}

function withReview(facts: Facts, pullRequest: string, review: Review): Facts {
  const opinions = facts.reviews[pullRequest] ?? {};
  const known = opinions[review.by.login];
  if (known !== undefined && !outweighs(review, known)) return facts;
  const merged = { ...opinions, [review.by.login]: review };
  return { ...facts, reviews: { ...facts.reviews, [pullRequest]: merged } };
}

/** The newer review wins; a dismissal is the last word on its review. */
function outweighs(next: Review, known: Review): boolean {
  if (next.id !== known.id) return next.id > known.id;
  if (next.state !== known.state) return next.state === 'dismissed';
  return canonical(next) > canonical(known);
}

function withPerformed(facts: Facts, key: string, done: Performed): Facts {
  const known = facts.performed[key];
  if (known !== undefined && (known.at > done.at || (known.at === done.at && canonical(known) >= canonical(done)))) {
    return facts;
  }
  return { ...facts, performed: { ...facts.performed, [key]: done } };
}

function latest(times: Record<string, number>, key: string, at: number): Record<string, number> {
  return { ...times, [key]: Math.max(times[key] ?? 0, at) };
}

/** The `count` entries with the highest rank; ties by name, so that the choice depends on nothing else. */
function newest<T>(entries: Record<string, T>, count: number, rank: (entry: T) => number): Record<string, T> {
  const all = Object.entries(entries);
  if (all.length <= count) return entries;
  return Object.fromEntries(
    all.sort(([nameA, a], [nameB, b]) => rank(b) - rank(a) || (nameA < nameB ? -1 : 1)).slice(0, count),
  );
}
