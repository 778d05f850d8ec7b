import { nodeId } from '../identifiers.js';
import type { CheckRun, CheckSuite, Repository, Status } from '../state.js';
import { iso, isoOrNull } from '../time.js';
import type { World } from '../world.js';
import { accountJson } from './account.js';
import { appJson } from './app.js';
import { commitInStatusJson, headCommitJson } from './commit.js';
import { pullReferencesJson } from './pull.js';
import { repositoryJson, repositoryPage, repositoryUrl } from './repository.js';

export function runsOf(repository: Repository, suite: CheckSuite): CheckRun[] {
  return [...repository.checkRuns.values()].filter((each) => each.suite === suite);
}

/** For each App and name only the newest run counts. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const run of runs) latest.set(`${run.suite.app.id} ${run.name}`, run);
  return [...latest.values()];
}

const worst = [
  'failure',
  'timed_out',
  'cancelled',
  'action_required',
  'success',
  'neutral',
  'skipped',
] as const;

export function suiteVerdict(repository: Repository, suite: CheckSuite) {
  const runs = latestRuns(runsOf(repository, suite));
  if (runs.length === 0) return { status: 'queued' as const, conclusion: null };
  if (suite.expectsJobs || runs.some((each) => each.status !== 'completed')) {
    const started = runs.some((each) => each.status !== 'queued');
    return { status: started ? ('in_progress' as const) : ('queued' as const), conclusion: null };
  }
  const found = worst.find((conclusion) => runs.some((each) => each.conclusion === conclusion)) ?? null;
  // A suite is never `skipped`: GitHub shows one of skipped runs only as a success of nothing.
  return { status: 'completed' as const, conclusion: found === 'skipped' ? ('neutral' as const) : found };
}

function suiteBaseJson(world: World, repository: Repository, suite: CheckSuite) {
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteVerdict(repository, suite),
    url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullReferencesJson(world, repository, suite.headSha),
    app: appJson(world, suite.app),
    created_at: iso(suite.createdAt),
    updated_at: iso(suite.updatedAt),
  };
}

export function suiteJson(world: World, repository: Repository, suite: CheckSuite) {
  const commit = repository.commits.get(suite.headSha);
  return {
    ...suiteBaseJson(world, repository, suite),
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: latestRuns(runsOf(repository, suite)).length,
    check_runs_url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}/check-runs`,
    head_commit: commit === undefined ? null : headCommitJson(commit),
  };
}

function runBaseJson(world: World, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.suite.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: iso(run.startedAt ?? run.suite.createdAt),
    completed_at: isoOrNull(run.completedAt),
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    app: appJson(world, run.suite.app),
    pull_requests: pullReferencesJson(world, repository, run.suite.headSha),
  };
}

export function runJson(world: World, repository: Repository, run: CheckRun) {
  return { ...runBaseJson(world, repository, run), check_suite: { id: run.suite.id } };
}

/** In webhooks the run carries its whole suite. */
export function runEventJson(world: World, repository: Repository, run: CheckRun) {
  return { ...runBaseJson(world, repository, run), check_suite: suiteBaseJson(world, repository, run.suite) };
}

export function suiteInListJson(world: World, repository: Repository, suite: CheckSuite) {
  return { ...suiteJson(world, repository, suite), repository: repositoryJson(world, repository) };
}

export function statusJson(world: World, repository: Repository, status: Status) {
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${status.sha}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${status.creator.id}?v=4`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: iso(status.createdAt),
    updated_at: iso(status.createdAt),
  };
}

export function fullStatusJson(world: World, repository: Repository, status: Status) {
  return { ...statusJson(world, repository, status), creator: accountJson(world, status.creator) };
}

/** The payload of a status webhook. */
export function statusEventJson(world: World, repository: Repository, status: Status) {
  const commit = repository.commits.get(status.sha);
  const branches = [...repository.refs].filter(
    ([ref, sha]) => ref.startsWith('refs/heads/') && sha === status.sha,
  );
  return {
    id: status.id,
    sha: status.sha,
    name: repositoryJson(world, repository).full_name,
    avatar_url: `https://avatars.githubusercontent.com/u/${status.creator.id}?v=4`,
    target_url: status.targetUrl,
    context: status.context,
    description: status.description,
    state: status.state,
    commit: commit === undefined ? null : commitInStatusJson(world, repository, commit),
    branches: branches.map(([ref, sha]) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: `${repositoryUrl(world, repository)}/commits/${sha}` },
      protected: repository.protection.has(ref.slice('refs/heads/'.length)),
    })),
    created_at: iso(status.createdAt),
    updated_at: iso(status.createdAt),
  };
}
