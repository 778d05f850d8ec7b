import { dateAt, daysLater } from '../../domain/calendar/calendar.js';
import type { Config } from '../../domain/config/schema.js';
import { targetFor } from '../../domain/health/target.js';
import { openDay, weeksSince } from '../../domain/report/schedule.js';
import type { ProjectStore, ReportStore } from '../ports/store.js';
import type { HealthKnown } from '../texts/answers.js';

/** Days back that are looked at: the trend, and a while of holidays. */
const BACK = 21;

/** The health of the last day that was closed, with those before it; and when the day that is open will be. */
export async function newestHealth(
  store: Pick<ReportStore, 'listDays'> & Pick<ProjectStore, 'getProject'>,
  { repositoryId, config, now }: { repositoryId: number; config: Config; now: number },
): Promise<HealthKnown> {
  const { reporting, health_targets } = config;
  const today = dateAt(now, reporting.time_zone);
  const days = await store.listDays(repositoryId, { from: daysLater(today, -BACK), to: today });
  const told = days.flatMap(({ date, record }) => (record === null ? [] : [{ date, health: record.health }]));
  const newest = told.at(-1);
  const open = reporting.enabled ? openDay(reporting, now) : null;
  if (newest === undefined) return { day: null, next: open ?? undefined };
  const project = (await store.getProject(repositoryId))?.value ?? null;
  const began = dateAt(project?.createdAt ?? now, reporting.time_zone);
  return {
    day: {
      ...newest,
      target: targetFor(health_targets, weeksSince(began, newest.date)),
      trend: told.slice(0, -1).map(({ date, health }) => ({ date, score: health.score })),
    },
    next: open ?? undefined,
  };
}
