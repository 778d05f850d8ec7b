import { isPull } from '../../src/simulated-github/state.js';
import { fullName } from '../../src/simulated-github/world.js';
import type { Act } from './acts.js';
import { check, pushWork, putBack } from './deeds.js';
import { agentOf, branchOf, isFrom, numberOf, openPull, promise } from './find.js';
import { ATTIC, DEPOT, type Town } from './town.js';

/** Acts in forks, in the merge queue and in other repositories. */

/** Noor and the agents offer a branch of their own making; eve's bears the name of one of ours. */
export function inFork(town: Town, act: Extract<Act, { do: 'fork' }>): boolean {
  const number = numberOf(town, act.issue);
  const by = act.by === 'agent' ? agentOf(town, number) : act.by;
  const branch = by === 'eve' ? branchOf(town, number) : `fix-${number}`;
  const person = town.github.as(by);
  const forkOf = () =>
    [...town.github.world.repositories.values()].find(
      ({ parent, owner }) => parent === town.repository && owner.login === by,
    );
  if (act.what === 'offer' && forkOf() === undefined) person.fork(town.name());
  const fork = forkOf();
  if (fork === undefined) return false;
  switch (act.what) {
    case 'offer': {
      pushWork(town, fork, branch, { by, force: false });
      const isThere = [...town.repository.issues.values()].some(
        (issue) => isPull(issue) && issue.state === 'open' && isFrom(issue, fork, branch),
      );
      if (isThere) return true;
      const offer = { title: 'From my fork', head: branch, fork: fullName(fork), body: promise(number) };
      person.openPull(town.name(), offer);
      return true;
    }
    case 'push':
      if (!fork.refs.has(`refs/heads/${branch}`)) return false;
      pushWork(town, fork, branch, { by, force: false });
      return true;
    case 'back':
      putBack(town, fork, branch, by);
      return true;
    case 'check': {
      const sha = fork.refs.get(`refs/heads/${branch}`);
      if (sha === undefined) return false;
      check(town, sha, 'test', 'success');
      return true;
    }
  }
}

export function ofQueue(town: Town, act: Extract<Act, { do: 'queue' }>): boolean {
  const name = town.name();
  const noor = town.github.as('noor');
  if (act.what === 'enter') {
    const { number, pull } = openPull(town, act.issue);
    const head = pull.head.sha;
    const group = noor.requestMergeGroup(name, number);
    town.groups.push({ group, number, head });
    check(town, group.headSha, 'test', 'success');
    return true;
  }
  const queued = town.groups.findLast(({ group }) => town.repository.refs.has(group.headRef));
  if (queued === undefined) return false;
  const { group, number } = queued;
  noor.destroyMergeGroup(name, group, act.what === 'merge' ? 'merged' : 'dequeued');
  if (act.what === 'merge') noor.merge(name, number);
  return true;
}

export function transfer(town: Town, act: Extract<Act, { do: 'transfer' }>): boolean {
  const mira = town.github.as('mira');
  if (act.to !== 'shop') {
    mira.transferIssue(town.name(), numberOf(town, act.issue), act.to === 'depot' ? DEPOT : ATTIC);
    return true;
  }
  const away = [ATTIC, DEPOT].flatMap((name) => {
    const { issues } = town.github.find.repository(name);
    return [...issues.values()]
      .filter(({ author }) => author.app === null)
      .map(({ number }) => ({ name, number }));
  });
  const last = away.at(-1);
  if (last === undefined) return false;
  mira.transferIssue(last.name, last.number, town.name());
  return true;
}
