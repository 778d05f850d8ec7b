import type { Overview, ProjectLine } from '../../../domain/report/summary.js';
import { briefOf } from '../brief.js';
import { escapeText } from '../escape.js';
import { counted, signed, spent } from '../figures.js';
import { paragraphs } from '../layout.js';
import { longDay } from '../moment.js';
import { agentName, ended, issueOf, repositoryName, titled } from '../names.js';
import { plainText } from '../plain.js';
import { countOf, list, LONGEST_TITLE, names, table, type ReportIssue } from './section.js';

type Told = NonNullable<ProjectLine['day']>;

const MOST = { needs: 20_000, projects: 24_000, silent: 6_000 };

/** The issue that tells a day of all projects of an installation. It mentions nobody. */
export function overviewIssue(overview: Overview): ReportIssue {
  const { account, date, zone } = overview;
  return {
    title: plainText(`Daily report: all projects of ${account}, ${longDay(date)}`, LONGEST_TITLE),
    body: paragraphs(
      needsText(overview),
      totalsText(overview),
      projectTable(overview),
      silentText(overview),
      untoldText(overview),
      partialText(overview),
      `<sub>tekton-core on all projects of ${escapeText(account, 60)} · days as in ${escapeText(zone, 60)} · health in bold is below its target</sub>`,
    ),
  };
}

function needsText({ projects }: Overview): string {
  const shown = projects.shown.flatMap((project) =>
    (project.day?.needs ?? []).map((need) => ({ project, need })),
  );
  if (shown.length === 0) return '**Nothing needs a person today.**';
  return `### Needs a person today\n\n${list({ shown, more: 0 }, needItem, MOST.needs)}`;
}

function needItem({ project, need }: { project: ProjectLine; need: Told['needs'][number] }): string {
  const { issueNumber, title, code } = need;
  return `- [ ] ${issueOf(project, issueNumber)} ${titled(title)}: ${ended(briefOf(code))}`;
}

/** The same whether there are any: that there are may be nobody's business. */
function partialText({ partial }: Overview): string | null {
  if (!partial) return null;
  return 'Only repositories that every reader of this one may read are told of here. To have all, name a private one as `reporting.hub`.';
}

function totalsText({ totals }: Overview): string {
  const { projects, merged, moved, blocked, escalations, reported, expected, score } = totals;
  const parts = [
    counted(projects, 'project'),
    `${merged} merged, ${moved} moved, ${blocked} blocked`,
    ...(escalations > 0 ? [counted(escalations, 'call for a person', 'calls for a person')] : []),
    ...(expected > 0 ? [`${reported} of ${counted(expected, 'agent')} reported`] : []),
  ];
  const health = score === null ? '' : ` Their mean health is ${Math.round(score)} of 100.`;
  const words = spent(totals);
  const cost = words === null ? '' : ` Cost, as far as agents told it: ${words}.`;
  return `**${parts.join(', ')}.**${health}${cost}`;
}

const HEAD = `| Project | Health | Change | Target | Merged | Moved | Blocked | Reported | Its report |
|:--|--:|--:|--:|--:|--:|--:|--:|:--|`;

function projectTable({ projects, date }: Overview): string | null {
  if (countOf(projects) === 0) return null;
  return table(HEAD, projects, (project) => cells(project, date), MOST.projects);
}

function cells(project: ProjectLine, date: string): string[] {
  const { day, paused } = project;
  const state = paused ? ', paused' : '';
  if (day === null) return [`${repositoryName(project)}${state}`, ...Array.from({ length: 8 }, () => '–')];
  const other = day.date === date ? '' : `, ${longDay(day.date)}`;
  return [
    `${repositoryName(project)}${state}${other}`,
    day.score < day.target ? `**${day.score}**` : String(day.score),
    day.change === null ? '–' : signed(day.change),
    String(day.target),
    String(day.merged),
    String(day.moved),
    String(day.blocked),
    day.expected === 0 ? '–' : `${day.reported} of ${day.expected}`,
    day.summary === null ? '–' : issueOf(project, day.summary),
  ];
}

function silentText({ projects }: Overview): string | null {
  const silent = projects.shown.flatMap((project) =>
    (project.day?.silent ?? []).map((agent) => ({ project, agent })),
  );
  const show = ({ project, agent }: (typeof silent)[number]) =>
    `${agentName(agent)} (${repositoryName(project)})`;
  return sentence('No report', silent, show);
}

function untoldText({ projects }: Overview): string | null {
  const untold = projects.shown.filter(({ day }) => day === null);
  return sentence('Told nothing that day', untold, repositoryName);
}

function sentence<T>(title: string, shown: T[], show: (item: T) => string): string | null {
  return shown.length === 0 ? null : `**${title}:** ${names({ shown, more: 0 }, show, MOST.silent)}.`;
}
