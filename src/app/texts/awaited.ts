import type { Because } from '../../domain/because.js';
import { code } from './code.js';
import { moment } from './moment.js';
import { agentName, codes, commit, people, person, requiredChecks, saying } from './names.js';
import { everyoneTakenOff } from './words.js';

/** What is waited for, after "Waiting for"; null where nothing is. In Markdown. */
export function awaited(because: Because): string | null {
  switch (because.code) {
    case 'not-started':
      return 'somebody to start it with `/tekton start`';
    case 'ranking-agents':
      return 'the choice of an agent';
    case 'paused':
      return `\`/tekton resume\`, as ${person(because.by)} paused this repository${saying(because.reason)}`;
    case 'nobody-available':
      return everyoneTakenOff(because.excluded)
        ? 'somebody to write `/tekton assign <agent>`'
        : 'an agent to become free';
    case 'no-team':
      return 'a `team` in `.github/tekton-core.yml`';
    case 'agent-taken-off':
      return 'an agent, which `/tekton assign auto` chooses';
    case 'creating-branch':
      return `the branch ${code(because.branch)}`;
    case 'branch-deleted':
      return `the branch ${code(because.branch)} to be restored, or \`/tekton reassign\` for a new one`;
    case 'waiting-for-commits':
      return `${agentName(because.agent)} to push a first commit`;
    case 'working':
      return `${agentName(because.agent)} to finish`;
    case 'agent-quiet':
      return `a word from ${agentName(because.agent)}`;
    case 'fixing-tests':
      return `${agentName(because.agent)} to fix the failed checks`;
    case 'checks-stay-red':
      return `a person to see to the checks that ${agentName(because.agent)} could not fix`;
    case 'fixing-review':
      return `${agentName(because.agent)} to make the changes that ${person(because.reviewer)} asked for`;
    case 'no-checks':
      return `a first check to report on ${commit(because.sha)}`;
    case 'checks-running':
      return `${codes(because.names)} to finish`;
    case 'checks-missing':
      return `${requiredChecks(because.checks)} to report`;
    case 'too-many-checks':
      return 'a person to name the checks that must pass, in `checks.required`';
    case 'checks-failed':
      return `${codes(because.names)} to pass`;
    case 'checks-need-approval':
      return `a person to let ${codes(because.names)} run`;
    case 'pull-request-after-green':
      return 'the checks to pass';
    case 'pull-request-after-ready':
      return 'the agent to write `/tekton ready`';
    case 'pull-request-after-commits':
      return 'a first commit';
    case 'opening-pull-request':
      return 'the pull request';
    case 'pull-request-open':
      return because.draft ? `#${because.number} to be ready for review` : `a review of #${because.number}`;
    case 'pull-request-closed':
      return `#${because.number} to be reopened, or \`/tekton stop\``;
    case 'confidence-medium':
      return `a person to look at the work of ${person(because.by)}${saying(because.note)} and write \`/tekton ready\``;
    case 'confidence-low':
      return `a person to decide for ${person(because.by)}${saying(because.note)} and write \`/tekton ready\``;
    case 'approvals':
      return approvals(because.need - because.have);
    case 'changes-requested':
      return `the changes that ${people(because.by)} asked for`;
    case 'waiting-for-re-review':
      return `${people(because.by)} to look again`;
    case 'merge-by-hand':
      return `a person to merge #${because.number}`;
    case 'merging':
      return `GitHub to merge #${because.number}`;
    case 'held':
      return `the hold by ${person(because.by)}${saying(because.reason)} to be lifted with \`/tekton unhold\``;
    case 'held-by-label':
      return `the label ${code(because.label)} to be taken off`;
    case 'loop':
      return `the conversation to calm down, until ${moment(because.until)}`;
    case 'escalated':
      return `a person to answer ${person(because.by)}${saying(because.reason)} and write \`/tekton ack\``;
    case 'other-base':
      return `#${because.number} to be set back to ${code(because.wanted)}`;
    case 'other-pull-request':
      return `#${because.number}, which is followed for this issue`;
    case 'github-refused':
      return 'somebody to put right what GitHub refused, then `/tekton refresh`';
    case 'approval-not-counted':
    case 'merged-red':
    case 'assigned':
    case 'branch-exists':
    case 'work-offered':
    case 'no-checks-needed':
    case 'checks-passed':
    case 'merged':
    case 'no-workflow':
    case 'stopped':
    case 'issue-closed':
    case 'issue-deleted':
    case 'issue-moved':
    case 'repository-archived':
    case 'repository-gone':
    case 'app-removed':
      return null;
  }
}

function approvals(missing: number): string | null {
  if (missing <= 0) return null;
  return missing === 1
    ? '1 approval by somebody who may write'
    : `${missing} approvals by people who may write`;
}
