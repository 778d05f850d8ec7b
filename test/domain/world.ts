import { branchName } from '../../src/domain/branch-name.js';
import type { Effect, EffectOf } from '../../src/domain/effect.js';
import type { PullRequest } from '../../src/domain/event.js';
import type { Facts } from '../../src/domain/facts.js';
import { rank } from '../../src/domain/matching/rank.js';
import type { Observation } from '../../src/domain/observation.js';
import type { Context } from '../../src/domain/workflow/situation.js';

/** A commit's name, from a short hexadecimal one. */
export function longSha(short: string): string {
  return short.padEnd(40, '0');
}

/** The head of the default branch, from which branches begin. */
export const BASE = longSha('ba5e');
/** The number that the pull request of the first branch gets; that of a further one follows. */
const FIRST_PULL_REQUEST = 57;

export interface Moment {
  facts: Facts;
  context: Context;
  now: number;
}

/**
 * What performing an effect makes known, in a world in which everything succeeds and nobody else is at work: the same
 * effect at the same moment always brings the same news. What only GitHub itself would tell, such as the merge, the
 * review and the result of a re-run, is told only where `perform` of the application tells it.
 */
export function newsOf(effect: Effect, moment: Moment): Observation[] {
  switch (effect.kind) {
    case 'assign-agent':
      return assigned(effect, moment);
    case 'create-branch':
      return [moved(effect.branch, BASE, 0, moment)];
    case 'delete-branch':
      return [moved(effect.branch, null, moment.now, moment)];
    case 'open-pull-request':
      return [pullRequestChanged(opened(effect, moment), moment)];
    case 'mark-ready':
      return changedPullRequest(effect.number, { draft: false }, moment);
    case 'merge':
      return changedPullRequest(
        effect.number,
        { state: 'closed', mergedAt: moment.now, mergedBy: 'tekton-core[bot]' },
        moment,
      );
    case 'read-pull-request':
      return read(moment.facts.pullRequests[String(effect.number)], ({ value, updatedAt }) => ({
        ...pullRequestChanged(value, moment),
        updatedAt,
      }));
    case 'read-issue':
      return read(moment.facts.issue ?? undefined, ({ value, updatedAt }) => ({
        kind: 'issue-changed',
        ...where(moment),
        source: 'reading',
        issue: value,
        updatedAt,
      }));
    case 'read-branch':
      return read(moment.facts.branches[effect.branch], ({ head }) =>
        moved(effect.branch, head.value.sha, head.updatedAt, moment),
      );
    default:
      return [];
  }
}

/** The reference that is kept with the record of it. */
export function refOf(effect: Effect, { facts }: Moment): string | number | null {
  switch (effect.kind) {
    case 'create-branch':
      return BASE;
    case 'open-pull-request':
      return numberFor(effect.branch, facts);
    case 'status-comment':
    case 'notify':
    case 'reply':
    case 'hand-over':
      return 900;
    case 'raise-escalation':
      return 800 + Object.keys(facts.performed).filter((key) => key.startsWith('escalation/')).length;
    case 'gate':
      return 700;
    case 'release-agent':
      return effect.because;
    case 'look':
      return effect.request;
    default:
      return null;
  }
}

function read<T>(known: T | undefined, told: (known: T) => Observation): Observation[] {
  return known === undefined ? [] : [told(known)];
}

function where({ context, now }: Moment) {
  return { installationId: 1, repositoryId: context.repositoryId, seenAt: now };
}

function assigned(effect: EffectOf<'assign-agent'>, { facts, context, now }: Moment): Observation[] {
  const { team, branches } = context.config;
  const { wish, epoch, requirement, previous, wanted } = effect;
  const question = {
    team,
    requirement,
    loads: {},
    excluded: effect.takenOff,
    silent: effect.silent,
    wanted,
    previous: previous?.agent ?? null,
  };
  const ranking = rank(question);
  const best = ranking.candidates.find((candidate) => candidate.excluded === null)?.agent;
  const agent = team.find(({ name }) => name === best);
  if (agent === undefined) return [{ kind: 'nobody-available', wish, at: now, ranking }];
  const terminal = agent.terminal ?? agent.name;
  const earlier = new Set(Object.values(facts.assignments).map((turn) => turn.branch));
  const about = {
    terminal,
    agent: agent.name,
    issue: context.issueNumber,
    title: facts.issue?.value.title ?? '',
  };
  const branch = previous?.branch ?? branchName(branches.pattern, about, (name) => earlier.has(name));
  const id = `wf-${context.repositoryId}-${context.issueNumber}/${epoch}`;
  const login = agent.login ?? null;
  return [
    {
      kind: 'agent-assigned',
      assignment: { id, epoch, wish, agent: agent.name, login, terminal, branch, ranking, at: now },
    },
  ];
}

function moved(branch: string, sha: string | null, at: number, moment: Moment): Observation {
  return { kind: 'branch-moved', ...where(moment), source: 'reading', branch, sha, by: null, at };
}

function numberFor(branch: string, facts: Facts): number {
  const made = facts.performed[`pull-request/${branch}`]?.ref;
  const numbers = Object.values(facts.pullRequests).map(({ value }) => value.number);
  const known = Object.values(facts.pullRequests).find(({ value }) => value.head.ref === branch);
  if (typeof made === 'number') return made;
  return known?.value.number ?? Math.max(FIRST_PULL_REQUEST - 1, ...numbers) + 1;
}

function opened(
  { branch, title, draft, labels, sha }: EffectOf<'open-pull-request'>,
  { facts, context }: Moment,
): PullRequest {
  const number = numberFor(branch, facts);
  return {
    number,
    nodeId: `PR_${number}`,
    title,
    state: 'open',
    draft,
    mergedAt: null,
    mergedBy: null,
    labels,
    author: { login: 'tekton-core[bot]', id: 9, type: 'Bot' },
    head: { ref: branch, sha, repositoryId: context.repositoryId },
    baseRef: context.project.defaultBranch,
    closes: [context.issueNumber],
    url: `https://github.com/octo/list/pull/${number}`,
  };
}

function changedPullRequest(number: number, change: Partial<PullRequest>, moment: Moment): Observation[] {
  const known = moment.facts.pullRequests[String(number)];
  return known === undefined ? [] : [pullRequestChanged({ ...known.value, ...change }, moment)];
}

function pullRequestChanged(
  pullRequest: PullRequest,
  moment: Moment,
): Observation & { kind: 'pull-request-changed' } {
  return {
    kind: 'pull-request-changed',
    ...where(moment),
    source: 'reading',
    pullRequest,
    headMoved: false,
    updatedAt: moment.now,
  };
}
