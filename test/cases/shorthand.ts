import * as z from 'zod';
import { parseCommands } from '../../src/domain/commands/grammar.js';
import { contentHash } from '../../src/domain/effect.js';
import { decide } from '../../src/domain/decide.js';
import { Issue, Permission, PullRequest, ReviewState, type Account } from '../../src/domain/event.js';
import type { Facts } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import type { Context } from '../../src/domain/workflow/situation.js';
import { longSha } from '../domain/world.js';

/**
 * The events of a case, as a person writes them: an observation without what is alike in all of them. Times are those
 * of one day, commits have the short names that GitHub shows, people are called by their login, and a comment has the
 * number of its minute.
 */

const Clock = z.string().regex(/^\d\d:\d\d(:\d\d)?$/);
const Short = z.string().regex(/^[0-9a-f]{1,12}$/);
const at = { at: Clock };

export const Shorthand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issue-changed'), ...at, issue: Issue.partial().optional() }),
  z.strictObject({
    kind: z.literal('issue-removed'),
    ...at,
    movedTo: z.string().optional(),
    /** A reading did not find it. */
    read: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('command-given'),
    ...at,
    /** What the comment says, or which way the start label went. */
    say: z.string().optional(),
    label: z.enum(['on', 'off']).optional(),
    by: z.string(),
    permission: Permission.nullable().default('write'),
    on: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('branch-moved'), ...at, branch: z.string().optional(), sha: Short.nullable(), by: z.string().default('apollo-bot') }),
  z.strictObject({
    kind: z.literal('check-reported'),
    ...at,
    name: z.string().default('test'),
    sha: Short,
    /** Null: it still runs. */
    conclusion: z.string().nullable(),
    id: z.number().optional(),
    /** It is the report of a check suite, by the suite's number. */
    suite: z.number().optional(),
    /** The suite that the run belongs to. */
    of: z.number().default(7),
    /** The App that reports it; null: it is a commit status. */
    app: z.string().nullable().default('github-actions'),
  }),
  z.strictObject({ kind: z.literal('gate-rerun-requested'), ...at, sha: Short, by: z.string() }),
  z.strictObject({
    kind: z.literal('pull-request-changed'),
    ...at,
    number: z.number().default(57),
    sha: Short.optional(),
    branch: z.string().optional(),
    fork: z.boolean().default(false),
    by: z.string().optional(),
    merged: z.boolean().default(false),
    change: PullRequest.partial().default({}),
  }),
  z.strictObject({
    kind: z.literal('review-weighed'),
    ...at,
    number: z.number().default(57),
    by: z.string(),
    state: ReviewState,
    sha: Short,
    permission: Permission.nullable().default('write'),
    id: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('merge-group-requested'), ...at, sha: Short, number: z.number().default(57) }),
  z.strictObject({ kind: z.literal('escalation-closed'), ...at, number: z.number().default(800) }),
  /** The agent of a turn gave a sign of life, or of progress. */
  z.strictObject({
    kind: z.literal('agent-heard'),
    ...at,
    epoch: z.number().default(1),
    what: z.enum(['beat', 'progress']),
  }),
  z.strictObject({ kind: z.literal('effect-refused'), ...at, key: z.string(), code: z.string(), message: z.string() }),
]);
export type Shorthand = z.infer<typeof Shorthand>;

export const BRANCH = 'feature/apollo-1-42-speed-up-the-cache';
const REPOSITORY = 100;

