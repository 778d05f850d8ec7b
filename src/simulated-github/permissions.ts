import { roles, type Access, type Account, type Permissions, type Repository, type Role } from './state.js';

export function rank(role: Role): number {
  return roles.indexOf(role);
}

/** What this account may do here. Everybody reads a public repository; bots hold permissions through their App only. */
export function roleOf(account: Account, repository: Repository): Role {
  if (account === repository.owner || repository.owner.members.get(account) === 'owner') return 'admin';
  const given = repository.collaborators.get(account);
  if (given !== undefined && given !== 'none') return given;
  if (!repository.private) return 'read';
  return repository.owner.members.has(account) ? 'read' : 'none';
}

const levels: readonly Access[] = ['read', 'write', 'admin'];

/** Whether `held` includes `wanted`, such as `issues:write`. Everybody with any permission has `metadata:read`. */
export function permits(held: Permissions, wanted: Need): boolean {
  const { name, access } = parseNeed(wanted);
  if (name === 'metadata' && access === 'read') return true;
  const has = held[name];
  return has !== undefined && levels.indexOf(has) >= levels.indexOf(access);
}

/** An App's permission, as its manifest names it, and how much of it. */
export type Need = `${string}:${'read' | 'write'}`;

export function parseNeed(need: Need): { name: string; access: Access } {
  const [name = '', access] = need.split(':');
  return { name, access: access === 'write' ? 'write' : 'read' };
}

/**
 * The `permission` of the collaborator endpoint, which knows no `maintain` and no `triage`.
 * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export function legacyPermission(role: Role): 'admin' | 'write' | 'read' | 'none' {
  switch (role) {
    case 'admin':
      return 'admin';
    case 'maintain':
    case 'write':
      return 'write';
    case 'triage':
    case 'read':
      return 'read';
    case 'none':
      return 'none';
  }
}
