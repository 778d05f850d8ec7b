import * as z from 'zod';
import { Account, Check, Issue, Permission, PullRequest, ReviewState } from './event.js';
import { Ranking } from './matching/ranking.js';
import { registerOf } from './register.js';

/**
 * What is known of one issue's workflow. Each part merges the same way in any order and any number of times
 * (see `observe`), because GitHub promises neither an order nor "once". Nothing here is derived from configuration
 * or the clock: that is `decide`'s.
 */

/** One slash-command, label or API call that asks something of the workflow. `id` orders and identifies it. */
export const Command = z.object({
  id: z.string(),
  verb: z.string(),
  args: z.array(z.string()),
  /** Free text after the arguments, where the command takes a reason. */
  text: z.string(),
  /** Null: understood. Else why the line is not a command as it stands. */
  problem: z.enum(['unknown-verb', 'usage', 'too-many']).nullable(),
  by: Account,
  /** As GitHub said when the command came in; null: the look-up failed, which is a refusal. */
  permission: Permission.nullable(),
  /** The issue was closed when the command came in. */
  onClosed: z.literal(true).optional(),
  via: z.enum(['comment', 'body', 'label', 'api']),
  /** The page it was written on: the issue's own number or its pull request's. */
  number: z.number().int(),
  commentId: z.number().int().nullable(),
  at: z.number(),
});
export type Command = z.infer<typeof Command>;

/** One agent's turn at the issue. `epoch` counts the turns of this workflow from 1: late messages of an older one are refused. */
export const Assignment = z.object({
  id: z.string(),
  epoch: z.number().int().positive(),
  /** The command that wished for it; a new wish ends the assignment. */
  wish: z.string(),
  agent: z.string(),
  login: z.string().nullable(),
  terminal: z.string(),
  branch: z.string(),
  ranking: Ranking,
  at: z.number(),
});
export type Assignment = z.infer<typeof Assignment>;

export const Review = z.object({
  id: z.number().int(),
  by: Account,
  state: ReviewState,
  sha: z.string(),
  /** The reviewer's permission when the review came in; only those who may write decide. */
  permission: Permission.nullable(),
  url: z.string(),
  at: z.number(),
});
export type Review = z.infer<typeof Review>;

/** The last time an effect took place, or was refused for good. */
export const Performed = z.object({
  hash: z.string(),
  at: z.number(),
  /** What it made, where that is needed again: a comment's or check run's id, a branch's first commit. */
  ref: z.union([z.string(), z.number()]).nullable(),
  refused: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Performed = z.infer<typeof Performed>;

export const Branch = z.object({
  head: registerOf(z.object({ sha: z.string().nullable() })),
  /** Which head was there when, newest first and few only: what an approval of a moment was an approval of. */
  heads: z.array(
    z.object({
      sha: z.string().nullable(),
      at: z.number(),
      /** Who pushed it, where that was told. */
      by: z.string().optional(),
    }),
  ),
});
export type Branch = z.infer<typeof Branch>;

/** Times of a pull request that its newest state does not tell, for every later change moves `updated_at`. */
export const PullRequestTimes = z.object({
  /**
   * Which head was there when, newest first and few only. Those told because of the head (`moved`) are kept apart from
   * those seen in passing, so that labels and comments push out no push.
   */
  heads: z.array(z.object({ sha: z.string(), at: z.number(), moved: z.boolean() })),
  /** When it was last seen open, and first seen closed; null: never. */
  openAt: z.number().nullable(),
  closedAt: z.number().nullable(),
});
export type PullRequestTimes = z.infer<typeof PullRequestTimes>;

/** The newest news of an agent in its turn, ms; null: none yet. */
export const Heard = z.object({
  /** A sign of life that says nothing of the work. */
  beatAt: z.number().nullable(),
  /** It said or did something about the work. */
  progressAt: z.number().nullable(),
});
export type Heard = z.infer<typeof Heard>;

/** A check as it is kept, under its key: as little as will do, for there may be hundreds. */
export const KeptCheck = Check.omit({ key: true, url: true, title: true, summary: true }).extend({
  /** What it says about itself, kept of the newest few. */
  said: Check.pick({ url: true, title: true, summary: true }).optional(),
  /** The lowest id that was told under its key, when that is another one. */
  firstId: z.number().int().optional(),
});
export type KeptCheck = z.infer<typeof KeptCheck>;

/** When a merge queue head asked, ms, and for which pull requests, where that is known. */
const MergeGroup = z.union([
  z.object({ at: z.number(), pullRequests: z.array(z.number().int()) }),
  // As it was kept before.
  z.number().transform((at) => ({ at, pullRequests: [] })),
]);

export const Facts = z.object({
  issue: registerOf(Issue).nullable(),
  /** It was deleted, or is elsewhere now, and does not come back. */
  removed: z.object({ at: z.number(), movedTo: z.string().nullable() }).nullable(),
  /** Of whom some news was not taken, for want of room (see `admission`). */
  turnedAway: z.enum(['strangers', 'everybody']).nullable(),
  commands: z.record(z.string(), Command),
  assignments: z.record(z.string(), Assignment),
  /** Keyed by wish: when nobody could take it, and why. */
  unassignable: z.record(z.string(), z.object({ at: z.number(), ranking: Ranking })),
  /** For which day a report was last asked for; see the observation `report-asked`. */
  reportAsked: z
    .object({ date: z.string(), since: z.number(), until: z.number(), at: z.number() })
    .nullable()
    .default(null),
  /** Keyed by assignment. */
  heard: z.record(z.string(), Heard),
  branches: z.record(z.string(), Branch),
  /** Keyed by head commit, then by check; the newest few hundred. */
  checks: z.record(z.string(), z.record(z.string(), KeptCheck)),
  /** The commits, in short, of which some check was forgotten (see `checks/keep`). */
  forgotten: z.array(z.string()),
  pullRequests: z.record(z.string(), registerOf(PullRequest)),
  pullRequestTimes: z.record(z.string(), PullRequestTimes),
  /** Keyed by pull request number, then by reviewer: the newest opinion of each. */
  reviews: z.record(z.string(), z.record(z.string(), Review)),
  /** When merge queue heads asked for our check, keyed by their commit; the newest few. */
  mergeGroups: z.record(z.string(), MergeGroup),
  /** When an escalation's own issue was first seen closed, keyed by its number. */
  closedEscalations: z.record(z.string(), z.number()),
  /** When a re-run of our check was last asked for, keyed by commit; the newest few. */
  reruns: z.record(z.string(), z.number()),
  performed: z.record(z.string(), Performed),
  /** What a dry run did as if it were done; counts only in a dry run. */
  plan: z.object({
    performed: z.record(z.string(), Performed),
    assignments: z.record(z.string(), Assignment),
  }),
});
export type Facts = z.infer<typeof Facts>;

export function noFacts(): Facts {
  return {
    issue: null,
    removed: null,
    turnedAway: null,
    commands: {},
    assignments: {},
    unassignable: {},
    reportAsked: null,
    heard: {},
    branches: {},
    checks: {},
    forgotten: [],
    pullRequests: {},
    pullRequestTimes: {},
    reviews: {},
    mergeGroups: {},
    closedEscalations: {},
    reruns: {},
    performed: {},
    plan: { performed: {}, assignments: {} },
  };
}
