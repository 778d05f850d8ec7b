import type { Because } from '../../domain/because.js';
import { code } from './code.js';
import { moment } from './moment.js';
import {
  agentName,
  codes,
  commit,
  ended,
  link,
  listed,
  people,
  person,
  requiredChecks,
  saying,
  starting,
} from './names.js';
import { deedWords, everyoneTakenOff, exclusionWords } from './words.js';

/** One short sentence for each reason, in Markdown; where a person can do something, it says what. */
export function say(because: Because): string {
  switch (because.code) {
    case 'not-started':
      return 'Not started: write `/tekton start` to begin.';
    case 'ranking-agents':
      return 'The agents are being compared.';
    case 'assigned':
      return `Given to ${agentName(because.agent)}, terminal ${code(because.terminal)}.`;
    case 'nobody-available':
      return nobody(because);
    case 'no-team':
      return 'There is no agent to choose from: add a `team` to `.github/tekton-core.yml`.';
    case 'agent-taken-off':
      return `${starting(person(because.by))} took the agent off: write \`/tekton assign auto\` for another.`;
    case 'paused':
      return `All work in this repository is paused by ${person(because.by)}${saying(because.reason)}: \`/tekton resume\` lets it go on.`;
    case 'creating-branch':
      return `${code(because.branch)} is being created.`;
    case 'branch-exists':
      return because.branch === '' ? 'The branch is there.' : `${code(because.branch)} is there.`;
    case 'branch-deleted':
      return `${code(because.branch)} was deleted: restore it, or write \`/tekton reassign\` for a new one.`;
    case 'waiting-for-commits':
      return `${starting(agentName(because.agent))} has not pushed a commit yet.`;
    case 'working':
      return `${starting(agentName(because.agent))} is at work; the newest commit is ${commit(because.sha)}.`;
    case 'agent-quiet':
      return `Nothing was heard of ${agentName(because.agent)} since ${moment(because.since)}; it was asked how it goes.`;
    case 'work-offered':
      return `The work is offered at ${commit(because.sha)}.`;
    case 'fixing-tests':
      return `${starting(agentName(because.agent))} has failed checks to fix.`;
    case 'checks-stay-red':
      return `${starting(agentName(because.agent))} had ${because.attempts === 1 ? 'its one attempt' : `its ${because.attempts} attempts`} and checks still fail: push a fix, or write \`/tekton retest\` or \`/tekton reassign\`.`;
    case 'fixing-review':
      return `${starting(agentName(because.agent))} has been told what ${person(because.reviewer)} asked for.`;
    case 'no-checks':
      return `Waiting for the first check on ${commit(because.sha)}: if there are none here, set \`checks.when_none: pass\`.`;
    case 'no-checks-needed':
      return 'No check reported, and the configuration needs none.';
    case 'checks-running':
      return `${starting(codes(because.names))} ${because.names.length === 1 ? 'is' : 'are'} running.`;
    case 'checks-missing':
      return `${requiredChecks(because.checks)} must pass and ${because.checks.length === 1 ? 'has' : 'have'} not reported: see that the name is right in \`checks.required\`.`;
    case 'too-many-checks':
      return 'So many checks reported that one that failed may be forgotten: name those that must pass in `checks.required`.';
    case 'checks-passed':
      return because.count === 1 ? 'The one check passed.' : `All ${because.count} checks passed.`;
    case 'checks-failed':
      return `${starting(codes(because.names))} failed: push a fix, or write \`/tekton retest\` to run them again.`;
    case 'merged-red':
      return `${starting(codes(because.names))} failed, and it was merged all the same.`;
    case 'checks-need-approval':
      return `${starting(codes(because.names))} may not run yet: a person must press “Approve and run” on GitHub.`;
    case 'pull-request-after-green':
      return 'The pull request comes when the checks pass.';
    case 'pull-request-after-ready':
      return 'The pull request comes when the agent writes `/tekton ready`.';
    case 'pull-request-after-commits':
      return 'The pull request comes with the first commit.';
    case 'opening-pull-request':
      return 'The pull request is being opened.';
    case 'pull-request-open':
      return `The pull request is #${because.number}${because.draft ? ', still a draft' : ''}${because.adopted ? '; it was there already' : ''}.`;
    case 'pull-request-closed':
      return `#${because.number} was closed without a merge: reopen it, or write \`/tekton stop\`.`;
    case 'confidence-medium':
      return `${starting(person(because.by))} wants a second look${saying(because.note)}: look at the branch, then write \`/tekton ready\`.`;
    case 'confidence-low':
      return `${starting(person(because.by))} leaves the decision to a person${saying(because.note)}: answer it, then write \`/tekton ready\`.`;
    case 'approvals':
      return approvals(because);
    case 'approval-not-counted':
      return notCounted(because);
    case 'changes-requested':
      return `${starting(people(because.by))} asked for changes: push them, then the review is asked for again.`;
    case 'waiting-for-re-review':
      return `${starting(people(because.by))} asked for changes, and there are new commits to look at.`;
    case 'merge-by-hand':
      return `#${because.number} is approved and its checks passed: merge it when you like.`;
    case 'merging':
      return `#${because.number} is approved and its checks passed: it is being merged.`;
    case 'merged':
      return `#${because.number} was merged${because.by === null ? '' : ` by ${person(because.by)}`}.`;
    case 'held':
      return `${starting(person(because.by))} put it on hold${saying(because.reason)}: write \`/tekton unhold\` to go on.`;
    case 'held-by-label':
      return `The label ${code(because.label)} holds it: take the label off to go on.`;
    case 'loop':
      return because.what === 'answers'
        ? `${because.count} answers were given here within an hour: tekton-core answers no more until ${moment(because.until)}.`
        : `${because.count} comments were written here within an hour: tekton-core says nothing more until ${moment(because.until)}.`;
    case 'escalated':
      return `${starting(person(because.by))} called for a person${saying(because.reason)}: answer in a comment, then write \`/tekton ack\`.`;
    case 'other-base':
      return `#${because.number} targets ${code(because.base)}: set its base back to ${code(because.wanted)}, or take the issue out of its text.`;
    case 'other-pull-request':
      return `#${because.number} is the one that is followed for this issue: close that one, or this.`;
    case 'no-workflow':
      return 'It belongs to no workflow.';
    case 'stopped':
      return `${starting(person(because.by))} stopped it: write \`/tekton start\` to begin again.`;
    case 'issue-closed':
      return 'The issue is closed: reopen it to go on.';
    case 'issue-deleted':
      return 'The issue was deleted.';
    case 'issue-moved':
      return `The issue was moved to ${link('another repository', because.to)}: start it there.`;
    case 'repository-archived':
      return 'The repository is archived: unarchive it to go on.';
    case 'repository-gone':
      return 'The repository is gone, or tekton-core may no longer see it.';
    case 'app-removed':
      return 'The App was removed from this repository: install it again to go on.';
    case 'github-refused':
      return `GitHub refused to ${deedWords(because.what)}${saying(because.message)}: put it right, then write \`/tekton refresh\`.`;
  }
}

