import { z } from 'zod';
import {
  createCheckRun,
  rerequestCheckRun,
  updateCheckRun,
  type CheckRunChanges,
} from '../actions/check-runs.js';
import { byOf, created, numberParam, ok, on, read, type Answer, type Route } from '../http/call.js';
import { inRepository, type RepositoryCall } from '../http/in-repository.js';
import { countedPage } from '../http/pagination.js';
import { GitHubRefusal, notFound, unprocessable } from '../refusals.js';
import { latestRuns, runJson, suiteInListJson } from '../representation/check.js';
import { checkConclusions, checkStatuses, type App, type CheckRun } from '../state.js';
import { commitOf } from './find.js';

const time = z.string().transform((value) => Date.parse(value));

const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

const changes = z.object({
  name: z.string().optional(),
  status: z.enum(checkStatuses).optional(),
  conclusion: z.enum(checkConclusions).optional(),
  started_at: time.optional(),
  completed_at: time.optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string(),
      text: z.string().optional(),
      annotations: z.array(annotation).optional(),
    })
    .optional(),
});

const newRun = changes.extend({ name: z.string(), head_sha: z.string() });

function changesOf(wanted: z.output<typeof changes>): CheckRunChanges {
  const { name, status, conclusion, output } = wanted;
  if ((output?.annotations?.length ?? 0) > 50) {
    throw unprocessable(
      'Invalid request.\n\nNo more than 50 items are allowed; more were supplied for annotations.',
    );
  }
  if ((output?.summary.length ?? 0) > 65_535 || (output?.text?.length ?? 0) > 65_535) {
    throw unprocessable('Invalid request.\n\nOnly 65535 characters are allowed.');
  }
  if (status === 'completed' && conclusion === undefined) {
    throw unprocessable('Invalid request.\n\n"conclusion" wasn\'t supplied.');
  }
  return {
    name,
    status,
    conclusion,
    startedAt: wanted.started_at,
    completedAt: wanted.completed_at,
    detailsUrl: wanted.details_url,
    externalId: wanted.external_id,
    output,
  };
}

/** Check runs are written by Apps only, and each by the App that made it. */
function appOf({ actor }: RepositoryCall): App {
  if (actor.kind === 'installation') return actor.installation.app;
  throw new GitHubRefusal(403, 'You must authenticate via a GitHub App.');
}

function runOf(call: RepositoryCall): CheckRun {
  const run = call.repository.checkRuns.get(numberParam(call, 'check_run_id'));
  if (run === undefined) throw notFound();
  return run;
}

function create(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const app = appOf(call);
  const wanted = read(call, newRun);
  if (!repository.commits.has(wanted.head_sha)) {
    throw unprocessable(`No commit found for SHA: ${wanted.head_sha}`);
  }
  const run = createCheckRun(world, repository, {
    ...changesOf(wanted),
    name: wanted.name,
    app,
    sha: wanted.head_sha,
    by: byOf(call),
  });
  return created(runJson(world, repository, run));
}

function update(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const app = appOf(call);
  const run = runOf(call);
  if (run.suite.app !== app)
    throw new GitHubRefusal(
      403,
      'Invalid app_id `' +
        `${app.id}` +
        '` - check run can only be modified by the GitHub App that created it.',
    );
  updateCheckRun(world, repository, run, changesOf(read(call, changes)), byOf(call));
  return ok(runJson(world, repository, run));
}

function listRuns(call: RepositoryCall): Answer {
  const { world, repository, request } = call;
  const { query } = request;
  const { sha } = commitOf(call);
  const [name, app, status] = [query.get('check_name'), query.get('app_id'), query.get('status')];
  const found = [...repository.checkRuns.values()]
    .filter(({ suite }) => suite.headSha === sha)
    .filter((each) => name === null || each.name === name)
    .filter((each) => app === null || each.suite.app.id === Number(app))
    .filter((each) => status === null || each.status === status);
  const shown = query.get('filter') === 'all' ? found : latestRuns(found);
  return countedPage(call, 'check_runs', shown.toReversed(), (each) => runJson(world, repository, each));
}

function listSuites(call: RepositoryCall): Answer {
  const { world, repository, request } = call;
  const { sha } = commitOf(call);
  const app = request.query.get('app_id');
  const name = request.query.get('check_name');
  const found = repository.checkSuites
    .filter(({ headSha }) => headSha === sha)
    .filter((each) => app === null || each.app.id === Number(app))
    .filter(
      (each) =>
        name === null ||
        [...repository.checkRuns.values()].some((run) => run.suite === each && run.name === name),
    );
  return countedPage(call, 'check_suites', found, (each) => suiteInListJson(world, repository, each));
}

const mayRead = { needs: ['checks:read'] } as const;
const mayWrite = { needs: ['checks:write'] } as const;
const one = '/repos/{owner}/{repo}/check-runs/{check_run_id}';

export const checkRunRoutes: Route[] = [
  on('POST /repos/{owner}/{repo}/check-runs', 'checks/create', inRepository(mayWrite, create)),
  on(
    `GET ${one}`,
    'checks/get',
    inRepository(mayRead, (call) => ok(runJson(call.world, call.repository, runOf(call)))),
  ),
  on(`PATCH ${one}`, 'checks/update', inRepository(mayWrite, update)),
  on(
    `POST ${one}/rerequest`,
    'checks/rerequest-run',
    inRepository(mayWrite, (call) => {
      rerequestCheckRun(call.world, call.repository, runOf(call), byOf(call));
      return { status: 201, body: {} };
    }),
  ),
  on(
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    'checks/list-for-ref',
    inRepository(mayRead, listRuns),
  ),
  on(
    'GET /repos/{owner}/{repo}/commits/{ref}/check-suites',
    'checks/list-suites-for-ref',
    inRepository(mayRead, listSuites),
  ),
];
