import { changeRepositories, setSuspended, uninstall } from '../actions/installations.js';
import {
  changeDefaultBranch,
  deleteRepository,
  renameRepository,
  setArchived,
  transferRepository,
} from '../actions/repositories.js';
import type { Directory } from '../seeding.js';
import type { Doer, Installation } from '../state.js';
import type { World } from '../world.js';

/** What an owner does in the settings. `renameRepository` and the like take the name that is right then. */
export interface RepositoryPerson {
  renameRepository(repository: string, name: string): void;
  setArchived(repository: string, archived: boolean): void;
  deleteRepository(repository: string): void;
  transferRepository(repository: string, to: string): void;
  changeDefaultBranch(repository: string, branch: string): void;
  setSuspended(installationId: number, suspended: boolean): void;
  uninstall(installationId: number): void;
  addRepositories(installationId: number, ...repositories: string[]): void;
  removeRepositories(installationId: number, ...repositories: string[]): void;
}

export function repositoryPerson(world: World, directory: Directory, by: Doer): RepositoryPerson {
  const installation = (id: number): Installation => {
    const found = world.installations.get(id);
    if (found === undefined) throw new Error(`There is no installation ${id}.`);
    return found;
  };
  const repository = (name: string) => directory.repository(name);
  return {
    renameRepository(name, to) {
      renameRepository(world, repository(name), to, by);
    },
    setArchived(name, archived) {
      setArchived(world, repository(name), archived, by);
    },
    deleteRepository(name) {
      deleteRepository(world, repository(name), by);
    },
    transferRepository(name, to) {
      transferRepository(world, repository(name), directory.account(to), by);
    },
    changeDefaultBranch(name, branch) {
      changeDefaultBranch(world, repository(name), branch, by);
    },
    setSuspended(id, suspended) {
      setSuspended(world, installation(id), suspended, by.account);
    },
    uninstall(id) {
      uninstall(world, installation(id), by.account);
    },
    addRepositories(id, ...names) {
      changeRepositories(world, installation(id), { added: names.map(repository), removed: [] }, by.account);
    },
    removeRepositories(id, ...names) {
      changeRepositories(world, installation(id), { added: [], removed: names.map(repository) }, by.account);
    },
  };
}
