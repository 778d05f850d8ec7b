import type { Repository } from '../../src/simulated-github/state.js';
import { fullName } from '../../src/simulated-github/world.js';
import { CI } from '../e2e/acme.js';
import { NoSuchThing } from './find.js';
import type { Town } from './town.js';

/** What several acts have in common. */

export function pushWork(
  town: Town,
  repository: Repository,
  branch: string,
  { by, force }: { by: string; force: boolean },
): string {
  const text = `${town.clock.now()} ${town.github.world.identifiers.number()}`;
  return town.github.as(by).push(fullName(repository), { branch, files: { 'work.md': text }, force });
}

export function putBack(town: Town, repository: Repository, branch: string, by: string): void {
  const head = repository.refs.get(`refs/heads/${branch}`) ?? '';
  const before = repository.commits.get(head)?.parents[0];
  if (before === undefined) throw new NoSuchThing('earlier commit');
  town.github.as(by).createBranch(fullName(repository), branch, before);
}

export function check(town: Town, sha: string, name: string, says: 'queued' | 'success' | 'failure'): void {
  const done =
    says === 'queued' ? { status: 'queued' as const } : { status: 'completed' as const, conclusion: says };
  town.github.as(CI).reportCheck(town.name(), sha, { name, ...done });
}
