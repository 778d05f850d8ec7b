import type { Summary } from '../../domain/report/summary.js';
import { summaryIssue } from '../texts/report/summary.js';
import { closingOf } from './closing.js';
import { collect, counted } from './collect.js';
import { issueOfDay } from './issue-of-day.js';
import type { Part } from './part.js';

/** Tells a day in one issue, and tells it anew when something of it is heard late. */
export const publishSummary: Part = async (app, reported, day) => {
  if (day.publishedAt !== null || app.clock.now() < day.closesAt) return null;
  const closing = await closingOf(app, reported, day);
  const publishedAt = app.clock.now();
  if (closing === null) {
    // Its issue is done with: a later day has another.
    return { publishedAt, record: day.record === null ? null : await counted(app, day, day.record) };
  }
  const { summary, record } = await collect(app, reported, day, closing);
  const done = { record, publishedAt };
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
