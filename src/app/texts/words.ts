import type { Permission } from '../../domain/event.js';
import type { Requirement } from '../../domain/matching/ranking.js';
import type { StepStatus } from '../../domain/workflow/step.js';
import { escapeText } from './escape.js';

/** How the codes of our records are called in front of people. */

export const STATUS_WORD: Record<StepStatus, string> = {
  pending: 'to come',
  in_progress: 'in progress',
  blocked: 'blocked',
  complete: 'complete',
  failed: 'failed',
  skipped: 'skipped',
};

/** Never alone: the word stands beside it. */
export const STATUS_ICON: Record<StepStatus, string> = {
  pending: '⚪',
  in_progress: '🔵',
  blocked: '🟠',
  complete: '✅',
  failed: '❌',
  skipped: '➖',
};

export const COMPLEXITY_WORD: Record<Requirement['complexity'], string> = {
  simple: 'simple',
  medium: 'of medium size',
  complex: 'complex',
};

export const PERMISSION_WORD: Record<Permission, string> = {
  none: 'no access',
  read: 'read access',
  triage: 'triage access',
  write: 'write access',
  maintain: 'maintain access',
  admin: 'admin access',
};

const EXCLUSIONS: ReadonlyMap<string, string> = new Map([
  ['at-capacity', 'has no free place'],
  ['taken-off', 'was taken off this issue'],
  ['silent', 'had this issue and no longer answered'],
  ['not-asked-for', 'was not the one asked for'],
]);

/** Why an agent was left out, after its name. */
export function exclusionWords(why: string): string {
  return EXCLUSIONS.get(why) ?? escapeText(why, 120);
}

/** Nobody of them can become free. */
export function everyoneTakenOff(excluded: readonly { why: string }[]): boolean {
  return excluded.length > 0 && excluded.every(({ why }) => why === 'taken-off');
}

const DEEDS: ReadonlyMap<string, string> = new Map([
  ['assign-agent', 'list the branches, to find a free name for a new one'],
  ['hand-over', 'take the comment that hands the work over'],
  ['gate', 'take the check `tekton-core/gate`'],
  ['create-branch', 'create the branch'],
  ['delete-branch', 'delete the branch'],
  ['open-pull-request', 'open the pull request'],
  ['mark-ready', 'mark the pull request ready'],
  ['request-review', 'ask for a review'],
  ['merge', 'merge the pull request'],
  ['close-issue', 'close the issue'],
  ['rerun-check', 'run a check again'],
  ['status-comment', 'bring the status comment up to date'],
  ['react', 'react to a command'],
  ['reply', 'answer a command'],
  ['notify', 'call somebody'],
  ['raise-escalation', 'open an issue that calls a person'],
  ['close-escalation', 'close an issue that called a person'],
  ['release-agent', 'free an agent'],
  ['look', 'look at everything anew'],
  ['read-issue', 'read the issue'],
  ['read-branch', 'read the branch'],
  ['read-pull-request', 'read the pull request'],
  ['read-checks', 'read the checks'],
  ['read-reviews', 'read the reviews'],
]);

/** Where that differs from what is asked of GitHub. */
const WAITING: ReadonlyMap<string, string> = new Map([
  ['assign-agent', 'give the work to an agent'],
  ['hand-over', 'hand the work over'],
  ['gate', 'report the check `tekton-core/gate`'],
]);

/** What waits to be tried again. */
export function waitingWords(what: string): string {
  return WAITING.get(what) ?? deedWords(what);
}

/** What is asked of GitHub, after "refused to" and the like. */
export function deedWords(what: string): string {
  return DEEDS.get(what) ?? `do “${escapeText(what, 60)}”`;
}
