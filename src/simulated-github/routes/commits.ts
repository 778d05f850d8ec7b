import { changesBetween } from '../git/changes.js';
import { branchHead, resolveCommit } from '../git/commits.js';
import { commitsBetween, mergeBase } from '../git/history.js';
import { ok, on, param, type Answer, type Route } from '../http/call.js';
import { inRepository, type RepositoryCall } from '../http/in-repository.js';
import { GitHubRefusal, notFound } from '../refusals.js';
import { commitJson, fileChangesJson, fullCommitJson } from '../representation/commit.js';
import { repositoryPage, repositoryUrl } from '../representation/repository.js';
import type { Commit, Repository } from '../state.js';
import type { World } from '../world.js';
import { commitOf } from './find.js';

function branch(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const name = param(call, 'branch');
  const head = branchHead(repository, name);
  if (head === undefined) throw new GitHubRefusal(404, 'Branch not found');
  const url = `${repositoryUrl(world, repository)}/branches/${name}`;
  const rules = repository.protection.get(name);
  const contexts = [...(rules?.requiredChecks ?? [])];
  return ok({
    name,
    commit: fullCommitJson(world, repository, head),
    _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${name}` },
    protected: rules !== undefined,
    protection: {
      enabled: rules !== undefined,
      required_status_checks: {
        enforcement_level: contexts.length > 0 ? 'non_admins' : 'off',
        contexts,
        checks: [],
      },
    },
    protection_url: `${url}/protection`,
  });
}

/** A side of a comparison: `ref`, or `owner:ref` of a fork. */
function side(world: World, repository: Repository, name: string): Commit | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return resolveCommit(repository, name);
  const owner = name.slice(0, colon).toLowerCase();
  const fork = [...world.repositories.values()].find(
    (each) => each.owner.login.toLowerCase() === owner && each.commits === repository.commits,
  );
  return fork === undefined ? undefined : resolveCommit(fork, name.slice(colon + 1));
}

function compare(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const basehead = param(call, 'basehead');
  const [one = '', other = ''] = basehead.split('...');
  const base = side(world, repository, one);
  const head = side(world, repository, other);
  if (base === undefined || head === undefined) throw notFound();
  const shared = mergeBase(repository, base.sha, head.sha);
  if (shared === undefined) throw new GitHubRefusal(404, `No common ancestor between ${one} and ${other}.`);
  const ahead = commitsBetween(repository, base.sha, head.sha);
  const behind = commitsBetween(repository, head.sha, base.sha).length;
  const url = `${repositoryUrl(world, repository)}/compare/${basehead}`;
  const page = `${repositoryPage(world, repository)}/compare/${basehead}`;
  return ok({
    url,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(world, repository, base),
    merge_base_commit: commitJson(world, repository, shared),
    status:
      ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.slice(0, 250).map((each) => commitJson(world, repository, each)),
    files: fileChangesJson(world, repository, head.sha, changesBetween(shared.tree, head.tree)).slice(0, 300),
  });
}

export const commitRoutes: Route[] = [
  on(
    'GET /repos/{owner}/{repo}/branches/{branch}',
    'repos/get-branch',
    inRepository({ needs: ['contents:read'] }, branch),
  ),
  on(
    'GET /repos/{owner}/{repo}/commits/{ref}',
    'repos/get-commit',
    inRepository({ needs: ['contents:read'] }, (call) =>
      ok(fullCommitJson(call.world, call.repository, commitOf(call))),
    ),
  ),
  on(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    'repos/compare-commits-with-basehead',
    inRepository({ needs: ['contents:read'] }, compare),
  ),
];
