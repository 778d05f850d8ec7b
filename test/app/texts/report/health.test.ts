import { describe, expect, it } from '@jest/globals';
import { healthChart } from '../../../../src/app/texts/report/chart.js';
import { healthAnswer } from '../../../../src/app/texts/report/health-text.js';
import { REPORT_FORM, reportDue } from '../../../../src/app/texts/report/report-due.js';
import { ReportFields } from '../../../../src/domain/report/report.js';
import { health } from './days.js';

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    date: `2026-03-${String(index + 1).padStart(2, '0')}`,
    score: index,
  }));

describe('the chart of health', () => {
  it('is drawn from three days on', () => {
    expect(healthChart(days(2), 60)).toBeNull();
    expect(healthChart(days(3), 60)).toContain('  bar [0, 1, 2]\n  line [60, 60, 60]\n```');
  });

  it('shows the last two weeks', () => {
    expect(healthChart(days(20), 60)).toContain('bar [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]');
  });
});

describe('the answer about health', () => {
  const answer = (of: ReturnType<typeof health>) =>
    healthAnswer({ date: '2026-03-02', health: of, target: 60, trend: [] });

  it('says what would help most: by weight, and not by value alone', () => {
    const of = health(60, { 'default-branch': [40, null, null], 'report-coverage': [20, 1, 5] });
    // Of 35 in all: 25 × 60 against 10 × 80.
    expect(answer(of)).toContain('make the checks of the default branch pass (up to 43 points).');
  });

  it('says when nothing is left to do', () => {
    expect(answer(health(100, { 'default-branch': [100, null, null] }))).toContain(
      'Every signal stands at 100',
    );
  });

  it('does not promise a point that is none', () => {
    const of = health(100, { 'default-branch': [100, null, null], 'lost-deliveries': [99, 1, null] });
    expect(answer(of)).toContain('(less than a point)');
  });
});

describe('the reminder of a report', () => {
  const text = reportDue({
    date: '2026-03-02',
    closesAt: Date.UTC(2026, 2, 2, 17),
    zone: 'UTC',
  });

  it('names each field of a report', () => {
    const missing = Object.keys(ReportFields.shape).filter(
      (name) => !REPORT_FORM.includes(`\n${name}: `) && !text.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });

  it('has the form as code, word for word', () => {
    expect(text).toContain(`\n\`\`\`text\n${REPORT_FORM}\n\`\`\`\n`);
  });
});
