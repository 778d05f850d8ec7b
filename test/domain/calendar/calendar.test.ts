import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dateAt,
  daysBetween,
  daysLater,
  isDate,
  isTimeZone,
  momentOf,
  weekdayOf,
} from '../../../src/domain/calendar/calendar.js';

const iso = (date: string, time: string, zone: string) => new Date(momentOf(date, time, zone)).toISOString();

describe('a time of day in a zone', () => {
  it.each([
    ['in winter', '2026-01-15', '18:00', 'Europe/Berlin', '2026-01-15T17:00:00.000Z'],
    ['in summer', '2026-07-15', '18:00', 'Europe/Berlin', '2026-07-15T16:00:00.000Z'],
    ['that exists twice is its first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    [
      'that does not exist is an hour later',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'near midnight of another day in UTC',
      '2026-03-02',
      '18:00',
      'Pacific/Auckland',
      '2026-03-02T05:00:00.000Z',
    ],
    [
      'with an offset of a quarter of an hour',
      '2026-03-02',
      '18:00',
      'Asia/Kathmandu',
      '2026-03-02T12:15:00.000Z',
    ],
  ])('%s', (_, date, time, zone, moment) => {
    expect(iso(date, time, zone)).toBe(moment);
  });

  it('belongs to the day that it is there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'),
        fc.integer({ min: 0, max: 3650 }),
        fc.constantFrom('00:00', '02:30', '12:00', '18:00', '23:59'),
        (zone, days, time) => {
          const date = daysLater('2020-01-01', days);
          expect(dateAt(momentOf(date, time, zone), zone)).toBe(date);
        },
      ),
    );
  });
});

describe('dates', () => {
  it('are counted over the end of a month and a leap day', () => {
    expect(daysLater('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysLater('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(weekdayOf('2026-03-02')).toBe('monday');
    expect(weekdayOf('2026-03-01')).toBe('sunday');
  });

  it('and zones are told from what is none', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '', '2026-01-01T00:00'].filter(isDate)).toEqual([]);
    expect(isDate('2028-02-29')).toBe(true);
    expect(['Europe/Nowhere', '', 'Middle Earth'].filter(isTimeZone)).toEqual([]);
    expect(['UTC', 'Europe/Berlin', 'America/New_York'].filter(isTimeZone)).toHaveLength(3);
  });
});
