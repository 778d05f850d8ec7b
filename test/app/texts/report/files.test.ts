import { describe, expect, it } from '@jest/globals';
import { healthAnswer } from '../../../../src/app/texts/report/health-text.js';
import { overviewIssue } from '../../../../src/app/texts/report/overview.js';
import { noticeText } from '../../../../src/app/texts/notices.js';
import { retrospectiveIssue } from '../../../../src/app/texts/report/retrospective.js';
import type { ReportIssue } from '../../../../src/app/texts/report/section.js';
import { summaryIssue } from '../../../../src/app/texts/report/summary.js';
import { expectFile } from '../files.js';
import { HOSTILE } from '../hostile.js';
import {
  badDay,
  firstDay,
  goodDay,
  HEALTHY,
  health,
  nobodyAnswered,
  nothingHappened,
  pausedProject,
  UNWELL,
} from './days.js';
import { emptyWeek, threeProjects, week } from './weeks.js';

function shown({ title, body }: ReportIssue): string {
  return `# ${title}\n\n${body}`;
}

/** One hostile text after another. */
function inTurn(): () => string {
  let next = 0;
  return () => HOSTILE[next++ % HOSTILE.length] ?? '';
}

describe('the report of a day', () => {
  it.each([
    ['good-day', goodDay()],
    ['bad-day', badDay()],
    ['nobody-answered', nobodyAnswered()],
    ['first-day', firstDay()],
    ['paused', pausedProject()],
    ['nothing-happened', nothingHappened()],
    ['hostile', badDay(inTurn())],
  ])('reads well: %s', (name, day) => {
    expectFile(`report-${name}`, shown(summaryIssue(day)));
  });
});

describe('the report across projects', () => {
  it('reads well', () => {
    expectFile('report-overview', shown(overviewIssue(threeProjects())));
  });
});

describe('the report of a week', () => {
  it.each([
    ['week', week()],
    ['empty-week', emptyWeek()],
  ])('reads well: %s', (name, told) => {
    expectFile(`report-${name}`, shown(retrospectiveIssue(told)));
  });
});

describe('the answer about health', () => {
  const { trend } = goodDay();

  it('reads well, whatever could be measured', () => {
    const days = [
      { date: '2026-03-02', health: UNWELL, target: 75, trend },
      { date: '2026-03-02', health: HEALTHY, target: 90, trend },
      { date: '2026-03-02', health: health(100), target: 60, trend: [] },
    ];
    expectFile('answer-health', days.map((day) => healthAnswer(day)).join('\n\n---\n\n'));
  });

  it('says when there will be one', () => {
    const first = { closesAt: Date.UTC(2026, 2, 2, 17), zone: 'Europe/Berlin' };
    expectFile('answer-health-none', [healthAnswer(null, first), healthAnswer(null)].join('\n\n'));
  });
});

describe('the reminder of a report', () => {
  const due = {
    code: 'report-due' as const,
    agent: 'apollo',
    date: '2026-03-02',
    closesAt: Date.UTC(2026, 2, 2, 17),
    zone: 'Europe/Berlin',
  };

  it('reads well', () => {
    expectFile('report-due', noticeText({ ...due, to: ['apollo-bot'] }));
  });

  it('names an agent that has no account', () => {
    expect(noticeText({ ...due, to: [] })).toMatch(
      /^\*\*apollo\*\*: your report of Monday 2 March 2026 is due/,
    );
  });
});
