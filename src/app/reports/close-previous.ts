import { closeEarlier, newestWith } from './earlier.js';
import type { Part } from './part.js';

/** The summary of the day before is closed once there is a newer one. */
export const closePrevious: Part = async (app, reported, day) => {
  if (day.summary === null || day.previousClosed) return null;
  await closeEarlier(app, reported, (await newestWith(app.store, day, 'summary'))?.summary ?? null);
  return { previousClosed: true };
};
