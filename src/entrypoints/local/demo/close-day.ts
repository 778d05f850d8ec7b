import { dateAt, daysLater } from '../../../domain/calendar/calendar.js';
import type { Wired } from '../../wire.js';

/** Weekends and holidays that a day may wait for, in days. */
const AHEAD = 14;

/** Ends the open day of a project now, as if it were the time of its report; answers the issue that tells it, if any. */
export async function closeDay(
  { app, tick }: Pick<Wired, 'app' | 'tick'>,
  repositoryId: number,
): Promise<number | null> {
  const { store, clock } = app;
  const now = clock.now();
  const today = dateAt(now, 'UTC');
  const days = await store.listDays(repositoryId, {
    from: daysLater(today, -1),
    to: daysLater(today, AHEAD),
  });
  const open = days.find(({ publishedAt }) => publishedAt === null);
  const stored = open === undefined ? null : await store.getDay(repositoryId, open.date);
  if (stored === null) return null;
  const closed = { ...stored.value, remindsAt: now, remindedAt: now, closesAt: now, dueAt: now };
  await store.saveDay(closed, stored.version);
  await tick();
  return (await store.getDay(repositoryId, closed.date))?.value.summary?.number ?? null;
}
