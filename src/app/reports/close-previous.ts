import { daysLater } from '../../domain/calendar/calendar.js';
import { courtesy } from '../projects/courtesy.js';
import type { Part } from './part.js';

/** Days back that a summary may lie which is still open: holidays, or a pause of the reports. */
const BACK = 40;

/** One summary is open at a time: the one before is closed once there is a newer one. */
export const closePrevious: Part = async (app, reported, day) => {
  if (day.summary === null || day.previousClosed) return null;
  const { repositoryId, date } = day;
  const days = await app.store.listDays(repositoryId, {
    from: daysLater(date, -BACK),
    to: daysLater(date, -1),
  });
  const before = days.findLast(({ summary }) => summary !== null)?.summary ?? null;
  if (before !== null) {
    const on = `#${before.number}`;
    await courtesy(app, reported, { mode: reported.config.mode, write: 'closeIssue', on }, (github) =>
      github.closeIssue(reported.address, before.number),
    );
  }
  return { previousClosed: true };
};
