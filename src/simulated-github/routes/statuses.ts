import { z } from 'zod';
import { createStatus } from '../actions/statuses.js';
import { byOf, created, ok, on, param, read, type Answer, type Route } from '../http/call.js';
import { inRepository, type RepositoryCall } from '../http/in-repository.js';
import { bounded, page } from '../http/pagination.js';
import { unprocessable } from '../refusals.js';
import { fullStatusJson, statusJson } from '../representation/check.js';
import { commitUrl } from '../representation/commit.js';
import { repositoryJson } from '../representation/repository.js';
import { statusStates, type Status } from '../state.js';
import { commitOf } from './find.js';

const newStatus = z.object({
  state: z.enum(statusStates),
  context: z.string().optional(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

function create(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const sha = param(call, 'sha');
  const { state, context, description, target_url: targetUrl } = read(call, newStatus);
  if (!repository.commits.has(sha)) throw unprocessable(`No commit found for SHA: ${sha}`);
  if ((description ?? '').length > 140)
    throw unprocessable('Validation Failed: description is too long (maximum is 140 characters)');
  const wanted = {
    sha,
    state,
    context: context ?? 'default',
    description: description ?? null,
    targetUrl: targetUrl ?? null,
  };
  return created(fullStatusJson(world, repository, createStatus(world, repository, wanted, byOf(call))));
}

function statusesOf(call: RepositoryCall): Status[] {
  const { sha } = commitOf(call);
  return call.repository.statuses.filter((each) => each.sha === sha).toReversed();
}

/** https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
function combined(call: RepositoryCall): Answer {
  const { world, repository, request } = call;
  const { sha } = commitOf(call);
  const latest = new Map<string, Status>();
  for (const each of statusesOf(call)) if (!latest.has(each.context)) latest.set(each.context, each);
  const all = [...latest.values()];
  const failed = all.some(({ state }) => state === 'failure' || state === 'error');
  const passed = all.length > 0 && all.every(({ state }) => state === 'success');
  const size = bounded(request.query.get('per_page'), 30, 100);
  const current = bounded(request.query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  return ok({
    state: failed ? 'failure' : passed ? 'success' : 'pending',
    statuses: all
      .slice((current - 1) * size, current * size)
      .map((each) => statusJson(world, repository, each)),
    sha,
    total_count: all.length,
    repository: repositoryJson(world, repository),
    commit_url: commitUrl(world, repository, sha),
    url: `${commitUrl(world, repository, sha)}/status`,
  });
}

const mayRead = { needs: ['statuses:read'] } as const;
const ofCommit = '/repos/{owner}/{repo}/commits/{ref}';

export const statusRoutes: Route[] = [
  on(
    'POST /repos/{owner}/{repo}/statuses/{sha}',
    'repos/create-commit-status',
    inRepository({ needs: ['statuses:write'] }, create),
  ),
  on(`GET ${ofCommit}/status`, 'repos/get-combined-status-for-ref', inRepository(mayRead, combined)),
  on(
    `GET ${ofCommit}/statuses`,
    'repos/list-commit-statuses-for-ref',
    inRepository(mayRead, (call) =>
      page(call, statusesOf(call), (each) => fullStatusJson(call.world, call.repository, each)),
    ),
  ),
];
