import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { healthAnswer } from '../../../../src/app/texts/report/health-text.js';
import { overviewIssue } from '../../../../src/app/texts/report/overview.js';
import { retrospectiveIssue } from '../../../../src/app/texts/report/retrospective.js';
import { summaryIssue } from '../../../../src/app/texts/report/summary.js';
import type { Say } from '../samples.js';
import { hostile } from '../hostile.js';
import { badDay, goodDay, pausedProject, UNWELL } from './days.js';
import { swollenDay, swollenOverview, swollenWeek } from './swollen.js';
import { threeProjects, week } from './weeks.js';

const LONGEST = 60_000;

/** Everything that we tell of days and weeks, with lists so many times as long. */
function texts(t: Say, times: number): { title: string; body: string }[] {
  const merged = { ...badDay(t), merged: goodDay(t).merged, paused: pausedProject(t).paused };
  return [
    summaryIssue(swollenDay(merged, times)),
    overviewIssue({ ...swollenOverview(threeProjects(t), times), account: t('octo') }),
    retrospectiveIssue({ ...swollenWeek(week(t), times), owner: t('octo'), name: t('list') }),
    retrospectiveIssue({ ...swollenWeek(week(t), times), shepherd: t('alice') }),
    { title: 'none', body: healthAnswer({ date: '2026-03-02', health: UNWELL, target: 75, trend: [] }) },
  ];
}

describe('what is told of days and weeks', () => {
  it('stays below what GitHub takes, whatever it is made of', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 60 }),
        (piece, long, times) => {
          const text = piece.repeat(Math.ceil(long / Math.max(1, piece.length)));
          for (const { title, body } of texts(() => text, times)) {
            expect(body.length).toBeLessThan(LONGEST);
            expect(title.length).toBeLessThanOrEqual(256);
          }
        },
      ),
      { numRuns: 3 },
    );
  });

  it.each(['@', '&', '@#1|`<', 'x', '😀', '`', 'a\n', '- @b\n', '/tekton stop\n'])(
    'stays below it with endless %j in endless lists',
    (piece) => {
      const found = texts(() => piece.repeat(20_000 / piece.length), 100);
      expect(found.map(({ body }) => body.length < LONGEST)).toEqual(found.map(() => true));
    },
  );

  it('says how much more there is', () => {
    const { body } = summaryIssue(swollenDay(badDay(), 100));
    const left = [...body.matchAll(/^- and (\d+) more$/gm)].map(([, count]) => Number(count));
    expect(left.length).toBeGreaterThan(5);
    expect(left.every((count) => count > 100)).toBe(true);
    expect(body).toMatch(/\*\*No report:\*\* .* and \d+ more\./);
  });

  it('folds what is long, and only that', () => {
    const folds = (body: string) =>
      [...body.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, title]) => title);
    expect(folds(summaryIssue(goodDay()).body)).toEqual(['What the health is made of']);
    expect(folds(summaryIssue(swollenDay(goodDay(), 20)).body)).toEqual([
      'What the health is made of',
      'Show them',
      'Show them',
      'Show them',
    ]);
  });
});
