import { installationJson } from '../representation/app.js';
import { repositoryEntryJson } from '../representation/repository.js';
import type { Account, App, Installation, Permissions, Repository } from '../state.js';
import { repositoriesOf, type World } from '../world.js';

/** Events of the installation reach its App whatever it subscribed to. */
function tell(
  world: World,
  installation: Installation,
  event: 'installation' | 'installation_repositories',
  action: string,
  by: Account,
  more: Record<string, unknown>,
): void {
  world.emit({
    event,
    action,
    payload: { installation: installationJson(world, installation), ...more },
    repository: null,
    sender: by,
    installation,
  });
}

export function install(
  world: World,
  app: App,
  wanted: {
    account: Account;
    repositories: readonly Repository[] | null;
    permissions?: Permissions | undefined;
  },
  by: Account,
): Installation {
  const now = world.now();
  const installation: Installation = {
    id: world.identifiers.number(),
    app,
    account: wanted.account,
    repositories: wanted.repositories === null ? null : new Set(wanted.repositories),
    permissions: wanted.permissions ?? app.permissions,
    suspended: null,
    createdAt: now,
    updatedAt: now,
  };
  world.installations.set(installation.id, installation);
  const repositories = repositoriesOf(world, installation).map(repositoryEntryJson);
  tell(world, installation, 'installation', 'created', by, { repositories });
  return installation;
}

export function uninstall(world: World, installation: Installation, by: Account): void {
  const repositories = repositoriesOf(world, installation).map(repositoryEntryJson);
  world.installations.delete(installation.id);
  tell(world, installation, 'installation', 'deleted', by, { repositories });
}

export function setSuspended(
  world: World,
  installation: Installation,
  suspended: boolean,
  by: Account,
): void {
  installation.suspended = suspended ? { at: world.now(), by } : null;
  installation.updatedAt = world.now();
  const repositories = repositoriesOf(world, installation).map(repositoryEntryJson);
  tell(world, installation, 'installation', suspended ? 'suspend' : 'unsuspend', by, { repositories });
}

export function changeRepositories(
  world: World,
  installation: Installation,
  change: { added: readonly Repository[]; removed: readonly Repository[] },
  by: Account,
): void {
  const chosen = installation.repositories ?? new Set(repositoriesOf(world, installation));
  installation.repositories = chosen;
  for (const each of change.added) chosen.add(each);
  for (const each of change.removed) chosen.delete(each);
  installation.updatedAt = world.now();
  const list = (action: 'added' | 'removed', repositories: readonly Repository[]) => {
    if (repositories.length === 0) return;
    tell(world, installation, 'installation_repositories', action, by, {
      repository_selection: 'selected',
      repositories_added: action === 'added' ? repositories.map(repositoryEntryJson) : [],
      repositories_removed: action === 'removed' ? repositories.map(repositoryEntryJson) : [],
      requester: null,
    });
  };
  list('added', change.added);
  list('removed', change.removed);
}
