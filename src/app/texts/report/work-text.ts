import type { Outcome } from '../../../domain/report/outcome.js';
import type { Need, WorkLine } from '../../../domain/report/summary.js';
import { awaited } from '../awaited.js';
import { say } from '../because.js';
import { counted } from '../figures.js';
import { span } from '../moment.js';
import { agentName, listed, titled } from '../names.js';
import { STATUS_WORD } from '../words.js';
import { seenWords } from './activity-text.js';

const MOST_REASONS = 3;

/** Something that a person must do, to be ticked. */
export function needItem({ issueNumber, title, because }: Need): string {
  return `- [ ] #${issueNumber} ${titled(title)}: ${say(because)}`;
}

export function mergedItem(outcome: Outcome): string {
  const { pullRequest, startedAt, endedAt } = outcome;
  const parts = [
    ...(pullRequest === null ? [] : [`pull request #${pullRequest}`]),
    ...by(outcome),
    `${span(endedAt - startedAt)} from start to merge`,
    firstPass(outcome),
  ];
  return `- ${head(outcome)}: ${parts.join(', ')}.`;
}

export function endedItem(outcome: Outcome): string {
  const { end, startedAt, endedAt, agents } = outcome;
  const how = end === 'stopped' ? 'stopped' : end === 'closed' ? 'the issue was closed' : 'merged';
  const whose = agents.length === 0 ? '' : `; ${listed(agents, agentName, 4)} had it`;
  return `- ${head(outcome)}: ${how} after ${span(endedAt - startedAt)}${whose}.`;
}

export function movedItem(line: WorkLine): string {
  return `- ${head(line)}: ${place(line)}. Seen: ${seenWords(line.activity)}.`;
}

/** On whom or on what it waits. */
export function blockedItem(line: WorkLine): string {
  const waits = line.because
    .map(awaited)
    .filter((words) => words !== null)
    .slice(0, MOST_REASONS);
  const first = line.because[0];
  const why =
    waits.length > 0 ? ` Waits for ${waits.join('; ')}.` : first === undefined ? '' : ` ${say(first)}`;
  return `- ${head(line)}: ${place(line)}.${why}`;
}

/** How it went with the tests. */
export function firstPass({ redRuns }: Outcome): string {
  return redRuns === 0 ? 'green at the first pass' : `${counted(redRuns, 'failed test run')} on the way`;
}

/** Who had it, in turn. */
export function by({ agents }: Outcome): string[] {
  return agents.length === 0 ? [] : [`by ${listed(agents, agentName, 4)}`];
}

export function head({ issueNumber, title }: { issueNumber: number; title: string }): string {
  return `#${issueNumber} ${titled(title)}`;
}

function place({ agent, step, stepStatus, testsRed }: WorkLine): string {
  const who = agent === null ? 'no agent' : agentName(agent);
  return `${who}, at ${step} (${STATUS_WORD[stepStatus]})${testsRed ? ', checks fail' : ''}`;
}
