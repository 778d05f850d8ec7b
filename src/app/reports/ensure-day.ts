import type { Project } from '../../domain/project/project.js';
import type { Day } from '../../domain/report/day.js';
import { lastClosed, openDay, type Told } from '../../domain/report/schedule.js';
import type { Clock } from '../ports/environment.js';
import type { ReportStore } from '../ports/store.js';

export interface Days {
  store: Pick<ReportStore, 'getDay' | 'saveDay'>;
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
  const stored = await store.getDay(project.repositoryId, told.date);
  if (stored === null) {
    const since = Math.max(project.createdAt, lastClosed(reporting, now)?.closesAt ?? 0);
    // Somebody else who was faster made the same.
    await store.saveDay(newDay(project, told, since), 0);
    return;
  }
  const { value: day, version } = stored;
  const { remindsAt, closesAt, zone } = told;
  const isSame = day.remindsAt === remindsAt && day.closesAt === closesAt && day.zone === zone;
  if (isSame || day.publishedAt !== null) return;
  await store.saveDay(
    { ...day, remindsAt, closesAt, zone, dueAt: nextLook({ ...day, remindsAt, closesAt }) },
    version,
  );
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
