import { z } from 'zod';
import { moveRef } from '../actions/refs.js';
import { isAncestor } from '../git/history.js';
import { isValidRefName } from '../git/ref-name.js';
import { byOf, created, noContent, ok, on, param, read, type Route } from '../http/call.js';
import { inRepository } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { notFound, unprocessable } from '../refusals.js';
import { refJson } from '../representation/commit.js';
import type { Repository } from '../state.js';

const newRef = z.object({ ref: z.string(), sha: z.string() });
const movedRef = z.object({ sha: z.string(), force: z.boolean().optional() });

function requireCommit(repository: Repository, sha: string): void {
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw unprocessable('The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  if (!repository.commits.has(sha)) throw unprocessable('Object does not exist');
}

/** Git keeps references as paths: `a` and `a/b` cannot both be. */
function collides(repository: Repository, ref: string): boolean {
  return [...repository.refs.keys()].some((each) => each.startsWith(`${ref}/`) || ref.startsWith(`${each}/`));
}

/** https://docs.github.com/en/rest/git/refs */
export const refRoutes: Route[] = [
  on(
    'GET /repos/{owner}/{repo}/git/ref/{ref}',
    'git/get-ref',
    inRepository({ needs: ['contents:read'] }, (call) => {
      const ref = `refs/${param(call, 'ref')}`;
      const sha = call.repository.refs.get(ref);
      if (sha === undefined) throw notFound();
      return ok(refJson(call.world, call.repository, ref, sha));
    }),
  ),
  on(
    'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
    'git/list-matching-refs',
    inRepository({ needs: ['contents:read'] }, (call) => {
      const prefix = `refs/${param(call, 'ref')}`;
      const found = [...call.repository.refs]
        .filter(([ref]) => ref.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return page(call, found, ([ref, sha]) => refJson(call.world, call.repository, ref, sha));
    }),
  ),
  on(
    'POST /repos/{owner}/{repo}/git/refs',
    'git/create-ref',
    inRepository({ needs: ['contents:write'] }, (call) => {
      const { world, repository } = call;
      const { ref, sha } = read(call, newRef);
      if (!isValidRefName(ref)) throw unprocessable(`${ref} is not a valid ref name.`);
      requireCommit(repository, sha);
      if (repository.refs.has(ref)) throw unprocessable('Reference already exists');
      if (collides(repository, ref)) throw unprocessable('Reference update failed');
      moveRef(world, repository, ref, sha, byOf(call));
      return created(refJson(world, repository, ref, sha));
    }),
  ),
  on(
    'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
    'git/update-ref',
    inRepository({ needs: ['contents:write'] }, (call) => {
      const { world, repository } = call;
      const ref = `refs/${param(call, 'ref')}`;
      const { sha, force } = read(call, movedRef);
      const from = repository.refs.get(ref);
      if (from === undefined) throw unprocessable('Reference does not exist');
      requireCommit(repository, sha);
      if (force !== true && !isAncestor(repository, from, sha))
        throw unprocessable('Update is not a fast forward');
      moveRef(world, repository, ref, sha, byOf(call));
      return ok(refJson(world, repository, ref, sha));
    }),
  ),
  on(
    'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
    'git/delete-ref',
    inRepository({ needs: ['contents:write'] }, (call) => {
      const { world, repository } = call;
      const ref = `refs/${param(call, 'ref')}`;
      if (!repository.refs.has(ref)) throw unprocessable('Reference does not exist');
      if (ref === `refs/heads/${repository.defaultBranch}`)
        throw unprocessable('Cannot delete the default branch');
      moveRef(world, repository, ref, null, byOf(call));
      return noContent();
    }),
  ),
];
