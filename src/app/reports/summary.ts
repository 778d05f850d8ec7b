import type { Summary } from '../../domain/report/summary.js';
import { summaryIssue } from '../texts/report/summary.js';
import { collect } from './collect.js';
import { issueOfDay } from './issue-of-day.js';
import type { Part } from './part.js';

/** Tells a day in one issue, and tells it anew when a report comes late. */
export const publishSummary: Part = async (app, reported, day) => {
  if (day.publishedAt !== null || app.clock.now() < day.closesAt) return null;
  const { summary, record: now } = await collect(app, reported, day);
  // What was measured at the close stays; what came late is added.
  const record = day.record === null ? now : { ...now, health: day.record.health, open: day.record.open };
  const done = { record, publishedAt: app.clock.now() };
  // A day of which there is nothing to tell is kept for the trend, and costs nobody a mail.
  if (day.summary === null && !isWorthTelling(summary)) return done;
  const { title, body } = summaryIssue(summary);
  const key = `day/${day.date}`;
  const again = day.attempts > 1;
  const issue = await issueOfDay(app, reported, { known: day.summary, key, title, body, again });
  return { ...done, summary: issue };
};

function isWorthTelling(summary: Summary): boolean {
  const { needs, merged, ended, moved, blocked, quiet, agents, defaultBranch } = summary;
  const parts = [needs, merged, ended, moved, blocked, quiet, agents];
  return defaultBranch === 'failed' || parts.some(({ shown }) => shown.length > 0);
}
