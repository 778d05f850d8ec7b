import { askForReports } from './ask.js';
import type { Part } from './part.js';

/** Asks whoever is at work for the day's report: once, and not where a report was given already. */
export const remind: Part = async (app, { context, project }, day) => {
  const now = app.clock.now();
  if (day.remindedAt !== null || now < day.remindsAt || now >= day.closesAt) return null;
  const { repositoryId, installationId, date, since, closesAt: until, remindsAt: at } = day;
  if (project.pause?.on !== true) {
    const where = { installationId, repositoryId, seenAt: now };
    await askForReports(
      app,
      { context },
      { kind: 'reports-due', ...where, date, since, until, at, after: null },
    );
  }
  return { remindedAt: now };
};
