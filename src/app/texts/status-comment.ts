import type { StatusView } from '../../domain/workflow/status-view.js';
import { code } from './code.js';
import { headline, waitingLine } from './headline.js';
import { folded, paragraphs } from './layout.js';
import { agentName, joined, person } from './names.js';
import { rankingText } from './ranking-text.js';
import { stepReasons } from './step-reasons.js';
import { whereabouts } from './whereabouts.js';
import { STATUS_ICON, STATUS_WORD } from './words.js';

/** GitHub takes 65,536 characters; the rest is room for the marker and what GitHub adds. */
const LONGEST = 60_000;

/** The one comment that is edited as the work goes on. What is missing or too long is left out, details first. */
export function statusCommentText(view: StatusView, { issueNumber }: { issueNumber: number }): string {
  const footer = `<sub>tekton-core on issue #${issueNumber} · write \`/tekton help\` in a comment to see what you can ask for</sub>`;
  const main = [`### ${headline(view)}`, waitingLine(view), stepTable(view), whereabouts(view)];
  const details = [rankingDetails(view), commandDetails(view)];
  const full = paragraphs(...main, ...details, footer);
  return full.length <= LONGEST ? full : paragraphs(...main, footer);
}

function stepTable(view: StatusView): string {
  const rows = stepReasons(view).map(
    ({ names, status, sentences }) =>
      `| ${joined(names)} | ${STATUS_ICON[status]} ${STATUS_WORD[status]} | ${sentences.join(' ')} |`,
  );
  return ['| Step | State | Why |', '|:--|:--|:--|', ...rows].join('\n');
}

function rankingDetails({ ranking, agent }: StatusView): string | null {
  if (ranking === null) return null;
  const title = agent === null ? 'How the agents compare' : `Why ${agentName(agent.name)}`;
  return folded(title, rankingText(ranking, agent?.name ?? null));
}

function commandDetails({ commands }: StatusView): string | null {
  if (commands.length === 0) return null;
  const lines = commands
    .slice(0, 10)
    .map((command) => `- ${given(command)} by ${person(command.by)}${command.done ? '' : ', not done'}`);
  return folded('Last commands', lines.join('\n'));
}

function given({ verb, label }: StatusView['commands'][number]): string {
  if (label === undefined) return code(`/tekton ${verb}`);
  return `label ${code(label)} ${verb === 'stop' ? 'taken off' : 'put on'}`;
}
