import { definitionOf } from '../../domain/commands/catalogue.js';
import type { Answer } from '../../domain/workflow/answer.js';
import type { StatusView } from '../../domain/workflow/status-view.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import { howToBegin } from './begin.js';
import { code, syntax } from './code.js';
import { healthAnswer, type HealthDay } from './report/health-text.js';
import { helpAnswer, whoMay, whoNever } from './help.js';
import { agentName, codes, commit, mention } from './names.js';
import { statusAnswer, whyAnswer } from './status-answer.js';
import { PERMISSION_WORD } from './words.js';

export { howToBegin } from './begin.js';

/** The last day that was closed, if any was, and when the one that is open will be. */
export interface HealthKnown {
  day: HealthDay | null;
  next: { closesAt: number; zone: string } | undefined;
}

export interface Told {
  /** Who gave the command. */
  by: string;
  view: StatusView;
  health?: HealthKnown;
  /** What the workflow waits to do. */
  outbox?: Workflow['outbox'];
}

/** The short reply to one command. A refusal says who, what was needed and what to do; nothing is quoted back. */
export function answerText(answer: Answer, { by, view, health, outbox = {} }: Told): string {
  switch (answer.code) {
    case 'health':
      return healthAnswer(health?.day ?? null, health?.next);
    case 'status':
      return statusAnswer(view);
    case 'why':
      return whyAnswer(view, outbox);
    case 'help':
      return helpAnswer();
    case 'inert':
      return howToBegin({ faults: [] });
    default:
      return `${mention(by)}: ${sentence(answer)}`;
  }
}

type Short = Exclude<Answer, { code: 'status' | 'why' | 'help' | 'health' | 'inert' }>;

function sentence(answer: Short): string {
  switch (answer.code) {
    case 'done':
      return 'done.';
    case 'already-started':
      return 'this issue is under way already. `/tekton status` shows where it stands.';
    case 'issue-closed':
      return `this issue is closed. Reopen it first, then write ${command(answer.verb)} again.`;
    case 'already-assigned':
      return `${agentName(answer.agent)} has this issue already. To give it to another agent, write \`/tekton reassign\`.`;
    case 'unknown-verb':
      return `there is no command ${command(answer.verb)}.${didYouMean(answer.meant && `/tekton ${answer.meant}`)} \`/tekton help\` lists those that there are.`;
    case 'usage':
      return usage(answer);
    case 'too-many-commands':
      return `only the first ${answer.most} commands of a comment count. Write the others in another comment.`;
    case 'not-permitted':
      return notPermitted(answer);
    case 'lookup-failed':
      return `GitHub did not say what you may do here, so ${command(answer.verb)} was not done. Please write it again in a few minutes.`;
    case 'own-work':
      return ownWork(answer.verb);
    case 'not-your-work':
      return notYourWork(answer.verb);
    case 'not-started':
      return `${command(answer.verb)} has nothing to act on, as this issue has not been started. Write \`/tekton start\` first.`;
    case 'no-assignment':
      return `no agent is at work on this issue, so ${command(answer.verb)} has nothing to act on. Write \`/tekton assign auto\` for one.`;
    case 'unknown-agent':
      return unknownAgent(answer);
    case 'not-held':
      return 'there is no hold to lift, so nothing was done.';
    case 'held-by-label':
      return `the label ${code(answer.label)} holds this, and no command lifts a label. Take it off to go on.`;
    case 'not-called':
      return 'no call for a person is open here, so there is nothing to acknowledge.';
    case 'no-such-commit':
      return `the branch never stood at ${commit(answer.sha)}. Name one of its commits, or write \`/tekton approve\` for the newest.`;
    case 'not-approved':
      return 'you have approved nothing here, so there is nothing to take back.';
    case 'nothing-to-approve':
      return 'there is no commit to approve yet. Wait for the agent’s first push.';
    case 'empty-report':
      return 'a report says something: write it behind `/tekton report`, or on the lines beneath it.';
    case 'nobody-reports':
      return 'no agent is at work on this issue for whom you could report. An agent that had it can still write `/tekton report` here itself.';
    case 'nothing-to-retest':
      return 'there is no commit to test yet. Wait for the agent’s first push.';
  }
}

function usage({ verb, usage, meant }: Extract<Answer, { code: 'usage' }>): string {
  const known = definitionOf(verb);
  if (known?.argument === null && known.text === null)
    return `${command(verb)} takes nothing more: write it alone on its line.`;
  return `${command(verb)} is written like this: ${syntax(usage, { inTable: false })}.${didYouMean(meant && `/tekton ${verb} ${meant}`)}${examples(verb)}`;
}

function command(verb: string): string {
  return code(`/tekton ${verb}`, 60);
}

/** A question, and no more: nothing is done on a guess. */
function didYouMean(meant: string | null): string {
  return meant === null ? '' : ` Did you mean ${code(meant, 60)}?`;
}

function notPermitted({ verb, needed, has }: Extract<Answer, { code: 'not-permitted' }>): string {
  const who = definitionOf(verb)?.who;
  const may =
    who === undefined ? `people with ${PERMISSION_WORD[needed]}` : whoMay({ ...who, permission: needed });
  return `${command(verb)} is for ${may}; you have ${PERMISSION_WORD[has]} here. Ask one of them to write it.`;
}

function notYourWork(verb: string): string {
  return definitionOf(verb)?.who.or.includes('worker') === true
    ? `${command(verb)} is for an agent that has or had this issue, and you have not. Write it on an issue that you work on or worked on.`
    : `an agent may only command the work that it has at hand, and ${command(verb)} goes beyond that. Ask a person who has write access.`;
}

function ownWork(verb: string): string {
  const who = definitionOf(verb)?.who;
  const never = (who && whoNever(who)) ?? 'you';
  const alone =
    who?.never.includes('requester') === true
      ? ' A maintainer who works alone can set `review.requester_may_approve: true`.'
      : '';
  return `${command(verb)} is not for ${never}, as nobody judges their own work. Ask another person who may write it.${alone}`;
}

function examples(verb: string): string {
  const known = definitionOf(verb)?.examples ?? [];
  return known.length === 0 ? '' : ` For example: ${codes(known)}.`;
}

function unknownAgent({ agent, known, others, meant }: Extract<Answer, { code: 'unknown-agent' }>): string {
  const team =
    known.length === 0
      ? 'The team in `.github/tekton-core.yml` is empty.'
      : `The team here: ${codes(known, 20, others)}.`;
  return `there is no agent ${code(agent, 60)} in this repository.${didYouMean(meant)} ${team}`;
}
