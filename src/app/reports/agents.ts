import { noActivity } from '../../domain/report/activity.js';
import type { AtWork } from '../../domain/report/closing.js';
import type { Day } from '../../domain/report/day.js';
import { plus, saidBy, type AgentReport } from '../../domain/report/report.js';
import { FirstFew } from '../../domain/report/some.js';
import type { AgentLine, Some } from '../../domain/report/summary.js';
import type { Page, ReportStore } from '../ports/store.js';

const PAGE = 50;
/** Agents whose words are shown, and those who said nothing of whom it is shown what was seen. */
const SHOWN = 40;

export interface AgentsOfDay {
  lines: Some<AgentLine>;
  silent: Some<string>;
  /** Of those from whom a report was expected, because they are at work and were asked or spoke, how many gave one in time. */
  reported: number;
  expected: number;
  cost: number | null;
  tokens: number | null;
}

/** What each agent said of a day, beside what was seen of it. Who is at work and said nothing stands there too. */
export async function agentsOf(
  store: Pick<ReportStore, 'listReports'>,
  day: Day,
  atWork: AtWork,
): Promise<AgentsOfDay> {
  const lines = new FirstFew<AgentLine>(SHOWN);
  const late = new FirstFew<AgentLine>(SHOWN);
  const silent = new FirstFew<string>(SHOWN);
  const inTime = new Set<string>();
  let cost: number | null = null;
  let tokens: number | null = null;
  let after: string | null = null;
  do {
    const page: Page<AgentReport> = await store.listReports(day.repositoryId, day.date, {
      limit: PAGE,
      after,
    });
    for (const report of page.items) {
      const line = lineOf(report, day, atWork);
      (line.said === null ? late : lines).add(line);
      if (line.said !== null) inTime.add(report.agent);
      for (const spent of [line.said, ...line.late.map(({ fields }) => fields)]) {
        cost = plus(cost, spent?.cost ?? null);
        tokens = plus(tokens, spent?.tokens ?? null);
      }
    }
    after = page.next;
  } while (after !== null);
  // Whoever is late stays where the day was told without them, with what they said.
  const lateLines = new Map(late.some.shown.map((line) => [line.agent, line]));
  const asked = new Set(atWork.asked);
  const names = [...atWork.asked, ...atWork.others].sort();
  for (const agent of names.filter((name) => !inTime.has(name))) {
    if (asked.has(agent)) silent.add(agent);
    lines.add(lateLines.get(agent) ?? { agent, said: null, late: [], wordless: 0, ...seenOf(atWork, agent) });
    lateLines.delete(agent);
  }
  for (const line of lateLines.values()) lines.add(line);
  const reported = names.filter((name) => inTime.has(name)).length;
  return {
    lines: lines.some,
    silent: silent.some,
    reported,
    expected: reported + names.filter((name) => !inTime.has(name) && asked.has(name)).length,
    cost,
    tokens,
  };
}

function lineOf(report: AgentReport, { closesAt }: Day, atWork: AtWork): AgentLine {
  const { late, ...rest } = saidBy(report, closesAt);
  const { agent } = report;
  return { agent, ...rest, late: late.map(({ at, fields }) => ({ at, fields })), ...seenOf(atWork, agent) };
}

/** What was seen of an agent; nothing of one that is not at work, or not among the first few. */
function seenOf({ seen }: AtWork, agent: string): Pick<AgentLine, 'issues' | 'activity'> {
  return seen[agent] ?? { issues: [], activity: noActivity() };
}
