import { isPull } from '../../src/simulated-github/state.js';
import { CONFIG_PATH } from '../e2e/acme.js';
import type { Act } from './acts.js';
import { check, pushWork, putBack } from './deeds.js';
import { inFork, ofQueue, transfer } from './elsewhere.js';
import {
  agentOf,
  branchOf,
  headOf,
  isFrom,
  issuesOf,
  lastWord,
  numberOf,
  openPull,
  promise,
  pullOf,
} from './find.js';
import { CONFIGURATIONS, type Town } from './town.js';

/** Does at the simulated GitHub what an act says; answers whether it could be done. Acts of time are not for here. */
export function performAct(town: Town, act: Act): boolean {
  try {
    return perform(town, act);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw error;
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
      const id = as(act.by === 'agent' ? agentOf(town, number) : act.by).comment(name, page, act.words);
      town.written.set(id, act.words);
      return true;
    }
    case 'edit':
      // It takes longer than the second in which it was written, which is all that GitHub's times tell.
      town.clock.advance(1100);
      as(act.by).editComment(name, lastWord(town, act.issue, 'a person').id, act.words);
      return true;
    case 'erase':
      as('mira').deleteComment(name, lastWord(town, act.issue, act.whose).id);
      return true;
    case 'push': {
      const number = numberOf(town, act.issue);
      const by = act.by === 'agent' ? agentOf(town, number) : act.by;
      const branch = branchOf(town, number);
      if (act.how === 'back') putBack(town, repository, branch, by);
      else pushWork(town, repository, branch, { by, force: act.how === 'anew' });
      return true;
    }
    case 'fork':
      return inFork(town, act);
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
      const by = agentOf(town, number);
      const sha = pushWork(town, repository, branchOf(town, number), { by, force: false });
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
    case 'queue':
      return ofQueue(town, act);
    case 'transfer':
      return transfer(town, act);
    case 'issue': {
      const number = numberOf(town, act.issue);
      const issue = repository.issues.get(number);
      // What is written into a text later commands nothing.
      if (act.what === 'rewrite') {
        as('mira').editIssue(name, number, { body: `${issue?.body ?? ''}\n/tekton stop` });
        return true;
      }
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
        files: { [CONFIG_PATH]: text },
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
      (issue) => isPull(issue) && issue.state === 'open' && isFrom(issue, town.repository, head),
    );
    if (isThere || headOf(town, number) === town.repository.refs.get('refs/heads/main')) return false;
    person.openPull(name, { title: 'Mine', head, body: promise(number) });
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
    town.install();
    return true;
  }
  if (installation === null) return false;
  if (what === 'remove') owner.uninstall(installation.id);
  else if ((installation.suspended !== null) === (what === 'suspend')) return false;
  else owner.setSuspended(installation.id, what === 'suspend');
  return true;
}
