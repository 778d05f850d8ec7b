import { isPull, type PullIssue } from '../../src/simulated-github/state.js';
import { APP } from '../e2e/acme.js';
import type { Act } from './acts.js';
import { CONFIGURATIONS, type Town } from './town.js';

/** Does at the simulated GitHub what an act says; answers whether it could be done. Acts of time are not for here. */
export function performAct(town: Town, act: Act): boolean {
  try {
    return perform(town, act);
  } catch {
    // There is no such issue, branch or pull request any more: nobody could have done it.
    return false;
  }
}

function perform(town: Town, act: Act): boolean {
  const { github, repository } = town;
  const name = town.name();
  const as = (login: string) => github.as(login);
  switch (act.do) {
    case 'open': {
      const count = issuesOf(town).length;
      if (count >= 3) return false;
      as(act.by).openIssue(name, {
        title: `Add part ${count + 1} of the cache`,
        body: 'It is slow without.',
        labels: act.labelled ? ['tekton'] : [],
      });
      return true;
    }
    case 'label': {
      const number = numberOf(town, act.issue);
      const has = repository.issues.get(number)?.labels.some((label) => label.name === act.label) ?? false;
      if (has === act.on) return false;
      if (act.on) as(act.by).label(name, number, act.label);
      else as(act.by).unlabel(name, number, act.label);
      return true;
    }
    case 'say': {
      const number = numberOf(town, act.issue);
      const page = act.on === 'pull' ? (pullOf(town, number)?.number ?? number) : number;
      as(act.by === 'agent' ? agentOf(town, number) : act.by).comment(name, page, act.words);
      return true;
    }
    case 'push': {
      const number = numberOf(town, act.issue);
      push(town, number, { by: act.by === 'agent' ? agentOf(town, number) : act.by, force: act.force });
      return true;
    }
    case 'check': {
      const number = numberOf(town, act.issue);
      check(town, headOf(town, number), act.name, act.says);
      return true;
    }
    case 'status': {
      const sha = headOf(town, numberOf(town, act.issue));
      as('noor').reportStatus(name, sha, { state: act.says, context: 'test' });
      return true;
    }
    case 'work': {
      const number = numberOf(town, act.issue);
      const sha = push(town, number, { by: agentOf(town, number), force: false });
      check(town, sha, 'test', 'success');
      return true;
    }
    case 'review':
      as(act.by).review(name, openPull(town, act.issue).number, act.state);
      return true;
    case 'dismiss': {
      const pull = openPull(town, act.issue);
      const review = [...repository.reviews.values()].findLast(
        ({ issue, state }) => issue === pull && state !== 'DISMISSED',
      );
      if (review === undefined) return false;
      as('mira').dismissReview(name, review.id);
      return true;
    }
    case 'pull':
      return ofPull(town, act);
    case 'issue': {
      const number = numberOf(town, act.issue);
      const issue = repository.issues.get(number);
      if (act.what === 'delete') as('mira').deleteIssue(name, number);
      else if (act.what === 'rename') as('mira').editIssue(name, number, { title: `${issue?.title ?? ''}!` });
      else as('mira').editIssue(name, number, { state: act.what === 'close' ? 'closed' : 'open' });
      return true;
    }
    case 'branch':
      as('noor').deleteBranch(name, branchOf(town, numberOf(town, act.issue)));
      return true;
    case 'repository':
      if (act.what === 'rename') as('mira').renameRepository(name, `shop-${town.clock.now() % 1000}`);
      else if (repository.archived === (act.what === 'archive')) return false;
      else as('mira').setArchived(name, act.what === 'archive');
      return true;
    case 'app':
      return ofApp(town, act.what);
    case 'configure': {
      const text = CONFIGURATIONS[act.which] ?? '';
      as('mira').push(name, {
        branch: repository.defaultBranch,
        files: { '.github/tekton-core.yml': text },
      });
      return true;
    }
    case 'finish':
    case 'wait':
    case 'go-on':
    case 'settle':
    case 'kill':
      return false;
  }
}

