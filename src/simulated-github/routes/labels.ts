import { z } from 'zod';
import { setLabels } from '../actions/issues.js';
import { createLabel, findLabel, labelsNamed } from '../actions/labels.js';
import { byOf, created, ok, on, param, read, type Route } from '../http/call.js';
import { inRepository, type RepositoryCall } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { GitHubRefusal, invalid, notFound } from '../refusals.js';
import { labelJson } from '../representation/label.js';
import type { Issue } from '../state.js';
import { issueOf } from './find.js';
import { requireIssueWrite } from './issues.js';
import { labelNames, refuseLongName } from './label-names.js';

const newLabel = z.object({
  name: z.string(),
  color: z.string().optional(),
  description: z.string().nullish(),
});

const named = z.union([
  z.object({ labels: labelNames.optional() }).transform(({ labels }) => labels ?? []),
  labelNames,
]);

function create(call: RepositoryCall) {
  const { world, repository } = call;
  const wanted = read(call, newLabel);
  refuseLongName(wanted.name);
  if (wanted.color !== undefined && !/^[0-9a-f]{6}$/i.test(wanted.color)) {
    throw invalid({ resource: 'Label', code: 'invalid', field: 'color' });
  }
  if ((wanted.description ?? '').length > 100) {
    throw invalid({
      resource: 'Label',
      code: 'custom',
      field: 'description',
      message: 'description is too long (maximum is 100 characters)',
    });
  }
  if (findLabel(repository, wanted.name) !== undefined) {
    throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
  }
  return created(labelJson(world, repository, createLabel(world, repository, wanted, byOf(call))));
}

function show(call: RepositoryCall, issue: Issue) {
  return ok(issue.labels.map((each) => labelJson(call.world, call.repository, each)));
}

function change(call: RepositoryCall, keep: boolean) {
  const { world, repository } = call;
  const issue = issueOf(call);
  requireIssueWrite(call, issue, 'triage');
  const names = read(call, named);
  names.forEach(refuseLongName);
  const labels = labelsNamed(world, repository, names, byOf(call));
  setLabels(world, repository, issue, keep ? [...issue.labels, ...labels] : labels, byOf(call));
  return show(call, issue);
}

function remove(call: RepositoryCall) {
  const issue = issueOf(call);
  requireIssueWrite(call, issue, 'triage');
  const name = param(call, 'name').toLowerCase();
  const label = issue.labels.find((each) => each.name.toLowerCase() === name);
  if (label === undefined) throw new GitHubRefusal(404, 'Label does not exist');
  const rest = issue.labels.filter((each) => each !== label);
  setLabels(call.world, call.repository, issue, rest, byOf(call));
  return show(call, issue);
}

const mayRead = { needs: ['issues:read', 'pull_requests:read'] } as const;
const mayWrite = { needs: ['issues:write', 'pull_requests:write'], role: 'triage' } as const;
const ofIssue = '/repos/{owner}/{repo}/issues/{issue_number}/labels';

export const labelRoutes: Route[] = [
  on(
    'GET /repos/{owner}/{repo}/labels',
    'issues/list-labels-for-repo',
    inRepository(mayRead, (call) =>
      page(call, call.repository.labels, (each) => labelJson(call.world, call.repository, each)),
    ),
  ),
  on(
    'POST /repos/{owner}/{repo}/labels',
    'issues/create-label',
    inRepository({ needs: ['issues:write', 'pull_requests:write'] }, create),
  ),
  on(
    'GET /repos/{owner}/{repo}/labels/{name}',
    'issues/get-label',
    inRepository(mayRead, (call) => {
      const label = findLabel(call.repository, param(call, 'name'));
      if (label === undefined) throw notFound();
      return ok(labelJson(call.world, call.repository, label));
    }),
  ),
  on(
    `GET ${ofIssue}`,
    'issues/list-labels-on-issue',
    inRepository(mayRead, (call) =>
      page(call, issueOf(call).labels, (each) => labelJson(call.world, call.repository, each)),
    ),
  ),
  on(
    `POST ${ofIssue}`,
    'issues/add-labels',
    inRepository(mayWrite, (call) => change(call, true)),
  ),
  on(
    `PUT ${ofIssue}`,
    'issues/set-labels',
    inRepository(mayWrite, (call) => change(call, false)),
  ),
  on(`DELETE ${ofIssue}/{name}`, 'issues/remove-label', inRepository(mayWrite, remove)),
];
