import { withCheck } from './checks/keep.js';
import { QUESTIONS } from './commands/catalogue.js';
import { PERMISSION_ORDER } from './commands/permission.js';
import type { Account, EventOf } from './event.js';
import type { Assignment, Branch, Command, Facts, PullRequestTimes, Review } from './facts.js';
import { keptResults } from './kept-results.js';
import { keptRanking } from './matching/kept-ranking.js';
import { byRank, kept, largest, latestTimes } from './merging.js';
import type { Observation } from './observation.js';
import { heard, merge, read } from './register.js';

/** How many moves of a branch, or of a pull request's head, are remembered. */
const HEADS_KEPT = 50;
/** How many sightings of a pull request's head are remembered that came without a move. */
const SIGHTINGS_KEPT = 10;
/** How many merge queue heads, and re-runs of our check, are remembered. */
const COMMITS_KEPT = 5;
/** How many vain searches for an agent are remembered. */
const SEARCHES_KEPT = 5;
/** How many questions are remembered: anybody may write any number of them. */
export const QUESTIONS_KEPT = 50;
/** How many reports are remembered here that are kept with their day as well. */
const REPORTS_KEPT = 10;

/**
 * Merges one observation into the facts. Commutative, associative and idempotent over any set of observations,
 * so that late, doubled and reordered webhooks end in the same facts. What is bounded is bounded by an order that
 * each piece of news carries in itself, never by when it came in.
 */
