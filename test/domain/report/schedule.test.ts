import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WEEKDAYS } from '../../../src/domain/calendar/calendar.js';
import { Reporting } from '../../../src/domain/config/reporting.js';
import {
  dayOfReport,
  GRACE,
  lastClosed,
  openDay,
  weeksSince,
  weekToldWith,
} from '../../../src/domain/report/schedule.js';

const at = (text: string) => Date.parse(text);
const reporting = (over: object = {}) => Reporting.parse({ time_zone: 'Europe/Berlin', ...over });

describe('the day that is open', () => {
  it.each([
    ['before the close it is today', {}, '2026-03-02T16:59:00Z', '2026-03-02'],
    ['at the close it is tomorrow', {}, '2026-03-02T17:00:00Z', '2026-03-03'],
    ['on Friday evening it is Monday', {}, '2026-03-06T20:00:00Z', '2026-03-09'],
    [
      'before a holiday it is the day after',
      { holidays: ['2026-03-03'] },
      '2026-03-02T20:00:00Z',
      '2026-03-04',
    ],
    ['shortly after midnight there it is the new day', {}, '2026-03-01T23:30:00Z', '2026-03-02'],
    [
      'on Sunday it is Monday, and Sunday where Sundays are told',
      { days: ['sunday'] },
      '2026-03-01T10:00:00Z',
      '2026-03-01',
    ],
  ])('%s', (_, over, now, date) => {
    expect(openDay(reporting(over), at(now))?.date).toBe(date);
  });

  it('closes by the clock of its zone on both sides of a change of clocks', () => {
    const closes = (now: string) =>
      new Date(openDay(reporting({ days: [...WEEKDAYS] }), at(now))?.closesAt ?? 0);
    expect(closes('2026-10-24T10:00:00Z').toISOString()).toBe('2026-10-24T16:00:00.000Z');
    expect(closes('2026-10-25T10:00:00Z').toISOString()).toBe('2026-10-25T17:00:00.000Z');
  });

  it('is none where every day for more than a year is a holiday, and that is soon found', () => {
    const holidays = Array.from({ length: 60 }, (_, week) =>
      new Date(at('2026-03-02') + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    expect(openDay(reporting({ days: ['monday'], holidays }), at('2026-03-02T10:00:00Z'))).toBeNull();
  });

  it('follows the last one that was closed, with no moment between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') }),
        fc.subarray([...WEEKDAYS], { minLength: 1 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Auckland', 'America/St_Johns'),
        (now, days, time_zone) => {
          const config = reporting({ days, time_zone });
          const open = openDay(config, now);
          const closed = lastClosed(config, now);
          expect(open?.closesAt).toBeGreaterThan(now);
          expect(closed?.closesAt).toBeLessThanOrEqual(now);
          expect(openDay(config, closed?.closesAt ?? 0)?.date).toBe(open?.date);
          expect(open?.remindsAt).toBeLessThan(open?.closesAt ?? 0);
        },
      ),
    );
  });
});

describe('a report', () => {
  const closesAt = at('2026-03-02T17:00:00Z');
  it.each([
    ['before the close is of that day', closesAt - 1, '2026-03-02', false],
    ['a while after the close is late for it', closesAt + GRACE - 1, '2026-03-02', true],
    ['still later is of the next', closesAt + GRACE, '2026-03-03', false],
  ])('%s', (_, now, date, late) => {
    expect(dayOfReport(reporting(), now)).toEqual({ date, late });
  });
});

describe('a week', () => {
  it.each([
    ['is told with its day', {}, '2026-03-06', { from: '2026-02-28', to: '2026-03-06' }],
    ['is told with no other', {}, '2026-03-05', null],
    [
      'whose day is a holiday is told with the day before',
      { holidays: ['2026-03-06'] },
      '2026-03-05',
      { from: '2026-02-28', to: '2026-03-06' },
    ],
    [
      'whose day is never told is told with the last before it',
      { weekly_on: 'sunday' },
      '2026-03-06',
      { from: '2026-03-02', to: '2026-03-08' },
    ],
    ['is never told where that is wanted', { weekly_on: 'never' }, '2026-03-06', null],
  ])('%s', (_, over, date, week) => {
    expect(weekToldWith(reporting(over), date)).toEqual(week);
  });

  it('of a project counts from the day it was registered', () => {
    expect(
      ['2026-03-02', '2026-03-08', '2026-03-09', '2026-03-30'].map((date) => weeksSince('2026-03-02', date)),
    ).toEqual([0, 0, 1, 4]);
    expect(weeksSince('2026-03-02', '2026-03-01')).toBe(0);
  });
});
