import { parseReport } from '../../domain/report/parse.js';
import { withEntry, type AgentReport, type ReportEntry } from '../../domain/report/report.js';
import { dayOfReport } from '../../domain/report/schedule.js';
import type { Config } from '../../domain/config/schema.js';
import type { ReportStore } from '../ports/store.js';

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
  const day = dayOfReport(config.reporting, said.at);
  if (fields === null || day === null) return null;
  const { date } = day;
  await withReport(store, { repositoryId, date, agent, entries: {} }, { ...said, fields });
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
    if (stored?.value.entries[entry.id] !== undefined) return;
    const next = withEntry(stored?.value ?? none, entry);
    if ((await store.saveReport(next, stored?.version ?? 0)) === 'saved') return;
  }
  throw new Error(`the report of ${agent}: lost the race to save it ${RACES} times`);
}

/** A day that is not told yet will have it; one that was is due again. Whoever saves it meanwhile tells it too. */
async function tellAnew(
  store: Pick<ReportStore, 'getDay' | 'saveDay'>,
  repositoryId: number,
  date: string,
  now: number,
): Promise<void> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getDay(repositoryId, date);
    if (stored?.value.publishedAt == null) return;
    const { value, version } = stored;
    const dueAt = Math.min(value.dueAt ?? now, now);
    if ((await store.saveDay({ ...value, publishedAt: null, dueAt }, version)) === 'saved') return;
  }
}
