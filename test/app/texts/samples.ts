import type { Because } from '../../../src/domain/because.js';
import type { Answer } from '../../../src/domain/workflow/answer.js';
import type { Notice } from '../../../src/domain/workflow/notice.js';

/** One value for each code; the types see to it that none is forgotten. */
type EachCode<U extends { code: string }> = { [C in U['code']]: Extract<U, { code: C }> };

/** Says a text from outside: the hint itself in readable samples, something hostile or generated elsewhere. */
export type Say = (hint: string) => string;
export const asHinted: Say = (hint) => hint;

const SHA = '3f2c1ab9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3';

export function becauses(t: Say): EachCode<Because> {
  return {
    'not-started': { code: 'not-started' },
    'ranking-agents': { code: 'ranking-agents' },
    assigned: { code: 'assigned', agent: t('apollo'), terminal: t('apollo-1') },
    'nobody-available': {
      code: 'nobody-available',
      excluded: [
        { agent: t('apollo'), why: 'at-capacity' },
        { agent: t('athena'), why: 'taken-off' },
        { agent: t('numa'), why: t('asleep') },
      ],
      others: 3,
    },
    paused: { code: 'paused', by: t('bob'), reason: t('release freeze') },
    'no-team': { code: 'no-team' },
    'agent-taken-off': { code: 'agent-taken-off', by: t('alice') },
    'creating-branch': { code: 'creating-branch', branch: t('feature/apollo-1-42-speed') },
    'branch-exists': { code: 'branch-exists', branch: t('feature/apollo-1-42-speed') },
    'branch-deleted': { code: 'branch-deleted', branch: t('feature/apollo-1-42-speed') },
    'waiting-for-commits': { code: 'waiting-for-commits', agent: t('apollo') },
    working: { code: 'working', agent: t('apollo'), sha: t(SHA) },
    loop: { code: 'loop', what: 'comments', count: 30, until: Date.UTC(2026, 10, 22, 9, 5) },
    'agent-quiet': { code: 'agent-quiet', agent: t('apollo'), since: Date.UTC(2026, 10, 22, 9, 5) },
    'work-offered': { code: 'work-offered', sha: t(SHA) },
    'fixing-tests': { code: 'fixing-tests', agent: t('apollo') },
    'checks-stay-red': { code: 'checks-stay-red', agent: t('apollo'), attempts: 3 },
    'fixing-review': { code: 'fixing-review', agent: t('apollo'), reviewer: t('bob') },
    'no-checks': { code: 'no-checks', sha: t(SHA) },
    'no-checks-needed': { code: 'no-checks-needed' },
    'checks-running': { code: 'checks-running', names: [t('unit'), t('lint')] },
    'checks-missing': {
      code: 'checks-missing',
      checks: [
        { name: t('e2e'), app: t('github-actions') },
        { name: t('lint'), app: null },
      ],
    },
    'too-many-checks': { code: 'too-many-checks' },
    'checks-passed': { code: 'checks-passed', count: 3 },
    'checks-failed': { code: 'checks-failed', names: [t('unit')] },
    'merged-red': { code: 'merged-red', names: [t('unit')] },
    'checks-need-approval': { code: 'checks-need-approval', names: [t('unit'), t('lint')] },
    'pull-request-after-green': { code: 'pull-request-after-green' },
    'pull-request-after-ready': { code: 'pull-request-after-ready' },
    'pull-request-after-commits': { code: 'pull-request-after-commits' },
    'opening-pull-request': { code: 'opening-pull-request' },
    'pull-request-open': { code: 'pull-request-open', number: 57, draft: false, adopted: false },
    'pull-request-closed': { code: 'pull-request-closed', number: 57 },
    'confidence-medium': {
      code: 'confidence-medium',
      by: t('apollo-bot'),
      note: t('the migration is delicate'),
    },
    'confidence-low': {
      code: 'confidence-low',
      by: t('apollo-bot'),
      note: t('cache in memory, or on disk?'),
    },
    approvals: { code: 'approvals', have: 1, need: 2, by: [t('bob')] },
    'approval-not-counted': { code: 'approval-not-counted', by: [t('alice')], why: 'requester' },
    'changes-requested': { code: 'changes-requested', by: [t('bob')] },
    'waiting-for-re-review': { code: 'waiting-for-re-review', by: [t('bob'), t('carol')] },
    'merge-by-hand': { code: 'merge-by-hand', number: 57 },
    merging: { code: 'merging', number: 57 },
    merged: { code: 'merged', number: 57, by: t('bob') },
    'other-base': { code: 'other-base', number: 57, base: t('next'), wanted: t('main') },
    'other-pull-request': { code: 'other-pull-request', number: 57 },
    'no-workflow': { code: 'no-workflow' },
    held: { code: 'held', by: t('bob'), reason: t('wait for the release on Friday') },
    'held-by-label': { code: 'held-by-label', label: t('do-not-merge/hold') },
    escalated: { code: 'escalated', by: t('apollo-bot'), reason: t('the API key has expired') },
    stopped: { code: 'stopped', by: t('alice') },
    'issue-closed': { code: 'issue-closed' },
    'issue-deleted': { code: 'issue-deleted' },
    'issue-moved': { code: 'issue-moved', to: t('https://github.com/octo/elsewhere/issues/7') },
    'repository-archived': { code: 'repository-archived' },
    'repository-gone': { code: 'repository-gone' },
    'app-removed': { code: 'app-removed' },
    'github-refused': {
      code: 'github-refused',
      what: 'create-branch',
      message: t('Reference name is protected'),
    },
  };
}

