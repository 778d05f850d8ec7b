import { z } from 'zod';
import { changeIssue } from '../actions/issues.js';
import { mergePull } from '../actions/merging.js';
import { changeBase, closePull, openPull, reopenPull, setDraft } from '../actions/pulls.js';
import { branchHead } from '../git/commits.js';
import { commitsBetween } from '../git/history.js';
import { byOf, created, ok, on, read, type Answer, type Route } from '../http/call.js';
import { inRepository, requireAccess, type RepositoryCall } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { GitHubRefusal, invalid, refuseLongBody, unprocessable } from '../refusals.js';
import { commitJson, fileChangesJson } from '../representation/commit.js';
import { pullChanges, pullCommits, pullJson, simplePullJson } from '../representation/pull.js';
import { isPull, type PullIssue, type Repository } from '../state.js';
import { findAccount } from '../world.js';
import { pullOf } from './find.js';

const newPull = z.object({
  title: z.string().optional(),
  issue: z.number().optional(),
  head: z.string(),
  head_repo: z.string().optional(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

/** `branch` here, or `owner:branch` in the fork of that owner. */
function headOf(
  { world, repository }: RepositoryCall,
  name: string,
): { repository: Repository; ref: string } | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return { repository, ref: name };
  const owner = findAccount(world, name.slice(0, colon));
  const found = [...world.repositories.values()].find(
    (each) => each.owner === owner && each.commits === repository.commits,
  );
  return found === undefined ? undefined : { repository: found, ref: name.slice(colon + 1) };
}

/** https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request */
function create(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const wanted = read(call, newPull);
  const title = wanted.title?.trim() ?? '';
  if (title === '') throw invalid({ resource: 'PullRequest', code: 'missing_field', field: 'title' });
  refuseLongBody('PullRequest', wanted.body);
  const base = branchHead(repository, wanted.base);
  if (base === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const from = headOf(call, wanted.head);
  const head = from === undefined ? undefined : branchHead(from.repository, from.ref);
  if (from === undefined || head === undefined) {
    throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  }
  if (actor.kind === 'user') requireAccess(actor, from.repository, { needs: ['contents:write'] });
  const already = [...repository.issues.values()].some(
    ({ state, pull }) =>
      state === 'open' &&
      pull?.head.repository === from.repository &&
      pull.head.ref === from.ref &&
      pull.base.ref === wanted.base,
  );
  if (already) {
    const message = `A pull request already exists for ${from.repository.owner.login}:${from.ref}.`;
    throw invalid({ resource: 'PullRequest', code: 'custom', message, field: 'base' });
  }
  if (commitsBetween(repository, base.sha, head.sha).length === 0) {
    const message = `No commits between ${wanted.base} and ${wanted.head}`;
    throw invalid({ resource: 'PullRequest', code: 'custom', message, field: 'base' });
  }
  const pull = openPull(
    world,
    repository,
    {
      title,
      body: wanted.body ?? null,
      draft: wanted.draft ?? false,
      head: { ...from, owner: from.repository.owner, sha: head.sha },
      base: { ref: wanted.base, sha: base.sha },
      maintainerCanModify: wanted.maintainer_can_modify ?? false,
    },
    byOf(call),
  );
  return created(pullJson(world, repository, pull));
}

const changes = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

function update(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const issue = pullOf(call);
  const by = byOf(call);
  requireAccess(call.actor, repository, {
    needs: ['pull_requests:write'],
    role: by.account === issue.author.account ? 'read' : 'write',
  });
  const { title, body, state, base } = read(call, changes);
  refuseLongBody('PullRequest', body);
  if (state === 'open' && issue.state === 'closed') refuseReopening(issue);
  if (base !== undefined) {
    if (branchHead(repository, base) === undefined)
      throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
    changeBase(world, repository, issue, base, by);
  }
  changeIssue(world, repository, issue, { title, body }, by);
  if (state === 'open') reopenPull(world, repository, issue, by);
  if (state === 'closed') closePull(world, repository, issue, by);
  return ok(pullJson(world, repository, issue));
}

function refuseReopening({ pull }: PullIssue): void {
  const why =
    pull.merged !== null
      ? 'The pull request is already merged.'
      : pull.head.repository === null
        ? 'The repository that submitted this pull request has been deleted.'
        : branchHead(pull.head.repository, pull.head.ref) === undefined
          ? `state cannot be changed. The ${pull.head.ref} branch has been deleted.`
          : null;
  if (why !== null) throw invalid({ resource: 'PullRequest', code: 'invalid', field: 'state', message: why });
}

const mergeRequest = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).optional(),
});

function merge(call: RepositoryCall): Answer {
  const issue = pullOf(call);
  const wanted = read(call, mergeRequest);
  if (wanted.sha !== undefined && wanted.sha !== issue.pull.head.sha) {
    throw new GitHubRefusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const sha = mergePull(
    call.world,
    call.repository,
    issue,
    { method: wanted.merge_method ?? 'merge', title: wanted.commit_title, message: wanted.commit_message },
    byOf(call),
  );
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

function list(call: RepositoryCall): Answer {
  const { world, repository, request } = call;
  const { query } = request;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const found = [...repository.issues.values()]
    .filter(isPull)
    .filter((each) => state === 'all' || each.state === state)
    .filter(({ pull }) => base === null || pull.base.ref === base)
    // GitHub ignores a head without its owner.
    .filter(
      ({ pull }) => head?.includes(':') !== true || `${pull.head.owner.login}:${pull.head.ref}` === head,
    )
    .sort((a, b) => b.number - a.number);
  if (query.get('sort') === 'updated') found.sort((a, b) => b.updatedAt - a.updatedAt);
  if (query.get('direction') === 'asc') found.reverse();
  return page(call, found, (each) => simplePullJson(world, repository, each));
}

/** The only mutation that has no REST operation and that an App needs. */
export function markReady(call: RepositoryCall, issue: PullIssue): void {
  if (issue.state !== 'open') throw unprocessable('Pull request is closed.');
  setDraft(call.world, call.repository, issue, false, byOf(call));
}

const mayRead = { needs: ['pull_requests:read'] } as const;
const one = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const pullRoutes: Route[] = [
  on('GET /repos/{owner}/{repo}/pulls', 'pulls/list', inRepository(mayRead, list)),
  on(
    'POST /repos/{owner}/{repo}/pulls',
    'pulls/create',
    inRepository({ needs: ['pull_requests:write'], role: 'read' }, create),
  ),
  on(
    `GET ${one}`,
    'pulls/get',
    inRepository(mayRead, (call) => ok(pullJson(call.world, call.repository, pullOf(call)))),
  ),
  on(`PATCH ${one}`, 'pulls/update', inRepository({ needs: ['pull_requests:write'], role: 'read' }, update)),
  on(
    `GET ${one}/files`,
    'pulls/list-files',
    inRepository(mayRead, (call) => {
      const issue = pullOf(call);
      const files = fileChangesJson(
        call.world,
        call.repository,
        issue.pull.head.sha,
        pullChanges(call.repository, issue),
      );
      return page(call, files, (each) => each);
    }),
  ),
  on(
    `GET ${one}/commits`,
    'pulls/list-commits',
    inRepository(mayRead, (call) =>
      page(call, pullCommits(call.repository, pullOf(call)), (each) =>
        commitJson(call.world, call.repository, each),
      ),
    ),
  ),
  on(`PUT ${one}/merge`, 'pulls/merge', inRepository({ needs: ['contents:write'] }, merge)),
];
