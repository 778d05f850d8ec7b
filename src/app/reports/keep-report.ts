import { parseReport } from '../../domain/report/parse.js';
import { withEntry, type AgentReport, type ReportEntry } from '../../domain/report/report.js';
import { dayOfReport, openDay } from '../../domain/report/schedule.js';
import type { Config } from '../../domain/config/schema.js';
import type { ReportStore } from '../ports/store.js';
import { tellAnew } from './tell-anew.js';

const RACES = 20;

/** Where a report belongs: an agent's day in a project. */
interface Place {
  repositoryId: number;
  agent: string;
  config: Config;
}

/**
 * Keeps what an agent said of its day with that day; told again, it is kept once. A day that was told already is told
 * anew. Null: there is no day to tell, or nothing in the text.
 */
export async function keepReport(
  store: Pick<ReportStore, 'getReport' | 'saveReport' | 'getDay' | 'saveDay'>,
  { repositoryId, agent, config }: Place,
  { text, ...said }: Omit<ReportEntry, 'fields'> & { text: string },
): Promise<{ date: string } | null> {
  const fields = parseReport(text);
  const date = await dateOf(store, repositoryId, config, said.at);
  if (fields === null || date === null) return null;
  await withReport(store, { repositoryId, date, agent, entries: {}, before: null }, { ...said, fields });
  await tellAnew(store, repositoryId, date, said.at);
  return { date };
}

async function withReport(
  store: Pick<ReportStore, 'getReport' | 'saveReport'>,
  none: AgentReport,
  entry: ReportEntry,
): Promise<void> {
  const { repositoryId, date, agent } = none;
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getReport(repositoryId, date, agent);
    const before = stored?.value ?? none;
    const next = withEntry(before, entry);
    if (next === before) return;
    if ((await store.saveReport(next, stored?.version ?? 0)) === 'saved') return;
  }
  throw new Error(`the report of ${agent}: lost the race to save it ${RACES} times`);
}

/** The day that was closed a while ago, if it is one of ours; else the one that is open. */
async function dateOf(
  store: Pick<ReportStore, 'getDay'>,
  repositoryId: number,
  { reporting }: Config,
  at: number,
): Promise<string | null> {
  const day = dayOfReport(reporting, at);
  if (day?.late !== true) return day?.date ?? null;
  if ((await store.getDay(repositoryId, day.date)) !== null) return day.date;
  return openDay(reporting, at)?.date ?? null;
}
