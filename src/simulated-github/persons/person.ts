import type { Directory } from '../seeding.js';
import type { Doer } from '../state.js';
import type { World } from '../world.js';
import { checkPerson, type CheckPerson } from './checks.js';
import { gitPerson, type GitPerson } from './git.js';
import { issuePerson, type IssuePerson } from './issues.js';
import { pullPerson, type PullPerson } from './pulls.js';
import { repositoryPerson, type RepositoryPerson } from './repositories.js';

/**
 * Somebody at GitHub's own pages or with git: what they do is done, without asking for permissions (the pages
 * would not have shown the button). To have permissions asked, use REST with `userToken`.
 */
export interface Person extends GitPerson, IssuePerson, PullPerson, CheckPerson, RepositoryPerson {}

export function createPerson(world: World, directory: Directory, by: Doer): Person {
  return {
    ...gitPerson(world, directory, by),
    ...issuePerson(world, directory, by),
    ...pullPerson(world, directory, by),
    ...checkPerson(world, directory, by),
    ...repositoryPerson(world, directory, by),
  };
}
