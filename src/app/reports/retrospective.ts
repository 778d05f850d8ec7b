import { dateAt, daysLater, momentOf } from '../../domain/calendar/calendar.js';
import { targetFor } from '../../domain/health/target.js';
import { weeksSince, weekToldWith } from '../../domain/report/schedule.js';
import { noWeek, withOutcome, weekAsTold } from '../../domain/report/week.js';
import { retrospectiveIssue } from '../texts/report/retrospective.js';
import { closeEarlier, newestWith } from './earlier.js';
import { issueOfDay } from './issue-of-day.js';
import { eachOutcome } from './outcomes.js';
import type { Part } from './part.js';

/** Days before a week that the last one may have ended. */
const BACK = 8;

/** With the last day of a week that is told comes the week itself. */
export const publishRetrospective: Part = async (app, reported, day) => {
  const { project, config } = reported;
  const week = weekToldWith(config.reporting, day.date);
  if (week === null || day.retrospective !== null || day.publishedAt === null) return null;
  const outcomes = noWeek();
  // From where the last week that was told ended, if that was not long ago.
  const before = await newestWith(app.store, day, 'retrospective');
  const begins = momentOf(daysLater(week.from, -1), config.reporting.daily_report_time, day.zone);
  const since = before !== null && before.date >= daysLater(week.from, -BACK) ? before.closesAt : begins;
  const until = day.closesAt;
  await eachOutcome(app.store, project.repositoryId, { since, until }, (outcome) => {
    withOutcome(outcomes, outcome);
  });
  const days = await app.store.listDays(project.repositoryId, { from: week.from, to: day.date });
  const trend = days.flatMap(({ date, record }) =>
    record === null ? [] : [{ date, score: record.health.score }],
  );
  // A week in which nothing was told has nothing to look back on.
  if (outcomes.merged + outcomes.ended === 0 && days.every(({ summary }) => summary === null)) return null;
  const target = targetFor(config.health_targets, weeksSince(dateAt(project.createdAt, day.zone), day.date));
  const { title, body } = retrospectiveIssue({
    owner: project.owner,
    name: project.name,
    ...week,
    shepherd: config.shepherd ?? null,
    trend,
    target,
    ...weekAsTold(outcomes),
  });
  const key = `week/${week.to}`;
  const again = day.attempts > 1;
  const retrospective = await issueOfDay(app, reported, { known: null, key, title, body, again });
  if (retrospective !== null) await closeEarlier(app, reported, before?.retrospective ?? null);
  return { retrospective };
};
