import type { Day } from '../../domain/report/day.js';
import { inOrder, together, type AgentReport } from '../../domain/report/report.js';
import { FirstFew } from '../../domain/report/some.js';
import type { AgentLine, Some } from '../../domain/report/summary.js';
import type { Page, ReportStore } from '../ports/store.js';
import type { AgentsAtWork } from './agents-at-work.js';

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
  atWork: AgentsAtWork,
): Promise<AgentsOfDay> {
  const lines = new FirstFew<AgentLine>(SHOWN);
  const silent = new FirstFew<string>(SHOWN);
  const spoke = new Set<string>();
  let late = 0;
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
      lines.add(line);
      spoke.add(report.agent);
      if (line.said === null && atWork.has(report.agent)) late += 1;
      const all = together(inOrder(report));
      cost = plus(cost, all.cost);
      tokens = plus(tokens, all.tokens);
    }
    after = page.next;
  } while (after !== null);
  const names = atWork.names;
  for (const agent of names.filter((name) => !spoke.has(name))) {
    if (atWork.wasAsked(agent)) silent.add(agent);
    lines.add({ agent, said: null, late: [], ...atWork.seen(agent) });
  }
  const expected = names.filter((name) => spoke.has(name) || atWork.wasAsked(name)).length;
  return {
    lines: lines.some,
    silent: silent.some,
    reported: expected - silent.count - late,
    expected,
    cost,
    tokens,
  };
}

function lineOf(report: AgentReport, { closesAt }: Day, atWork: AgentsAtWork): AgentLine {
  const entries = inOrder(report);
  const inTime = entries.filter(({ at }) => at <= closesAt);
  return {
    agent: report.agent,
    said: inTime.length === 0 ? null : together(inTime),
    late: entries.filter(({ at }) => at > closesAt).map(({ at, fields }) => ({ at, fields })),
    ...atWork.seen(report.agent),
  };
}

function plus(total: number | null, more: number | null): number | null {
  return more === null ? total : (total ?? 0) + more;
}
