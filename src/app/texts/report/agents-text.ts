import type { AgentLine, Summary } from '../../../domain/report/summary.js';
import { counted } from '../figures.js';
import { fitting, paragraphs } from '../layout.js';
import { clockAt, longDay, longDayAt, momentAt } from '../moment.js';
import { agentName, listed } from '../names.js';
import { activityWords } from './activity-text.js';
import { helpWanted, saidLines, standing } from './said.js';
import { countOf, names, section } from './section.js';

const LONGEST = 12_000;
const LONGEST_AGENT = 4_000;
const LONGEST_SILENT = 2_000;
const MOST_LATE = 3;

type Day = Pick<Summary, 'date' | 'zone'>;

/** What each agent says of its day beside what was seen of it, and who said nothing. */
export function agentsText({ agents, silent, date, zone }: Summary): string {
  const show = (line: AgentLine) => entry(line, { date, zone });
  return paragraphs(section('Agents', agents, show, LONGEST), silentText({ agents, silent }));
}

/** Of those who were at work: how many reported in time. */
export function reporters({ agents, silent }: Pick<Summary, 'agents' | 'silent'>): {
  reported: number;
  expected: number;
} {
  const said = agents.shown.filter((line) => line.said !== null).length;
  const reported = agents.more === 0 ? said : Math.max(said, countOf(agents) - countOf(silent));
  return { reported, expected: reported + countOf(silent) };
}

/** An agent that calls for a person, in time or late, as an item of the list of what needs one; null: it does not. */
export function helpItem(line: AgentLine): string | null {
  const late = line.late.slice(-MOST_LATE).map(({ fields }) => fields);
  const said = [...(line.said === null ? [] : [line.said]), ...late];
  const wanted = said.map(helpWanted).findLast((words) => words !== null);
  return wanted === undefined ? null : `- [ ] ${whose(line)} asks for help: ${wanted}`;
}

function silentText({ agents, silent }: Pick<Summary, 'agents' | 'silent'>): string | null {
  if (countOf(silent) === 0) return null;
  const late = new Set(agents.shown.filter((line) => line.late.length > 0).map(({ agent }) => agent));
  const show = (name: string) => `${agentName(name)}${late.has(name) ? ' (late)' : ''}`;
  return `**No report:** ${names(silent, show, LONGEST_SILENT)}. Of them only what was seen is told here; a late report is added when it comes.`;
}

function entry(line: AgentLine, day: Day): string {
  const { said, late, wordless, activity } = line;
  const stands = said === null ? 'no report, so only what was seen' : standing(said);
  const lines = [
    ...(said === null ? [] : saidLines(said, '  ')),
    ...(wordless === 0
      ? []
      : [`  - The words of ${counted(wordless, 'earlier report')} are left out; what was spent is counted.`]),
    `  - Seen: ${activityWords(activity)}`,
    ...(late.length > MOST_LATE
      ? [`  - Late, and left out here: ${counted(late.length - MOST_LATE, 'earlier report')}`]
      : []),
    ...late.slice(-MOST_LATE).flatMap((report) => lateLines(report, day)),
  ];
  const head = `- ${whose(line)}${stands === '' ? '' : `: ${stands}`}`;
  const { shown, more } = fitting(lines, String, LONGEST_AGENT);
  const left = more > 0 ? [`  - and ${more} more lines`] : [];
  return [head, ...shown, ...left].join('\n');
}

function lateLines({ at, fields }: AgentLine['late'][number], { date, zone }: Day): string[] {
  const when = longDayAt(at, zone) === longDay(date) ? `at ${clockAt(at, zone)}` : `on ${momentAt(at, zone)}`;
  const stands = standing(fields);
  return [`  - Late, ${when}${stands === '' ? '' : `: ${stands}`}`, ...saidLines(fields, '    ')];
}

function whose({ agent, issues }: AgentLine): string {
  const on = issues.length === 0 ? '' : ` on ${listed(issues, (number) => `#${number}`)}`;
  return `**${agentName(agent)}**${on}`;
}