function ofPull(town: Town, act: Extract<Act, { do: 'pull' }>): boolean {
  const { github } = town;
  const name = town.name();
  const number = numberOf(town, act.issue);
  const person = github.as(act.by);
  if (act.what === 'open') {
    const head = branchOf(town, number);
    const isThere = [...town.repository.issues.values()].some(
      (issue) => isPull(issue) && issue.state === 'open' && issue.pull.head.ref === head,
    );
    if (isThere || headOf(town, number) === town.repository.refs.get('refs/heads/main')) return false;
    person.openPull(name, { title: 'Mine', head, body: `Closes #${number}` });
    return true;
  }
  const pull = pullOf(town, number);
  if (pull === null || pull.pull.merged !== null) return false;
  const isOpen = pull.state === 'open';
  if (act.what === 'reopen') {
    if (isOpen) return false;
    person.reopenPull(name, pull.number);
    return true;
  }
  if (!isOpen) return false;
  if (act.what === 'close') person.closePull(name, pull.number);
  else if (act.what === 'merge') person.merge(name, pull.number, 'squash');
  else if (pull.pull.draft === (act.what === 'draft')) return false;
  else person.setDraft(name, pull.number, act.what === 'draft');
  return true;
}

function ofApp(town: Town, what: Extract<Act, { do: 'app' }>['what']): boolean {
  const installation = town.installation();
  const owner = town.github.as('mira');
  if (what === 'install') {
    if (installation !== null) return false;
    town.github.install(APP, 'acme', { by: 'mira' });
    return true;
  }
  if (installation === null) return false;
  if (what === 'remove') owner.uninstall(installation.id);
  else if ((installation.suspended !== null) === (what === 'suspend')) return false;
  else owner.setSuspended(installation.id, what === 'suspend');
  return true;
}

/** The issues that people opened, in order. */
export function issuesOf({ repository }: Town): number[] {
  return [...repository.issues.values()]
    .filter((issue) => issue.pull === null && issue.author.app === null)
    .map(({ number }) => number);
}

class NoSuchThing extends Error {
  override readonly name = 'NoSuchThing';
}

function numberOf(town: Town, issue: number): number {
  const number = issuesOf(town)[issue];
  if (number === undefined) throw new NoSuchThing('issue');
  return number;
}

/** The newest branch that was made for an issue. */
function branchOf({ repository }: Town, number: number): string {
  const pattern = new RegExp(`^refs/heads/(feature/[a-z]+-${number}-.*)$`);
  const found = [...repository.refs.keys()]
    .map((ref) => pattern.exec(ref)?.[1])
    .filter((ref) => ref !== undefined);
  const branch = found.at(-1);
  if (branch === undefined) throw new NoSuchThing('branch');
  return branch;
}

function headOf(town: Town, number: number): string {
  return town.repository.refs.get(`refs/heads/${branchOf(town, number)}`) ?? '';
}

/** The newest pull request for an issue. */
function pullOf({ repository }: Town, number: number): PullIssue | null {
  const pattern = new RegExp(`^feature/[a-z]+-${number}-`);
  return (
    [...repository.issues.values()].filter(isPull).findLast(({ pull }) => pattern.test(pull.head.ref)) ?? null
  );
}

function openPull(town: Town, issue: number): PullIssue {
  const pull = pullOf(town, numberOf(town, issue));
  if (pull?.state !== 'open') throw new NoSuchThing('open pull request');
  return pull;
}

/** Whose terminal the branch is named for. */
function agentOf(town: Town, number: number): string {
  return branchOf(town, number).startsWith('feature/bert-') ? 'athena-agent' : 'apollo-agent';
}

function push(town: Town, number: number, { by, force }: { by: string; force: boolean }): string {
  const branch = branchOf(town, number);
  const text = `${town.clock.now()} ${town.github.world.identifiers.number()}`;
  return town.github.as(by).push(town.name(), { branch, files: { 'work.md': text }, force });
}

function check(town: Town, sha: string, name: string, says: 'queued' | 'success' | 'failure'): void {
  const done =
    says === 'queued' ? { status: 'queued' as const } : { status: 'completed' as const, conclusion: says };
  town.github.as(town.ci).reportCheck(town.name(), sha, { name, ...done });
}
