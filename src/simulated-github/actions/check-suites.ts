import { nullSha } from '../git/commits.js';
import { permits } from '../permissions.js';
import { suiteJson } from '../representation/check.js';
import type { App, CheckSuite, Doer, Repository } from '../state.js';
import { installationsOn, type World } from '../world.js';

/** The one suite of an App on a commit; made when there is none. */
export function suiteFor(
  world: World,
  repository: Repository,
  { app, sha, branch, before }: { app: App; sha: string; branch: string | null; before: string },
): { suite: CheckSuite; isNew: boolean } {
  const known = repository.checkSuites.find((each) => each.app === app && each.headSha === sha);
  if (known !== undefined) return { suite: known, isNew: false };
  const now = world.now();
  const suite: CheckSuite = {
    id: world.identifiers.number(),
    app,
    headSha: sha,
    headBranch: branch,
    before,
    createdAt: now,
    updatedAt: now,
    expectsJobs: false,
  };
  repository.checkSuites.push(suite);
  return { suite, isNew: true };
}

/**
 * A push makes a suite for each App that may write checks, and tells that App alone.
 * https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-checks
 */
export function requestSuites(
  world: World,
  repository: Repository,
  { sha, branch, before, by }: { sha: string; branch: string; before: string; by: Doer },
): void {
  if (sha === nullSha) return;
  for (const { app, permissions, suspended } of installationsOn(world, repository)) {
    if (suspended !== null || !permits(permissions, 'checks:write')) continue;
    const { suite, isNew } = suiteFor(world, repository, { app, sha, branch, before });
    if (!isNew) continue;
    world.emit({
      event: 'check_suite',
      action: 'requested',
      payload: { check_suite: suiteJson(world, repository, suite) },
      repository,
      sender: by.account,
      only: app,
    });
  }
}

/** The branch whose head is this commit, as a suite names it. */
export function branchAt(repository: Repository, sha: string): string | null {
  for (const [ref, head] of repository.refs) {
    if (head === sha && ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length);
  }
  return null;
}
