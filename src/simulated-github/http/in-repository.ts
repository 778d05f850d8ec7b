import { GitHubRefusal, notAccessible, notFound } from '../refusals.js';
import { parseNeed, permits, rank, roleOf, type Need } from '../permissions.js';
import type { Actor } from '../authentication/authenticate.js';
import type { Repository, Role } from '../state.js';
import { covers, findRepository, type World } from '../world.js';
import { param, type Answer, type Call } from './call.js';

export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

export interface Requirement {
  /** Any of these is enough for an App; the first one's access says whether the operation writes. */
  readonly needs: readonly [Need, ...Need[]];
  /** For a person; by default `read` to read and `write` to write. */
  readonly role?: Role;
}

/** Runs a route of a repository once the repository is found, seen and permitted, refusing in GitHub's order. */
export function inRepository(requirement: Requirement, handle: (call: RepositoryCall) => Answer) {
  return (call: Call): Answer => {
    const repository = findRepository(call.world, param(call, 'owner'), param(call, 'repo'));
    if (repository === undefined) return moved(call);
    return allowed(call, repository, requirement, handle);
  };
}

export function allowed(
  call: Call,
  repository: Repository,
  requirement: Requirement,
  handle: (call: RepositoryCall) => Answer,
): Answer {
  requireAccess(call.actor, repository, requirement);
  const writes = parseNeed(requirement.needs[0]).access === 'write';
  if (writes && repository.archived) {
    throw new GitHubRefusal(403, 'Repository was archived so is read-only.');
  }
  return handle({ ...call, repository });
}

export function requireAccess(actor: Actor, repository: Repository, { needs, role }: Requirement): void {
  const writes = parseNeed(needs[0]).access === 'write';
  if (!sees(actor, repository)) throw notFound();
  switch (actor.kind) {
    case 'nobody':
      if (writes) throw new GitHubRefusal(401, 'Requires authentication');
      return;
    case 'app':
      throw notAccessible(needs);
    case 'installation': {
      const reaches = reachesRepository(actor, repository);
      // Everybody reads a public repository, installed there or not.
      if (!reaches && !writes) return;
      if (reaches && needs.some((need) => permits(actor.permissions, need))) return;
      throw notAccessible(needs);
    }
    case 'user': {
      const wanted = role ?? (writes ? 'write' : 'read');
      if (rank(roleOf(actor.account, repository)) >= rank(wanted)) return;
      throw new GitHubRefusal(403, 'Must have push access to repository');
    }
  }
}

/** What this actor may do, as a role. */
export function actorRole(actor: Actor, repository: Repository): Role {
  if (actor.kind === 'user') return roleOf(actor.account, repository);
  if (actor.kind !== 'installation' || !reachesRepository(actor, repository))
    return repository.private ? 'none' : 'read';
  return permits(actor.permissions, 'contents:write') ? 'write' : 'read';
}

export function sees(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true;
  if (actor.kind === 'user') return roleOf(actor.account, repository) !== 'none';
  return actor.kind === 'installation' && reachesRepository(actor, repository);
}

function reachesRepository(actor: Actor & { kind: 'installation' }, repository: Repository): boolean {
  return covers(actor.installation, repository) && (actor.repositories?.has(repository) ?? true);
}

/**
 * A renamed or transferred repository is found under its number.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
function moved({ world, request, actor, params }: Call): Answer {
  const former = formerly(world, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
  if (former === undefined || !sees(actor, former)) throw notFound();
  const rest = request.path.split('/').slice(4);
  const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
  const url = `${world.apiUrl}/${['repositories', former.id, ...rest].join('/')}${query}`;
  const status = request.method === 'GET' ? 301 : 307;
  const body = { message: 'Moved Permanently', url, documentation_url: 'https://docs.github.com/rest' };
  return { status, headers: { location: url }, body };
}

function formerly(world: World, name: string): Repository | undefined {
  const found = world.formerNames.get(name.toLowerCase());
  return found !== undefined && world.repositories.has(found.id) ? found : undefined;
}