function nobody({ excluded, others }: Extract<Because, { code: 'nobody-available' }>): string {
  const reasons = listed(
    excluded,
    ({ agent, why }) => `${agentName(agent)} ${exclusionWords(why)}`,
    6,
    others,
  );
  const left = reasons === '' ? '' : ` (${reasons})`;
  return everyoneTakenOff(excluded)
    ? `No agent is left${left}: write \`/tekton assign <agent>\` to give it back to one.`
    : `No agent is free${left}: tekton-core looks again every few minutes${mayAsk(excluded)}.`;
}

/** A choice that was not limited to one agent has nothing to gain by this. */
function mayAsk(excluded: readonly { why: string }[]): string {
  return excluded.some(({ why }) => why === 'not-asked-for')
    ? ', and `/tekton assign auto` lets any agent of the team take it'
    : '';
}

function approvals({ have, need, by }: Extract<Because, { code: 'approvals' }>): string {
  if (need <= 0) return 'No approval is needed.';
  const tally = `Approvals: ${have} of ${need}${by.length === 0 ? '' : `, by ${people(by)}`}`;
  return have >= need ? ended(tally) : `${tally}; review the pull request and approve it.`;
}

function notCounted({ by, why }: Extract<Because, { code: 'approval-not-counted' }>): string {
  const whose = `The approval of ${people(by)} does not count`;
  switch (why) {
    case 'requester':
      return `${whose}, as whoever started the workflow does not approve it: ask another person, or set \`review.requester_may_approve: true\`.`;
    case 'own-work':
      return `${whose}, as nobody judges their own work: ask a person to approve it.`;
    case 'no-reviewer':
      return `${whose}, as an agent’s counts only if \`review.reviewers\` names it.`;
    case 'may-not-write':
      return `${whose}, as it takes write access here: ask somebody who has it.`;
  }
}