/** The observations that one line of a case stands for, seen where it stands. */
export function expand(line: Shorthand, facts: Facts, context: Context): Observation[] {
  const time = timeOf(line.at);
  const where = { installationId: 1, repositoryId: REPOSITORY, seenAt: time };
  const minute = Number(line.at.slice(0, 5).replace(':', ''));
  switch (line.kind) {
    case 'issue-changed': {
      const issue = Issue.parse({ ...(facts.issue?.value ?? standardIssue(context)), ...line.issue });
      return [{ kind: line.kind, ...where, source: 'webhook', issue, updatedAt: time }];
    }
    case 'issue-removed':
      return [
        {
          kind: line.kind,
          ...where,
          source: line.read ? 'reading' : 'webhook',
          issueNumber: 42,
          at: time,
          movedTo: line.movedTo ?? null,
        },
      ];
    case 'command-given':
      return given(line, time, minute, facts);
    case 'branch-moved': {
      const { branch = BRANCH, sha } = line;
      const by = account(line.by);
      return [{ ...line, ...where, source: 'webhook', branch, sha: sha === null ? null : longSha(sha), by, at: time }];
    }
    case 'check-reported': {
      const { name, conclusion, suite, of, app, id = suite ?? minute } = line;
      const failed = conclusion !== null && !['success', 'neutral', 'skipped'].includes(conclusion);
      const check = {
        key: app === null ? `status:${name}` : suite === undefined ? `run:${of}:${name}` : `suite:${suite}`,
        name,
        app,
        id,
        suite: app === null ? null : (suite ?? of),
        status: conclusion === null ? ('in_progress' as const) : ('completed' as const),
        conclusion,
        url: suite === undefined ? `https://github.com/octo/list/runs/${id}` : null,
        title: failed && suite === undefined ? `${name}: 1 of 20 failed` : null,
        summary: null,
        at: time,
      };
      return [{ kind: line.kind, ...where, sha: longSha(line.sha), branches: [], appId: 15368, check }];
    }
    case 'gate-rerun-requested':
      return [{ kind: line.kind, ...where, sha: longSha(line.sha), branches: [], appId: 1, by: account(line.by), at: time }];
    case 'pull-request-changed': {
      const pullRequest = pullRequestOf(line, time, facts, context);
      const headMoved = line.sha !== undefined;
      return [{ kind: line.kind, ...where, source: 'webhook', pullRequest, headMoved, updatedAt: time }];
    }
    case 'review-weighed': {
      const { number, by, state, sha, permission, id = minute } = line;
      const url = `https://github.com/octo/list/pull/${number}#pullrequestreview-${id}`;
      const told = { pullRequestNumber: number, reviewId: id, by: account(by), state, sha: longSha(sha), url, at: time };
      return [{ kind: line.kind, review: { kind: 'review-given', ...where, ...told }, permission }];
    }
    case 'merge-group-requested':
      return [{ kind: line.kind, ...where, sha: longSha(line.sha), pullRequestNumbers: [line.number], at: time }];
    case 'escalation-closed':
      return [{ kind: line.kind, number: line.number, at: time }];
    case 'agent-heard':
      return [{ kind: line.kind, assignmentId: `wf-${REPOSITORY}-42/${line.epoch}`, what: line.what, at: time }];
    case 'effect-refused': {
      const wanted = decide(facts, context, time).effects.find(({ key }) => key === line.key);
      if (wanted === undefined) throw new Error(`${line.key} is not wanted, so GitHub cannot refuse it`);
      return [{ ...line, hash: contentHash(wanted), at: time }];
    }
  }
}

export function timeOf(clock: string): number {
  return Date.parse(`1970-01-01T${clock.length === 5 ? `${clock}:00` : clock}Z`);
}

const PEOPLE = ['alice', 'bob', 'carol', 'dave', 'mallory'];

export function account(login: string): Account {
  const known = PEOPLE.indexOf(login) + 1;
  return { login, id: known === 0 ? 50 : known, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

function standardIssue({ issueNumber }: Context): Issue {
  return {
    number: issueNumber,
    nodeId: `I_${issueNumber}`,
    title: 'Speed up the cache',
    body: 'Each miss reads the whole file. Look at `cache.py`.',
    state: 'open',
    stateReason: null,
    labels: [],
    author: account('carol'),
    url: `https://github.com/octo/list/issues/${issueNumber}`,
  };
}

type Line<K extends Shorthand['kind']> = Extract<Shorthand, { kind: K }>;

/** As it comes in: where the issue is closed by then, that is told with it. */
function given(line: Line<'command-given'>, time: number, minute: number, facts: Facts): Observation[] {
  const said = line.label === undefined ? spoken(line, time, minute) : [labelled(line, line.label, time)];
  if (facts.issue?.value.state !== 'closed') return said;
  return said.map((told) =>
    told.kind === 'command-given' ? { ...told, command: { ...told.command, onClosed: true } } : told,
  );
}

function spoken(line: Line<'command-given'>, time: number, minute: number): Observation[] {
  const { by, permission, on = 42 } = line;
  return parseCommands(line.say ?? '', { bare: false }).map(({ line: row, verb, args, text, problem }) => ({
    kind: 'command-given',
    command: {
      id: `comment-${minute}-${row}`,
      verb,
      args,
      text,
      problem,
      by: account(by),
      permission,
      via: 'comment',
      number: on,
      commentId: minute,
      at: time,
    },
  }));
}

function labelled({ by, permission }: Line<'command-given'>, way: 'on' | 'off', time: number): Observation {
  const verb = way === 'on' ? 'start' : 'stop';
  return {
    kind: 'command-given',
    command: {
      id: `label-${time}-${verb}`,
      verb,
      args: [],
      text: '',
      problem: null,
      by: account(by),
      permission,
      via: 'label',
      number: 42,
      commentId: null,
      at: time,
    },
  };
}

function pullRequestOf(
  line: Line<'pull-request-changed'>,
  time: number,
  facts: Facts,
  context: Context,
): PullRequest {
  const { number, sha, branch, fork, by, merged, change } = line;
  const known = facts.pullRequests[String(number)]?.value;
  const before = known ?? {
    number,
    nodeId: `PR_${number}`,
    title: 'Speed up the cache',
    state: 'open',
    draft: false,
    mergedAt: null,
    mergedBy: null,
    labels: [],
    author: account(by ?? 'apollo-bot'),
    head: { ref: BRANCH, sha: longSha('a1'), repositoryId: fork ? 999 : REPOSITORY },
    baseRef: 'main',
    closes: [context.issueNumber],
    url: `https://github.com/octo/list/pull/${number}`,
  };
  const head = { ...before.head, ref: branch ?? before.head.ref, sha: sha === undefined ? before.head.sha : longSha(sha) };
  const end = merged ? { state: 'closed', mergedAt: time } : {};
  return PullRequest.parse({ ...before, ...end, ...change, head });
}
