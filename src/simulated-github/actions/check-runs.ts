import { nullSha } from '../git/commits.js';
import { runEventJson, suiteJson, suiteVerdict } from '../representation/check.js';
import type {
  App,
  CheckAnnotation,
  CheckConclusion,
  CheckRun,
  CheckSuite,
  Doer,
  Repository,
} from '../state.js';
import type { World } from '../world.js';
import { branchAt, suiteFor } from './check-suites.js';

export interface CheckRunChanges {
  name?: string | undefined;
  status?: CheckRun['status'] | undefined;
  conclusion?: CheckConclusion | undefined;
  startedAt?: number | undefined;
  completedAt?: number | undefined;
  detailsUrl?: string | undefined;
  externalId?: string | undefined;
  output?:
    | {
        title?: string | undefined;
        summary: string;
        text?: string | undefined;
        annotations?: CheckAnnotation[] | undefined;
      }
    | undefined;
}

/** A check run that is created already completed is told as created and as completed. */
export function createCheckRun(
  world: World,
  repository: Repository,
  wanted: CheckRunChanges & { app: App; sha: string; name: string; by: Doer },
): CheckRun {
  const { suite } = suiteFor(world, repository, {
    app: wanted.app,
    sha: wanted.sha,
    branch: branchAt(repository, wanted.sha),
    before: nullSha,
  });
  const run: CheckRun = {
    id: world.identifiers.number(),
    suite,
    name: wanted.name,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    detailsUrl: null,
    externalId: '',
    output: { title: null, summary: null, text: null, annotations: [] },
  };
  repository.checkRuns.set(run.id, run);
  change(world, run, wanted);
  suite.updatedAt = world.now();
  tell(world, repository, run, 'created', wanted.by);
  if (run.status === 'completed') tellCompleted(world, repository, run, wanted.by);
  return run;
}

export function updateCheckRun(
  world: World,
  repository: Repository,
  run: CheckRun,
  changes: CheckRunChanges,
  by: Doer,
): void {
  const wasCompleted = run.status === 'completed';
  change(world, run, changes);
  run.suite.updatedAt = world.now();
  if (run.status === 'completed' && !wasCompleted) tellCompleted(world, repository, run, by);
}

/** A workflow of several jobs: its suite goes on until it is said to expect no more. */
export function expectJobs(
  world: World,
  repository: Repository,
  { app, sha, more, by }: { app: App; sha: string; more: boolean; by: Doer },
): void {
  const branch = branchAt(repository, sha);
  const { suite } = suiteFor(world, repository, { app, sha, branch, before: nullSha });
  suite.expectsJobs = more;
  suite.updatedAt = world.now();
  if (!more) tellSuiteCompleted(world, repository, suite, by);
}

/** The "re-run" button: it asks the App whose run it is; the run itself changes only when that App says so. */
export function rerequestCheckRun(world: World, repository: Repository, run: CheckRun, by: Doer): void {
  tell(world, repository, run, 'rerequested', by, run.suite.app);
}

function change(world: World, run: CheckRun, changes: CheckRunChanges): void {
  run.name = changes.name ?? run.name;
  // A conclusion completes the run, whatever the status says.
  const status = changes.conclusion === undefined ? changes.status : 'completed';
  if (status !== undefined && status !== 'completed') {
    run.conclusion = null;
    run.completedAt = null;
  }
  run.status = status ?? run.status;
  run.conclusion = changes.conclusion ?? run.conclusion;
  run.startedAt = changes.startedAt ?? run.startedAt;
  if (run.status === 'completed') run.completedAt = changes.completedAt ?? run.completedAt ?? world.now();
  run.detailsUrl = changes.detailsUrl ?? run.detailsUrl;
  run.externalId = changes.externalId ?? run.externalId;
  if (changes.output === undefined) return;
  const { title, summary, text, annotations } = changes.output;
  run.output = {
    title: title ?? run.output.title,
    summary,
    text: text ?? run.output.text,
    // Each update adds its annotations to those before.
    annotations: [...run.output.annotations, ...(annotations ?? [])],
  };
}

function tellCompleted(world: World, repository: Repository, run: CheckRun, by: Doer): void {
  tell(world, repository, run, 'completed', by);
  tellSuiteCompleted(world, repository, run.suite, by);
}

function tellSuiteCompleted(world: World, repository: Repository, suite: CheckSuite, by: Doer): void {
  if (suiteVerdict(repository, suite).status !== 'completed') return;
  world.emit({
    event: 'check_suite',
    action: 'completed',
    payload: { check_suite: suiteJson(world, repository, suite) },
    repository,
    sender: by.account,
  });
}

function tell(
  world: World,
  repository: Repository,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested',
  by: Doer,
  only?: App,
): void {
  world.emit({
    event: 'check_run',
    action,
    payload: { check_run: runEventJson(world, repository, run) },
    repository,
    sender: by.account,
    ...(only === undefined ? {} : { only }),
  });
}
