import { Temporal } from 'temporal-polyfill';

/** Days as people in a time zone have them, over every change of their clocks. Dates are `2026-03-02`, times `18:00`. */

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Whether there is such an IANA time zone here. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is such a day: `2026-02-29` is none. */
export function isDate(date: string): boolean {
  try {
    return (
      /^\d{4}-\d\d-\d\d$/.test(date) &&
      Temporal.PlainDate.from(date, { overflow: 'reject' }).toString() === date
    );
  } catch {
    return false;
  }
}

/** The day that it is at a moment (ms) in a zone. */
export function dateAt(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * When a clock there shows a time on a day, ms. A time that exists twice is its first; one that does not exist is as much
 * later as the clock was put forward.
 */
export function momentOf(date: string, time: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** A day so many days later, or earlier. */
export function daysLater(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** How many days lie from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'monday';
}
