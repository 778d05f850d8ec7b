import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Check } from '../../../domain/event.js';
import { checkName } from '../../../domain/checks/name.js';
import { bytesOf } from '../../../domain/cut.js';
import { cut, REPORT_MOST } from './text.js';
import { Moment } from './time.js';

/** Whoever sees a check, by webhook or by reading, gives it the same key: a later report supersedes the earlier one. */
export const checkKey = {
  run: (suiteId: number, name: string): string => `run:${suiteId}:${inKey(name)}`,
  status: (context: string): string => `status:${inKey(context)}`,
  suite: (suiteId: number): string => `suite:${suiteId}`,
};

const NO_SUITE = 0;

/** A key says the whole of a short name, and tells long ones apart. */
function inKey(name: string): string {
  return bytesOf(name) <= 60 ? name : `~${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** An address that is cut leads nowhere, so a longer one is left out. */
const Address = z
  .string()
  .nullish()
  .transform((url) => (url != null && url.length <= 500 ? url : null));

const Report = z
  .string()
  .nullish()
  .transform((text) => cut(text ?? '', REPORT_MOST) || null);

/** GitHub also says `requested`, `waiting` and `pending`: not begun, each for its own reason. */
const RunStatus = z
  .string()
  .transform((status): Check['status'] =>
    status === 'completed' || status === 'in_progress' ? status : 'queued',
  );

/** A check run as webhooks and the REST API show it alike (https://docs.github.com/en/rest/checks/runs#get-a-check-run). */
export const ShownCheckRun = z.lazy(() =>
  z
    .object({
      id: z.number().int(),
      name: z.string(),
      head_sha: z.string(),
      status: RunStatus,
      conclusion: z.string().nullable(),
      started_at: Moment.nullish(),
      completed_at: Moment.nullish(),
      html_url: Address,
      details_url: Address,
      output: z.object({ title: Report, summary: Report }).nullish(),
      app: z.object({ id: z.number().int(), slug: z.string().nullish() }).nullish(),
      /** Null only on old GitHub servers: what has no suite is taken for older than all that has. */
      check_suite: z.object({ id: z.number().int(), head_branch: z.string().nullish() }).nullish(),
    })
    .transform((shown) => {
      const { status } = shown;
      const appId = shown.app?.id ?? null;
      const branch = shown.check_suite?.head_branch ?? null;
      const suite = shown.check_suite?.id ?? NO_SUITE;
      // Apps give both times themselves, so a run may claim to have ended before it began.
      const ended = status === 'completed' ? (shown.completed_at ?? 0) : 0;
      const check: Check = {
        key: checkKey.run(suite, shown.name),
        name: checkName(shown.name),
        app: shown.app?.slug ?? null,
        id: shown.id,
        suite,
        status,
        conclusion: status === 'completed' ? shown.conclusion : null,
        url: shown.html_url ?? shown.details_url ?? null,
        title: shown.output?.title ?? null,
        summary: shown.output?.summary ?? null,
        at: Math.max(shown.started_at ?? 0, ended),
      };
      return { sha: shown.head_sha, branches: branch === null ? [] : [branch], appId, check };
    }),
);

/**
 * A check suite as its own webhook, those of its runs, and the REST API show it alike. It is all that one App does for
 * a commit at one occasion (for GitHub Actions, one workflow run), so it goes on between two jobs, when no run does.
 */
export const ShownCheckSuite = z.lazy(() =>
  z
    .object({
      id: z.number().int(),
      head_sha: z.string(),
      head_branch: z.string().nullish(),
      status: RunStatus,
      conclusion: z.string().nullable(),
      updated_at: Moment,
      app: z.object({ id: z.number().int(), slug: z.string().nullish(), name: z.string() }),
      /** Not told of the suite of a run. */
      latest_check_runs_count: z.number().int().optional(),
    })
    .transform((shown) => {
      const { status, head_branch: branch, app } = shown;
      const conclusion = status === 'completed' ? shown.conclusion : null;
      const check: Check = {
        key: checkKey.suite(shown.id),
        name: app.name,
        app: app.slug ?? null,
        id: shown.id,
        suite: shown.id,
        status,
        conclusion,
        url: null,
        title: null,
        summary: null,
        at: shown.updated_at,
      };
      return {
        sha: shown.head_sha,
        branches: branch == null ? [] : [branch],
        appId: app.id,
        check,
        /**
         * GitHub makes a suite for every App that may write checks, at each push. One in which nothing ever ran is
         * nothing to wait for, unless it ended: with a failure, or since a person must let it run.
         */
        isEmpty: shown.latest_check_runs_count === 0 && status !== 'completed',
      };
    }),
);

const STATES = {
  pending: { status: 'in_progress', conclusion: null },
  success: { status: 'completed', conclusion: 'success' },
  failure: { status: 'completed', conclusion: 'failure' },
  error: { status: 'completed', conclusion: 'failure' },
} as const;

/** A commit status as webhooks and the REST API show it alike (https://docs.github.com/en/rest/commits/statuses). */
export const ShownStatus = z.lazy(() =>
  z
    .object({
      id: z.number().int(),
      context: z.string(),
      state: z.enum(['pending', 'success', 'failure', 'error']),
      description: Report,
      target_url: Address,
      updated_at: Moment,
    })
    .transform((shown): Check => ({
      key: checkKey.status(shown.context),
      name: checkName(shown.context),
      app: null,
      id: shown.id,
      suite: null,
      ...STATES[shown.state],
      url: shown.target_url,
      title: shown.description,
      summary: null,
      at: shown.updated_at,
    })),
);
