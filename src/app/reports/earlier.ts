import { daysLater } from '../../domain/calendar/calendar.js';
import type { Day, DayIssue } from '../../domain/report/day.js';
import type { Application } from '../application.js';
import type { ReportStore } from '../ports/store.js';
import { courtesy } from '../projects/courtesy.js';
import type { Reported } from './part.js';

/** Days back that an issue may lie which is still open: holidays, or a pause of the reports. */
const BACK = 40;

/** The newest day before one that has an issue of a kind. */
export async function newestWith(
  store: Pick<ReportStore, 'listDays'>,
  { repositoryId, date }: Day,
  kind: 'summary' | 'overview' | 'retrospective',
): Promise<Day | null> {
  const days = await store.listDays(repositoryId, { from: daysLater(date, -BACK), to: daysLater(date, -1) });
  return days.findLast((day) => day[kind] !== null) ?? null;
}

/** One issue of a kind is open at a time: the one before is closed once there is a newer one. */
export async function closeEarlier(
  app: Pick<Application, 'writes' | 'log'>,
  reported: Reported,
  issue: DayIssue | null,
): Promise<void> {
  if (issue === null) return;
  const { mode } = reported.config;
  await courtesy(app, reported, { mode, write: 'closeIssue', on: `#${issue.number}` }, (github) =>
    github.closeIssue(reported.address, issue.number),
  );
}
