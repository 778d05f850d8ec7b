import { daysLater } from '../../domain/calendar/calendar.js';
import type { Project } from '../../domain/project/project.js';
import type { Day } from '../../domain/report/day.js';
import { openDay, type Told } from '../../domain/report/schedule.js';
import type { Clock } from '../ports/environment.js';
import type { ReportStore } from '../ports/store.js';

/** Days back that the last one may lie: what happened since then is the next one's. */
const BACK = 40;

export interface Days {
  store: Pick<ReportStore, 'getDay' | 'saveDay' | 'listDays'>;
  clock: Clock;
}

/**
 * Sees that the day that is open now will be told, at the times of the newest configuration. Asked whenever that is read:
 * so the first day begins with the first reading, and a day whose item was lost begins anew.
 */
export async function ensureDay({ store, clock }: Days, project: Project): Promise<void> {
  const reporting = project.reading?.config?.reporting;
  const now = clock.now();
  const told = reporting?.enabled === true ? openDay(reporting, now) : null;
  if (reporting === undefined || told === null) return;
  const { repositoryId } = project;
  const stored = await store.getDay(repositoryId, told.date);
  if (stored === null) {
    const from = daysLater(told.date, -BACK);
    const before = (await store.listDays(repositoryId, { from, to: daysLater(told.date, -1) })).at(-1);
    // Somebody else who was faster made the same.
    await store.saveDay(newDay(project, told, sinceOf(project, before, now)), 0);
    return;
  }
  const { value: day, version } = stored;
  const { remindsAt, closesAt, zone } = told;
  const isSame = day.remindsAt === remindsAt && day.closesAt === closesAt && day.zone === zone;
  // One that was closed stays closed.
  if (day.publishedAt !== null || day.record !== null || (isSame && day.dueAt !== null)) return;
  const dueAt = nextLook({ ...day, remindsAt, closesAt });
  await store.saveDay({ ...day, remindsAt, closesAt, zone, dueAt }, version);
}

/** One that the configuration has just made a holiday of is told with this one. */
function sinceOf({ createdAt }: Project, before: Day | undefined, now: number): number {
  if (before === undefined) return createdAt;
  return before.closesAt > now ? before.since : before.closesAt;
}

/** When something is to be done about a day that was not told yet, ms. */
export function nextLook({
  remindedAt,
  remindsAt,
  closesAt,
}: Pick<Day, 'remindedAt' | 'remindsAt' | 'closesAt'>): number {
  return remindedAt === null ? remindsAt : closesAt;
}

function newDay({ repositoryId, installationId }: Project, told: Told, since: number): Day {
  const { date, zone, remindsAt, closesAt } = told;
  return {
    repositoryId,
    installationId,
    date,
    zone,
    since,
    remindsAt,
    closesAt,
    remindedAt: null,
    publishedAt: null,
    announcedAt: null,
    record: null,
    summary: null,
    overview: null,
    retrospective: null,
    previousClosed: false,
    attempts: 0,
    lastError: null,
    dueAt: remindsAt,
  };
}
