import type { StatusView } from '../../domain/workflow/status-view.js';
import type { Queued, Workflow } from '../../domain/workflow/workflow.js';
import { headline, waitingLine } from './headline.js';
import { paragraphs } from './layout.js';
import { joined } from './names.js';
import { putOffWords } from './put-off.js';
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

/** What was not done at once: when it is tried, why not before, and how often it failed. */
function queuedText(outbox: Workflow['outbox']): string | null {
  const waiting = Object.values(outbox)
    .filter(({ lastError, waitsFor }) => lastError !== null || waitsFor !== null)
    .sort((a, b) => a.notBefore - b.notBefore);
  if (waiting.length === 0) return null;
  const lines = waiting.slice(0, QUEUED_SHOWN).map(queuedLine);
  const more = waiting.length > QUEUED_SHOWN ? [`- and ${waiting.length - QUEUED_SHOWN} more`] : [];
  return ['**Waits to be done**', '', ...lines, ...more].join('\n');
}

function queuedLine({ kind, attempts, notBefore, lastError, waitsFor }: Queued): string {
  const what = waitingWords(kind);
  if (waitsFor !== null) return `- ${what}: put off until ${moment(notBefore)} (${putOffWords(waitsFor)})`;
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  return `- ${what}: ${tries}, the next at ${moment(notBefore)} (${escapeText(oneLine(lastError ?? '', 160), 200)})`;
}
