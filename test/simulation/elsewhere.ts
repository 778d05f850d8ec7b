import { isPull, type Repository } from '../../src/simulated-github/state.js';
import { fullName } from '../../src/simulated-github/world.js';
import type { Act } from './acts.js';
import { check, pushWork, putBack } from './deeds.js';
import { agentOf, branchOf, isFrom, numberOf, openPull, promise } from './find.js';
import { ATTIC, DEPOT, type Town } from './town.js';

/** Acts in forks, in the merge queue and in other repositories. */

/**
 * Noor and the agents offer a branch of their own making; eve's bears the name of one of ours. It begins with the offer,
 * whatever is asked first.
 */
export function inFork(town: Town, act: Extract<Act, { do: 'fork' }>): boolean {
  const number = numberOf(town, act.issue);
  const by = act.by === 'agent' ? agentOf(town, number) : act.by;
  const branch = by === 'eve' ? branchOf(town, number) : `fix-${number}`;
  const fork = forkOf(town, by);
  const head = fork.refs.get(`refs/heads/${branch}`);
  switch (head === undefined ? 'offer' : act.what) {
    case 'offer':
      check(town, pushWork(town, fork, branch, { by, force: false }), 'test', 'success');
      offer(town, number, fork, branch);
      return true;
    case 'push':
      pushWork(town, fork, branch, { by, force: false });
      return true;
    case 'back':
      putBack(town, fork, branch, by);
      return true;
    case 'check':
      check(town, head ?? '', 'test', 'success');
      return true;
  }
}

function forkOf(town: Town, login: string): Repository {
  const { github, repository } = town;
  const known = [...github.world.repositories.values()].find(
    ({ parent, owner }) => parent === repository && owner.login === login,
  );
  return known ?? github.find.repository(github.as(login).fork(town.name()));
}

function offer(town: Town, number: number, fork: Repository, head: string): void {
  const isThere = [...town.repository.issues.values()].some(
    (issue) => isPull(issue) && issue.state === 'open' && isFrom(issue, fork, head),
  );
  if (isThere) return;
  const pull = { title: 'From my fork', head, fork: fullName(fork), body: promise(number) };
  town.github.as(fork.owner.login).openPull(town.name(), pull);
}

export function ofQueue(town: Town, act: Extract<Act, { do: 'queue' }>): boolean {
  const name = town.name();
  const noor = town.github.as('noor');
  const queued = town.groups.findLast(({ group }) => town.repository.refs.has(group.headRef));
  if (act.what === 'enter' || queued === undefined) {
    const { number, pull } = openPull(town, act.issue);
    const head = pull.head.sha;
    const group = noor.requestMergeGroup(name, number);
    town.groups.push({ group, number, head });
    check(town, group.headSha, 'test', 'success');
    return true;
  }
  const { group, number } = queued;
  noor.destroyMergeGroup(name, group, act.what === 'merge' ? 'merged' : 'dequeued');
  if (act.what === 'merge') noor.merge(name, number);
  return true;
}

export function transfer(town: Town, act: Extract<Act, { do: 'transfer' }>): boolean {
  const mira = town.github.as('mira');
  const away = [ATTIC, DEPOT].flatMap((name) =>
    [...town.github.find.repository(name).issues.values()]
      .filter(({ author }) => author.app === null)
      .map(({ number }) => ({ name, number })),
  );
  const last = act.to === 'shop' ? away.at(-1) : undefined;
  if (last !== undefined) mira.transferIssue(last.name, last.number, town.name());
  else mira.transferIssue(town.name(), numberOf(town, act.issue), act.to === 'attic' ? ATTIC : DEPOT);
  return true;
}
