import type { Because } from '../../domain/because.js';
import { escapeText } from './escape.js';

/**
 * A state in a few words, for the headline of the status comment and the title of the check. Holds no text from
 * outside, so that it is safe where Markdown is read and where it is not.
 */
export function brief(because: Because): string {
  switch (because.code) {
    case 'approvals':
      return approvals(because.need - because.have);
    case 'pull-request-open':
      return because.draft ? 'Pull request is a draft' : 'Pull request is open';
    default:
      return BRIEF[because.code];
  }
}

/** The same, in Markdown, for a code that was kept without its values. */
export function briefOf(code: string): string {
  return KNOWN.get(code) ?? escapeText(code, 60);
}

function approvals(missing: number): string {
  if (missing <= 0) return 'Approved';
  return missing === 1 ? 'Waiting for 1 approval' : `Waiting for ${missing} approvals`;
}

const BRIEF: Record<Exclude<Because['code'], 'approvals' | 'pull-request-open'>, string> = {
  'not-started': 'Not started',
  'ranking-agents': 'Choosing an agent',
  assigned: 'Assigned',
  'nobody-available': 'No agent is free',
  'no-team': 'No agents in the configuration',
  'agent-taken-off': 'No agent at work',
  paused: 'The repository is paused',
  'creating-branch': 'Creating the branch',
  'branch-exists': 'Branch is there',
  'branch-deleted': 'Branch was deleted',
  'waiting-for-commits': 'Waiting for the first commit',
  working: 'Work in progress',
  'agent-quiet': 'The agent is silent',
  loop: 'Paused: too many comments',
  'work-offered': 'Work is done',
  'fixing-tests': 'Checks failed, a fix is awaited',
  'checks-stay-red': 'Checks stay red, a person is wanted',
  'fixing-review': 'Changes requested, work goes on',
  'no-checks': 'Waiting for the first check',
  'no-checks-needed': 'No checks needed',
  'checks-running': 'Checks are running',
  'checks-missing': 'Waiting for required checks',
  'too-many-checks': 'Too many checks to follow',
  'checks-passed': 'Checks passed',
  'checks-failed': 'Checks failed',
  'merged-red': 'Merged with failed checks',
  'checks-need-approval': 'Checks wait for permission to run',
  'pull-request-after-green': 'Waiting for checks before the pull request',
  'pull-request-after-ready': 'Waiting for the agent to be ready',
  'pull-request-after-commits': 'Waiting for the first commit',
  'opening-pull-request': 'Opening the pull request',
  'pull-request-closed': 'Pull request was closed',
  'confidence-medium': 'A second look is wanted',
  'confidence-low': 'A person’s decision is needed',
  'approval-not-counted': 'An approval does not count',
  'changes-requested': 'Changes requested',
  'waiting-for-re-review': 'Waiting for another look',
  'merge-by-hand': 'Ready to merge',
  merging: 'Merging',
  merged: 'Merged',
  held: 'On hold',
  'held-by-label': 'On hold',
  escalated: 'A person is called for',
  'other-base': 'Targets another branch',
  'other-pull-request': 'Another pull request is ahead',
  'no-workflow': 'Not part of a workflow',
  stopped: 'Stopped',
  'issue-closed': 'Issue is closed',
  'issue-deleted': 'Issue was deleted',
  'issue-moved': 'Issue was moved',
  'repository-archived': 'Repository is archived',
  'repository-gone': 'Repository is gone',
  'app-removed': 'App was removed',
  'github-refused': 'GitHub refused',
};

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...Object.entries(BRIEF),
  ['approvals', 'Waiting for approvals'],
  ['pull-request-open', 'Pull request is open'],
]);