export function observe(facts: Facts, seen: Observation): Facts {
  switch (seen.kind) {
    case 'issue-changed': {
      const news = (seen.source === 'reading' ? read : heard)(seen.issue, seen.updatedAt, seen.seenAt);
      return { ...facts, issue: merge(facts.issue ?? undefined, news) };
    }
    case 'issue-removed': {
      // Where it went, a webhook or a redirect tells; a reading may only find that it is gone.
      const { at, movedTo } = seen;
      return {
        ...facts,
        removed: largest(
          facts.removed ?? undefined,
          { at, movedTo },
          byRank((it) => [it.movedTo === null ? 0 : 1, it.at]),
        ),
      };
    }
    case 'command-given':
      return leanReports({ ...facts, commands: withCommand(facts.commands, seen.command) });
    case 'branch-moved': {
      const news = (seen.source === 'reading' ? read : heard)({ sha: seen.sha }, seen.at, seen.seenAt);
      return { ...facts, branches: withBranch(facts.branches, seen.branch, news, seen.by) };
    }
    case 'check-reported':
      return { ...facts, ...withCheck(facts, seen.sha, seen.check) };
    case 'gate-rerun-requested':
      return { ...facts, reruns: latestTimes(facts.reruns, seen.sha, seen.at, COMMITS_KEPT) };
    case 'pull-request-changed': {
      const number = String(seen.pullRequest.number);
      const news = (seen.source === 'reading' ? read : heard)(seen.pullRequest, seen.updatedAt, seen.seenAt);
      const times = withTimes(facts.pullRequestTimes[number], seen);
      return {
        ...facts,
        pullRequests: { ...facts.pullRequests, [number]: merge(facts.pullRequests[number], news) },
        pullRequestTimes: { ...facts.pullRequestTimes, [number]: times },
      };
    }
    case 'report-asked': {
      const { date, since, until, at } = seen;
      const asked = largest(
        facts.reportAsked ?? undefined,
        { date, since, until, at },
        byRank((it) => [it.until, it.at]),
      );
      return { ...facts, reportAsked: asked };
    }
    case 'escalation-closed': {
      const at = Math.min(facts.closedEscalations[seen.number] ?? seen.at, seen.at);
      return { ...facts, closedEscalations: { ...facts.closedEscalations, [seen.number]: at } };
    }
    case 'agent-heard': {
      const known = facts.heard[seen.assignmentId] ?? { beatAt: null, progressAt: null };
      const field = seen.what === 'beat' ? 'beatAt' : 'progressAt';
      const heard = { ...known, [field]: Math.max(known[field] ?? seen.at, seen.at) };
      return { ...facts, heard: { ...facts.heard, [seen.assignmentId]: heard } };
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
    case 'merge-group-requested': {
      const group = { at: seen.at, pullRequests: seen.pullRequestNumbers };
      const all = withNewest(facts.mergeGroups, seen.sha, group);
      return { ...facts, mergeGroups: latest(all, COMMITS_KEPT) };
    }
    case 'effect-performed':
    case 'effect-refused': {
      const refused = seen.kind === 'effect-refused' ? { code: seen.code, message: seen.message } : null;
      const done = {
        hash: seen.hash,
        at: seen.at,
        ref: seen.ref ?? null,
        refused,
      };
      const told = { ...facts, performed: keptResults(withNewest(facts.performed, seen.key, done)) };
      return seen.key.startsWith('report/') ? leanReports(told) : told;
    }
    case 'effect-planned': {
      const done = { hash: seen.hash, at: seen.at, ref: null, refused: null };
      const performed = withNewest(facts.plan.performed, seen.key, done);
      return { ...facts, plan: { ...facts.plan, performed } };
    }
    case 'agent-assigned': {
      const assignment = lean(seen.assignment);
      const turns = withNewest(facts.assignments, assignment.id, assignment);
      return { ...facts, assignments: leanTurns(turns) };
    }
    case 'agent-planned': {
      const assignment = lean(seen.assignment);
      const assignments = withNewest(facts.plan.assignments, assignment.id, assignment);
      return { ...facts, plan: { ...facts.plan, assignments } };
    }
    case 'nobody-available': {
      const news = { at: seen.at, ranking: keptRanking(seen.ranking, null) };
      const all = withNewest(facts.unassignable, seen.wish, news);
      return { ...facts, unassignable: latest(all, SEARCHES_KEPT) };
    }
  }
}

/** Of how the team compared only so much is remembered that a big team leaves room for people. */
function lean(turn: Assignment): Assignment {
  return { ...turn, ranking: keptRanking(turn.ranking, turn.agent) };
}

/** Why an agent was the best is remembered of the last turn only. */
function leanTurns(turns: Facts['assignments']): Facts['assignments'] {
  const last = Math.max(...Object.values(turns).map(({ epoch }) => epoch));
  return Object.fromEntries(
    Object.entries(turns).map(([id, turn]) =>
      turn.epoch === last
        ? [id, turn]
        : [id, { ...turn, ranking: { ...turn.ranking, candidates: [], others: 0 } }],
    ),
  );
}

/** Of two results of one thing the later one counts. */
function withNewest<T extends { at: number }>(
  all: Record<string, T>,
  key: string,
  news: T,
): Record<string, T> {
  const newest = largest(
    all[key],
    news,
    byRank((it) => [it.at]),
  );
  return { ...all, [key]: newest };
}

/** The `count` latest of all. */
function latest<T extends { at: number }>(all: Record<string, T>, count: number): Record<string, T> {
  return Object.fromEntries(
    kept(
      Object.entries(all),
      count,
      byRank(([key, { at }]) => [at, key]),
    ),
  );
}

/** A command that only asks, or is none. */
export function isQuestion({ problem, verb }: Command): boolean {
  return problem !== null || QUESTIONS.has(verb);
}

function isReport({ problem, verb }: Command): boolean {
  return problem === null && verb === 'report';
}

/**
 * One command has one content, except that a second look-up of its writer's permission may say something else than the
 * first: then an answer counts more than none, and the lesser more than the greater.
 */
function withCommand(commands: Facts['commands'], command: Command): Facts['commands'] {
  const rank = byRank<Command>((it) => [
    it.permission === null ? 0 : 1,
    -PERMISSION_ORDER.indexOf(it.permission ?? 'none'),
  ]);
  const merged = { ...commands, [command.id]: largest(commands[command.id], command, rank) };
  return without(merged, beyond(merged, isQuestion, QUESTIONS_KEPT));
}

/** A report is forgotten once it is kept with its day, and never before: many may come at once. */
function leanReports(facts: Facts): Facts {
  const { commands, performed } = facts;
  const lost = beyond(commands, isReport, REPORTS_KEPT).filter(
    ({ id }) => performed[`report/${id}`] !== undefined,
  );
  return lost.length === 0 ? facts : { ...facts, commands: without(commands, lost) };
}

function without(commands: Facts['commands'], lost: readonly Command[]): Facts['commands'] {
  if (lost.length === 0) return commands;
  const gone = new Set(lost);
  return Object.fromEntries(Object.entries(commands).filter(([, it]) => !gone.has(it)));
}

/** Of a kind of commands, all but the newest few. */
function beyond(commands: Facts['commands'], isOfKind: (it: Command) => boolean, count: number): Command[] {
  const ofKind = Object.values(commands).filter(isOfKind);
  if (ofKind.length <= count) return [];
  const newest = new Set(
    kept(
      ofKind,
      count,
      byRank((it) => [it.at, it.id]),
    ),
  );
  return ofKind.filter((it) => !newest.has(it));
}

function withBranch(
  branches: Facts['branches'],
  name: string,
  head: Branch['head'],
  by: Account | null,
): Facts['branches'] {
  const known = branches[name];
  const news = { sha: head.value.sha, at: head.updatedAt, ...(by === null ? {} : { by: by.login }) };
  const isSame = (it: Branch['heads'][number]) => it.sha === news.sha && it.at === news.at;
  const before = known?.heads ?? [];
  // A reading tells the same move without who made it.
  const told = largest(
    before.find(isSame),
    news,
    byRank((it) => [it.by ?? '']),
  );
  const heads = kept(
    [...before.filter((it) => !isSame(it)), told],
    HEADS_KEPT,
    byRank((it) => [it.at]),
  );
  return { ...branches, [name]: { head: merge(known?.head, head), heads } };
}

function withTimes(
  known: PullRequestTimes | undefined,
  seen: EventOf<'pull-request-changed'>,
): PullRequestTimes {
  const { state, head } = seen.pullRequest;
  const at = seen.updatedAt;
  const first = (before: number | null | undefined) => Math.min(before ?? at, at);
  return {
    heads: withSighting(known?.heads ?? [], { sha: head.sha, at, moved: seen.headMoved }),
    openAt: state === 'open' ? Math.max(known?.openAt ?? at, at) : (known?.openAt ?? null),
    closedAt: state === 'closed' ? first(known?.closedAt) : (known?.closedAt ?? null),
  };
}

type Sighting = PullRequestTimes['heads'][number];

function withSighting(known: readonly Sighting[], news: Sighting): Sighting[] {
  const order = byRank<Sighting>((it) => [it.at, it.sha]);
  const same = (it: Sighting) => it.sha === news.sha && it.at === news.at && it.moved === news.moved;
  const all = known.some(same) ? known : [...known, news];
  const moves = kept(
    all.filter(({ moved }) => moved),
    HEADS_KEPT,
    order,
  );
  const others = kept(
    all.filter(({ moved }) => !moved),
    SIGHTINGS_KEPT,
    order,
  );
  return kept([...moves, ...others], HEADS_KEPT + SIGHTINGS_KEPT, order);
}

function withReview(facts: Facts, pullRequest: string, review: Review): Facts {
  const opinions = facts.reviews[pullRequest] ?? {};
  const opinion = largest(opinions[review.by.login], review, NEWER_REVIEW);
  return {
    ...facts,
    reviews: { ...facts.reviews, [pullRequest]: { ...opinions, [review.by.login]: opinion } },
  };
}

/** The newer review wins; a dismissal is the last word on its review. */
const NEWER_REVIEW = byRank<Review>((it) => [it.id, it.state === 'dismissed' ? 1 : 0]);
