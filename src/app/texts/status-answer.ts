import type { StatusView } from '../../domain/workflow/status-view.js';
import { headline, waitingLine } from './headline.js';
import { joined } from './names.js';
import { rankingText } from './ranking-text.js';
import { stepReasons } from './step-reasons.js';
import { whereabouts } from './whereabouts.js';
import { STATUS_ICON, STATUS_WORD } from './words.js';

/** `/tekton status`: where it stands, in four lines at most. */
export function statusAnswer(view: StatusView): string {
  const steps = view.steps.map(({ name, status }) => `${STATUS_ICON[status]} ${name}`).join(' → ');
  const lines = [`**${headline(view)}**`, waitingLine(view), steps, whereabouts(view)];
  return lines.filter((line) => line !== null && line !== '').join('\n\n');
}

/** `/tekton why`: each step with its reasons, and how the agent was chosen. */
export function whyAnswer(view: StatusView): string {
  const steps = stepReasons(view).map(({ names, status, sentences }) => {
    const reasons = sentences.map((sentence) => `  - ${sentence}`);
    return [`- **${joined(names)}**: ${STATUS_ICON[status]} ${STATUS_WORD[status]}`, ...reasons].join('\n');
  });
  const { ranking, agent } = view;
  const parts = [
    `**${headline(view)}**`,
    waitingLine(view),
    steps.join('\n'),
    ranking === null ? null : `**The choice of the agent**\n\n${rankingText(ranking, agent?.name ?? null)}`,
  ];
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}
