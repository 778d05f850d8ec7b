import type { Outcome } from '../../../domain/report/outcome.js';
import type { Retrospective } from '../../../domain/report/summary.js';
import { STEP_NAMES } from '../../../domain/workflow/step.js';
import { paragraphs } from '../layout.js';
import { dayRange, span } from '../moment.js';
import { agentName, mention, repositoryName } from '../names.js';
import { plainText } from '../plain.js';
import { healthChart } from './chart.js';
import { countOf, list, LONGEST_TITLE, table, type ReportIssue } from './section.js';
import { by, firstPass, head } from './work-text.js';

const MOST = { agents: 10_000, slowest: 10_000 };

/** The issue that tells a project's week. It mentions the shepherd, and nobody else. */
export function retrospectiveIssue(week: Retrospective): ReportIssue {
  const { owner, name, from, to, trend, target } = week;
  return {
    title: plainText(`Weekly report: ${owner}/${name}, ${dayRange(from, to)}`, LONGEST_TITLE),
    body: paragraphs(
      opening(week),
      figures(week),
      healthText(week),
      healthChart(trend, target),
      stepsText(week),
      agentsText(week),
      slowestText(week),
      `<sub>tekton-core on ${repositoryName(week)} · a median is what half took at most; an agent’s is from start to merge</sub>`,
    ),
  };
}

function opening(week: Retrospective): string {
  const name = repositoryName(week);
  return week.shepherd === null
    ? `This is the week of ${name}.`
    : `${mention(week.shepherd)}, this is the week of ${name}.`;
}

function figures({ merged, ended, leadTime, firstPassGreen, reassignments }: Retrospective): string {
  if (merged === 0 && ended === 0)
    return '**Nothing was merged, and nothing ended.** If work is under way, `/tekton why` on its issue says what it waits for.';
  const sentences = [
    `**${merged} merged, ${ended} ended without a merge.**`,
    ...(leadTime === null
      ? []
      : [
          `From start to merge, half took ${span(leadTime.median)} or less; the longest took ${span(leadTime.longest)}.`,
        ]),
    ...firstPassWords(firstPassGreen),
    reassignments === 0
      ? 'No work changed hands.'
      : `Work changed hands ${reassignments === 1 ? 'once' : `${reassignments} times`}.`,
  ];
  return sentences.join(' ');
}

function firstPassWords({ count, of }: Retrospective['firstPassGreen']): string[] {
  if (of === 0) return [];
  return [`Green at the first pass: ${count} of ${of} (${Math.round((100 * count) / of)}%).`];
}

function healthText({ trend, target }: Retrospective): string | null {
  const [first] = trend;
  const last = trend.at(-1);
  if (first === undefined || last === undefined) return null;
  const way = trend.length === 1 ? `${last.score}` : `from ${first.score} to ${last.score}`;
  return `**Health: ${way} of 100**; the target was ${target}.`;
}

function stepsText({ steps }: Retrospective): string | null {
  if (steps.length === 0) return null;
  const [longest] = steps.toSorted((a, b) => b.median - a.median);
  const rows = { shown: steps.slice(0, STEP_NAMES.length), more: 0 };
  const cells = ({ name, median }: (typeof steps)[number]) => [name, span(median)];
  return paragraphs(
    '### Where work waited',
    longest === undefined
      ? null
      : `Longest at **${longest.name}**: a median of ${span(longest.median)}. To be faster, begin there.`,
    table('| Step | Median |\n|:--|--:|', rows, cells, 2_000),
  );
}

const AGENTS_HEAD = '| Agent | Merged | Failed test runs | Median |\n|:--|--:|--:|--:|';

function agentsText({ agents }: Retrospective): string | null {
  if (countOf(agents) === 0) return null;
  return `### Agents\n\n${table(AGENTS_HEAD, agents, agentCells, MOST.agents)}`;
}

function agentCells({ agent, merged, redRuns, median }: Retrospective['agents']['shown'][number]): string[] {
  return [agentName(agent), String(merged), String(redRuns), merged === 0 ? '–' : span(median)];
}

function slowestText({ slowest }: Retrospective): string | null {
  if (slowest.length === 0) return null;
  return `### Slowest runs\n\n${list({ shown: slowest, more: 0 }, slowItem, MOST.slowest)}`;
}

function slowItem(outcome: Outcome): string {
  const { startedAt, endedAt, steps } = outcome;
  const [longest] = steps.toSorted((a, b) => b.ms - a.ms);
  const parts = [
    span(endedAt - startedAt),
    ...by(outcome),
    firstPass(outcome),
    ...(longest === undefined ? [] : [`longest at ${longest.name} (${span(longest.ms)})`]),
  ];
  return `- ${head(outcome)}: ${parts.join(', ')}.`;
}
