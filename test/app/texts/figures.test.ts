import { describe, expect, it } from '@jest/globals';
import { counted, money, signed, spent, tokenCount } from '../../../src/app/texts/figures.js';
import { clockAt, dayRange, longDay, momentAt, namedDay, shortDay } from '../../../src/app/texts/moment.js';

describe('figures', () => {
  it('are counted in words', () => {
    expect([counted(1, 'push', 'pushes'), counted(2, 'push', 'pushes'), counted(0, 'check')]).toEqual([
      '1 push',
      '2 pushes',
      '0 checks',
    ]);
  });

  it('of money and tokens need no sign', () => {
    expect([0, 0.004, 3.4, 1234.5].map(money)).toEqual([
      '0.00 US dollars',
      'less than 0.01 US dollars',
      '3.40 US dollars',
      '1,234.50 US dollars',
    ]);
    expect([1, 410_000, 1_240_000].map(tokenCount)).toEqual([
      '1 token',
      '410,000 tokens',
      '1.2 million tokens',
    ]);
    expect(spent({ cost: 2, tokens: 10 })).toBe('2.00 US dollars and 10 tokens');
    expect(spent({ cost: null, tokens: null })).toBeNull();
  });

  it('that change say which way', () => {
    expect([4, -14, 0].map(signed)).toEqual(['+4', '−14', '±0']);
  });
});

describe('days and moments', () => {
  it('are those of a calendar, wherever one is', () => {
    expect(longDay('2026-03-02')).toBe('Monday 2 March 2026');
    expect(namedDay('2026-09-30')).toBe('Wednesday 30 September');
    expect(shortDay('2026-09-30')).toBe('30 Sep');
  });

  it('name both years of a range over New Year', () => {
    expect(dayRange('2026-03-02', '2026-03-08')).toBe('Monday 2 March to Sunday 8 March 2026');
    expect(dayRange('2026-12-28', '2027-01-03')).toBe('Monday 28 December 2026 to Sunday 3 January 2027');
  });

  it('are told by the clocks of the zone', () => {
    const at = Date.UTC(2026, 2, 29, 0, 30);
    expect(momentAt(at, 'Europe/Berlin')).toBe('Sunday 29 March, 01:30');
    expect(clockAt(at + 60 * 60_000, 'Europe/Berlin')).toBe('03:30');
    expect(momentAt(at, 'America/New_York')).toBe('Saturday 28 March, 20:30');
    expect(clockAt(Date.UTC(2026, 2, 2), 'UTC')).toBe('00:00');
  });
});
