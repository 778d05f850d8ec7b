import { rank, roleOf } from '../permissions.js';
import type { Account, Repository } from '../state.js';

/** `author_association`: how somebody stands to a repository. */
export function associationOf(account: Account, repository: Repository) {
  if (account === repository.owner) return 'OWNER' as const;
  if (repository.owner.members.has(account)) return 'MEMBER' as const;
  if (repository.collaborators.has(account)) return 'COLLABORATOR' as const;
  if (account.type !== 'Bot' && rank(roleOf(account, repository)) >= rank('write'))
    return 'COLLABORATOR' as const;
  const merged = [...repository.issues.values()].some(
    (each) => each.author.account === account && each.pull !== null && each.pull.merged !== null,
  );
  return merged ? ('CONTRIBUTOR' as const) : ('NONE' as const);
}