/** The same codes where counts, flags or gaps change the sentence. */
export function variants(t: Say): Because[] {
  return [
    { code: 'nobody-available', excluded: [], others: 0 },
    { code: 'nobody-available', excluded: [{ agent: t('apollo'), why: 'taken-off' }], others: 0 },
    {
      code: 'nobody-available',
      excluded: [
        { agent: t('apollo'), why: 'at-capacity' },
        { agent: t('athena'), why: 'not-asked-for' },
      ],
      others: 0,
    },
    { code: 'agent-taken-off', by: '' },
    { code: 'branch-exists', branch: '' },
    { code: 'working', agent: '', sha: '' },
    { code: 'fixing-tests', agent: '' },
    { code: 'checks-stay-red', agent: '', attempts: 1 },
    { code: 'checks-running', names: [] },
    { code: 'checks-failed', names: Array.from({ length: 40 }, (_, index) => t(`check ${index}`)) },
    { code: 'checks-passed', count: 1 },
    { code: 'pull-request-open', number: 57, draft: true, adopted: true },
    { code: 'confidence-low', by: '', note: '' },
    { code: 'approvals', have: 0, need: 1, by: [] },
    { code: 'approvals', have: 2, need: 2, by: [t('bob'), t('carol')] },
    { code: 'approvals', have: 0, need: 0, by: [] },
    { code: 'approval-not-counted', by: [t('apollo-bot'), t('athena-bot')], why: 'own-work' },
    { code: 'approval-not-counted', by: [t('athena-bot')], why: 'no-reviewer' },
    { code: 'approval-not-counted', by: [t('mallory')], why: 'may-not-write' },
    { code: 'changes-requested', by: [] },
    { code: 'merged', number: 57, by: null },
    { code: 'held', by: t('bob'), reason: '' },
    { code: 'github-refused', what: t('something-new'), message: '' },
  ];
}

export function answers(t: Say): EachCode<Answer> {
  return {
    done: { code: 'done' },
    status: { code: 'status' },
    why: { code: 'why' },
    help: { code: 'help' },
    health: { code: 'health' },
    'already-started': { code: 'already-started' },
    'issue-closed': { code: 'issue-closed', verb: 'start' },
    'already-assigned': { code: 'already-assigned', agent: t('apollo') },
    'unknown-verb': { code: 'unknown-verb', verb: t('strat'), meant: 'start' },
    usage: {
      code: 'usage',
      verb: 'confidence',
      usage: '/tekton confidence high|medium|low [note]',
      meant: 'medium',
    },
    'too-many-commands': { code: 'too-many-commands', most: 20 },
    'not-permitted': { code: 'not-permitted', verb: 'start', needed: 'write', has: 'read' },
    'lookup-failed': { code: 'lookup-failed', verb: 'start' },
    'own-work': { code: 'own-work', verb: 'approve' },
    'not-your-work': { code: 'not-your-work', verb: 'start' },
    'not-started': { code: 'not-started', verb: 'stop' },
    'no-assignment': { code: 'no-assignment', verb: 'ready' },
    'unknown-agent': {
      code: 'unknown-agent',
      agent: t('appollo'),
      known: [t('apollo'), t('athena')],
      others: 0,
      meant: t('apollo'),
    },
    'not-held': { code: 'not-held' },
    'held-by-label': { code: 'held-by-label', label: t('do-not-merge/hold') },
    'not-called': { code: 'not-called' },
    'no-such-commit': { code: 'no-such-commit', sha: t('3f2c1ab') },
    'not-approved': { code: 'not-approved' },
    'nothing-to-approve': { code: 'nothing-to-approve' },
    'nothing-to-retest': { code: 'nothing-to-retest' },
    'empty-report': { code: 'empty-report' },
    'nobody-reports': { code: 'nobody-reports' },
    inert: { code: 'inert' },
  };
}

