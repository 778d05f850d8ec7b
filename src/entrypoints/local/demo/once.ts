import type { Workflow } from '../../../domain/workflow/workflow.js';
import { ORGANISATION } from './script.js';
import type { Played, Stage } from './stage.js';

/** What `npm run demo -- --once --json` prints. Times are ms. */
export interface Report {
  ok: boolean;
  reason?: string;
  steps: { name: string; status: string; ms: number | null }[];
  /** How many requests the App made to GitHub for this one issue. */
  github_requests: number;
  branch: string | null;
  pull_request: number | null;
  /** Comments that stand on the issue and its pull request at the end. */
  comments: number;
}

/** Longer than one issue takes on a slow machine, ms. */
const PATIENCE = 60_000;

/** Plays one issue to its merge and reports what happened. */
export async function playOnce(stage: Stage, issue: Parameters<Stage['open']>[0]): Promise<Report> {
  const played = await stage.open(issue);
  try {
    const workflow = await stage.ended(played, PATIENCE);
    const reason = whyNot(stage, workflow);
    return { ok: reason === null, ...(reason === null ? {} : { reason }), ...found(stage, played, workflow) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason, ...found(stage, played, await stage.workflowOf(played)) };
  }
}

/** Merged is not enough: all that was said on the way must be as GitHub describes it. */
function whyNot({ judge }: Stage, workflow: Workflow): string | null {
  if (workflow.status !== 'complete') return 'the workflow ended without a merge';
  const [first, ...more] = judge.violations;
  if (first === undefined) return null;
  return `not as GitHub describes it: ${first.of} ${first.what}: ${first.problems.join('; ')} (and ${more.length} more)`;
}

function found({ github }: Stage, played: Played, workflow: Workflow | null): Omit<Report, 'ok' | 'reason'> {
  const pull = Object.values(workflow?.facts.pullRequests ?? {})[0]?.value ?? null;
  const repository = github.find.repository(`${ORGANISATION}/${played.repository}`);
  const pages = [played.number, pull?.number];
  return {
    steps: (workflow?.steps ?? []).map(({ name, status, startedAt, finishedAt }) => ({
      name,
      status,
      ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    })),
    github_requests: github.requests.log.filter(({ actor }) => actor.includes('tekton-core')).length,
    branch: pull?.head.ref ?? null,
    pull_request: pull?.number ?? null,
    comments: [...repository.comments.values()].filter(({ issue }) => pages.includes(issue.number)).length,
  };
}
