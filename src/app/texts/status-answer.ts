import type { StatusView } from '../../domain/workflow/status-view.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import { headline, waitingLine } from './headline.js';
import { paragraphs } from './layout.js';
import { joined } from './names.js';
import { rankingText } from './ranking-text.js';
import { stepReasons } from './step-reasons.js';
import { whereabouts } from './whereabouts.js';
import { oneLine } from './clean.js';
import { escapeText } from './escape.js';
import { moment } from './moment.js';
import { waitingWords, STATUS_ICON, STATUS_WORD } from './words.js';

/** `/tekton status`: where it stands, in four lines at most. */
export function statusAnswer(view: StatusView): string {
  const steps = view.steps.map(({ name, status }) => `${STATUS_ICON[status]} ${name}`).join(' → ');
  return paragraphs(`**${headline(view)}**`, waitingLine(view), steps, whereabouts(view));
}

/** `/tekton why`: each step with its reasons, how the agent was chosen, and what waits to be tried again. */
export function whyAnswer(view: StatusView, outbox: Workflow['outbox'] = {}): string {
  const steps = stepReasons(view).map(({ names, status, sentences }) => {
    const reasons = sentences.map((sentence) => `  - ${sentence}`);
    return [`- **${joined(names)}**: ${STATUS_ICON[status]} ${STATUS_WORD[status]}`, ...reasons].join('\n');
  });
  const { ranking, agent } = view;
  return paragraphs(
    `**${headline(view)}**`,
    waitingLine(view),
    steps.join('\n'),
    queuedText(outbox),
    ranking === null ? null : `**The choice of the agent**\n\n${rankingText(ranking, agent?.name ?? null)}`,
  );
}

const QUEUED_SHOWN = 5;

/** What failed and is tried again: how often it was tried, why it failed, and when the next try is. */
function queuedText(outbox: Workflow['outbox']): string | null {
  const failed = Object.values(outbox)
    .filter(({ lastError }) => lastError !== null)
    .sort((a, b) => a.notBefore - b.notBefore);
  if (failed.length === 0) return null;
  const lines = failed.slice(0, QUEUED_SHOWN).map(({ kind, attempts, notBefore, lastError }) => {
    const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
    return `- ${waitingWords(kind)}: ${tries}, the next at ${moment(notBefore)} (${escapeText(oneLine(lastError ?? '', 160), 200)})`;
  });
  const more = failed.length > QUEUED_SHOWN ? [`- and ${failed.length - QUEUED_SHOWN} more`] : [];
  return ['**Waits to be tried again**', '', ...lines, ...more].join('\n');
}