/** `to` is set from configuration and GitHub's own accounts, and is the one thing meant to be called. */
export function notices(t: Say): EachCode<Notice> {
  const [alice] = [['alice']];
  return {
    'tests-red': {
      to: ['apollo-bot'],
      code: 'tests-red',
      agent: t('apollo'),
      sha: t(SHA),
      attempt: 1,
      of: 3,
      failed: [
        {
          name: t('unit (node 22)'),
          conclusion: 'failure',
          url: 'https://github.com/octo/repo/actions/runs/1/job/2',
          title: t('2 of 318 tests failed'),
          summary: t('FAIL src/cache.test.ts\n  ● expires an entry\n    Expected: 1\n    Received: 2'),
        },
        { name: t('lint'), conclusion: 'failure', url: null, title: null, summary: null },
        { name: t('GitHub Actions'), conclusion: 'startup_failure', url: null, title: null, summary: null },
      ],
    },
    'tests-stay-red': {
      to: alice,
      code: 'tests-stay-red',
      agent: t('apollo'),
      attempts: 3,
      names: [t('unit (node 22)')],
    },
    'checks-need-approval': { to: alice, code: 'checks-need-approval', names: [t('unit'), t('lint')] },
    full: { to: alice, code: 'full', turnedAway: 'everybody' },
    loop: { to: alice, code: 'loop', what: 'comments', count: 30, until: Date.UTC(2026, 10, 22, 9, 5) },
    reminder: {
      to: alice,
      code: 'reminder',
      nth: 1,
      of: 3,
      about: { to: alice, code: 'escalated', by: t('apollo-bot'), reason: t('the key has expired') },
    },
    'agent-quiet': {
      to: ['apollo-bot'],
      code: 'agent-quiet',
      agent: t('apollo'),
      since: Date.UTC(2026, 10, 22, 9, 5),
      within: 6 * 60 * 60_000,
    },
    'changes-requested': {
      to: ['apollo-bot'],
      code: 'changes-requested',
      agent: t('apollo'),
      reviewer: t('bob'),
      url: 'https://github.com/octo/repo/pull/57#pullrequestreview-9',
    },
    'report-due': {
      to: ['apollo-bot'],
      code: 'report-due',
      agent: t('apollo'),
      date: '2026-03-02',
      closesAt: 1_772_474_400_000,
      zone: 'Europe/Berlin',
    },
    'taken-off': {
      to: ['apollo-bot'],
      code: 'taken-off',
      agent: t('apollo'),
      by: t('alice'),
    },
    'nobody-available': {
      to: alice,
      code: 'nobody-available',
      excluded: [
        { agent: t('apollo'), why: 'at-capacity' },
        { agent: t('athena'), why: 'taken-off' },
      ],
      others: 990,
    },
    'no-team': { to: alice, code: 'no-team' },
    'low-confidence': {
      to: alice,
      code: 'low-confidence',
      agent: t('apollo'),
      note: t('cache in memory, or on disk?'),
    },
    'medium-confidence': {
      to: alice,
      code: 'medium-confidence',
      agent: t('apollo'),
      note: t('the migration is delicate'),
    },
    escalated: {
      to: alice,
      code: 'escalated',
      by: t('apollo-bot'),
      reason: t('the API key in the vault has expired'),
    },
    'branch-deleted': { to: alice, code: 'branch-deleted', branch: t('feature/apollo-1-42-speed') },
    'pull-request-closed': { to: alice, code: 'pull-request-closed', number: 57 },
    'merge-refused': {
      to: ['apollo-bot', 'alice'],
      code: 'merge-refused',
      number: 57,
      message: t('Pull Request is not mergeable'),
    },
    refused: { to: alice, code: 'refused', what: 'create-branch', message: t('Reference name is protected') },
  };
}
