import { counted } from './figures.js';

/** A moment (epoch ms) as `22 November, 09:05 UTC`. */
export function moment(at: number): string {
  const day = new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `${day}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** A span of time (ms) in its largest fitting unit: `90 minutes`, `6 hours`, `2 days`. */
export function span(length: number): string {
  const minutes = Math.max(1, Math.round(length / 60_000));
  if (minutes < 120 && minutes !== 60) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

/** A date such as `2026-03-02` as `Monday 2 March 2026`. */
export function longDay(date: string): string {
  return longDayAt(noon(date), 'UTC');
}

/** The same as `Monday 2 March`. */
export function namedDay(date: string): string {
  return namedDayAt(noon(date), 'UTC');
}

/** The same as `2 Mar`. */
export function shortDay(date: string): string {
  const { day, month } = partsOf(noon(date), 'UTC');
  return `${day} ${month.slice(0, 3)}`;
}

/** A week or the like: `Monday 2 March to Sunday 8 March 2026`. */
export function dayRange(from: string, to: string): string {
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? namedDay(from) : longDay(from)} to ${longDay(to)}`;
}

/** The day that it is in a zone at a moment (ms): `Monday 2 March 2026`. */
export function longDayAt(at: number, zone: string): string {
  return `${namedDayAt(at, zone)} ${partsOf(at, zone).year}`;
}

/** A moment (ms) by the clocks of a zone: `Monday 2 March, 18:00`. */
export function momentAt(at: number, zone: string): string {
  return `${namedDayAt(at, zone)}, ${clockAt(at, zone)}`;
}

/** From one moment (ms) to another: `Monday 2 March, 18:00 to Tuesday 3 March, 18:00`, and within one minute that one. */
export function momentsBetween(from: number, to: number, zone: string): string {
  const [first, last] = [momentAt(from, zone), momentAt(to, zone)];
  return first === last ? first : `${first} to ${last}`;
}

/** What the clocks of a zone show at a moment (ms): `18:00`. */
export function clockAt(at: number, zone: string): string {
  const { hour, minute } = partsOf(at, zone);
  return `${hour}:${minute}`;
}

function namedDayAt(at: number, zone: string): string {
  const { weekday, day, month } = partsOf(at, zone);
  return `${weekday} ${day} ${month}`;
}

function noon(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

/** The parts, put together by ourselves: where commas stand differs between versions of Node. */
function partsOf(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const parts = format.formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((it) => it.type === type)?.value ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  };
}
