import { dateAt, daysBetween, daysLater, momentOf, weekdayOf } from '../calendar/calendar.js';
import type { Reporting } from '../config/reporting.js';

/** One day that is told, and when. */
export interface Told {
  date: string;
  zone: string;
  /** ms. */
  remindsAt: number;
  closesAt: number;
}

/** What is said so long after a day was closed is still about that day, ms. */
export const GRACE = 6 * 60 * 60_000;
/** Whoever has no day to tell in so many days has none. */
const AHEAD = 400;

/** The day that is open at a moment (ms): the first that is told and not yet closed. Null: holidays for more than a year. */
export function openDay(reporting: Reporting, at: number): Told | null {
  const today = dateAt(at, reporting.time_zone);
  // A zone that changes may bring back yesterday.
  for (let days = -1; days <= AHEAD; days++) {
    const day = told(reporting, daysLater(today, days));
    if (day !== null && day.closesAt > at) return day;
  }
  return null;
}

/** The last day that was closed by a moment (ms). */
export function lastClosed(reporting: Reporting, at: number): Told | null {
  const today = dateAt(at, reporting.time_zone);
  for (let days = 1; days >= -AHEAD; days--) {
    const day = told(reporting, daysLater(today, days));
    if (day !== null && day.closesAt <= at) return day;
  }
  return null;
}

/** The day that a report given at a moment (ms) is about. `late`: it was closed already. */
export function dayOfReport(reporting: Reporting, at: number): { date: string; late: boolean } | null {
  const closed = lastClosed(reporting, at);
  if (closed !== null && at < closed.closesAt + GRACE) return { date: closed.date, late: true };
  const open = openDay(reporting, at);
  return open === null ? null : { date: open.date, late: false };
}

/** The first and last date of the week that is told with a day; null: none is. */
export function weekToldWith(reporting: Reporting, date: string): { from: string; to: string } | null {
  if (reporting.weekly_on === 'never') return null;
  // A week whose day is not told is told with the last day before it that is.
  for (let days = 0; days < 7; days++) {
    const day = daysLater(date, days);
    if (days > 0 && isTold(reporting, day)) return null;
    if (weekdayOf(day) === reporting.weekly_on) return { from: daysLater(day, -6), to: day };
  }
  return null;
}

/** Full weeks since a project's first day. */
export function weeksSince(firstDate: string, date: string): number {
  return Math.max(0, Math.floor(daysBetween(firstDate, date) / 7));
}

function told(reporting: Reporting, date: string): Told | null {
  if (!isTold(reporting, date)) return null;
  const { time_zone: zone, reminder_time, daily_report_time } = reporting;
  const closesAt = momentOf(date, daily_report_time, zone);
  return { date, zone, remindsAt: Math.min(momentOf(date, reminder_time, zone), closesAt), closesAt };
}

/** Whether a date is one of those that are told. */
export function isTold({ days, holidays }: Reporting, date: string): boolean {
  return days.includes(weekdayOf(date)) && !holidays.includes(date);
}
