import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { healthAnswer } from '../../../../src/app/texts/report/health-text.js';
import { overviewIssue } from '../../../../src/app/texts/report/overview.js';
import { noticeText } from '../../../../src/app/texts/notices.js';
import { retrospectiveIssue } from '../../../../src/app/texts/report/retrospective.js';
import { summaryIssue } from '../../../../src/app/texts/report/summary.js';
import { parseCommands } from '../../../../src/domain/commands/grammar.js';
import { HOSTILE, hostile } from '../hostile.js';
import { actsIn, cellCounts, withoutCode } from '../reading.js';
import { asHinted, becauses, variants, type Say } from '../samples.js';
import {
  badDay,
  firstDay,
  goodDay,
  HEALTHY,
  nobodyAnswered,
  nothingHappened,
  pausedProject,
} from './days.js';
import { emptyWeek, threeProjects, week } from './weeks.js';

/** Every text of a report, with `t` for each word from outside. */
function reportTexts(t: Say): [name: string, text: string][] {
  const due = { date: '2026-03-02', closesAt: Date.UTC(2026, 2, 2, 17), zone: 'Europe/Berlin' };
  const reasons = [...Object.values(becauses(t)), ...variants(t)];
  const needs = reasons.map((because) => ({ issueNumber: 42, title: t('Cache the results'), because }));
  const days = [goodDay(t), badDay(t), nobodyAnswered(t), firstDay(t), pausedProject(t), nothingHappened()];
  return [
    ...days.map((day, index): [string, string] => [`day ${index}`, summaryIssue(day).body]),
    ...[0, 20, 40, 60].map((from): [string, string] => [
      `needs ${from}`,
      summaryIssue({ ...badDay(t), needs: { shown: needs.slice(from, from + 20), more: 1 } }).body,
    ]),
    ['overview', overviewIssue({ ...threeProjects(t), account: t('octo') }).body],
    ['week', retrospectiveIssue(week(t)).body],
    ['empty week', retrospectiveIssue(emptyWeek()).body],
    ['health', healthAnswer({ date: '2026-03-02', health: HEALTHY, target: 90, trend: [] })],
    ['no health', healthAnswer(null)],
    ['report due', noticeText({ to: [], code: 'report-due', agent: t('apollo'), ...due })],
  ];
}

const tame = new Map(reportTexts(asHinted));

describe('what is told of days and weeks', () => {
  it('is said in full, without an exclamation', () => {
    const odd = /undefined|\[object|NaN|null|!|[ \t]\n|\n\n\n|[a-z] {2,}[a-z]|\.\.|“”|\(\)|\| are /;
    const wrong = [...tame].filter(([, text]) => text.trim() !== text || odd.test(text));
    expect(wrong).toEqual([]);
  });

  it('mentions nobody but the shepherd of a week', () => {
    const mentions = [...tame].flatMap(([name, text]) =>
      actsIn(text).flatMap((act) => (act.startsWith('mention') ? [`${name}: ${act}`] : [])),
    );
    expect(mentions).toEqual(['week: mention @alice']);
  });

  it('gives no command', () => {
    const given = [...tame.values()].flatMap((text) => parseCommands(text, { bare: true }));
    expect(given).toEqual([]);
  });
});

describe('words of agents, titles and names', () => {
  it.each(HOSTILE)('%j change nothing but what is read', (text) => {
    expectHarmless(text);
  });

  it('change nothing but what is read, whatever they are', () => {
    fc.assert(fc.property(hostile, expectHarmless), { numRuns: 20 });
  });

  it('do nothing in a title either', () => {
    fc.assert(
      fc.property(hostile, hostile, (owner, name) => {
        const titles = [
          summaryIssue({ ...goodDay(), owner, name }).title,
          overviewIssue({ ...threeProjects(), account: owner }).title,
          retrospectiveIssue({ ...week(), owner, name }).title,
        ];
        expect(titles.flatMap((title) => [...title.matchAll(/[@#][a-z\d]|:\/\/|gh-\d|\n/gi)])).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('cannot make a link to elsewhere of a project’s name', () => {
    const project = { owner: 'octo', name: 'list) [x](https://evil.example', day: null, paused: false };
    const overview = { ...threeProjects(), projects: { shown: [project], more: 0 } };
    expect(actsIn(overviewIssue(overview).body)).toEqual([]);
  });

  it('mention no shepherd who is no account', () => {
    const { body } = retrospectiveIssue({ ...week(), shepherd: 'octo/everyone' });
    expect(body).toMatch(/^`octo\/everyone`, this is the week of octo\/list\./);
  });

  it('give no secret away', () => {
    const secret = `ghp_${'a1'.repeat(18)}`;
    const day = badDay((hint) => `${hint}: token=${secret}`);
    const said = summaryIssue({ ...day, needs: goodDay().needs, blocked: goodDay().blocked });
    const agents = said.body.slice(said.body.indexOf('### Agents'));
    expect(agents.replaceAll(/\*\*.*?\*\*/g, '')).not.toContain(secret);
    expect(agents).toContain('\\[redacted\\]');
  });

  it('that say that there is nothing are not told as a need', () => {
    for (const help of ['no', 'None.', 'nothing', 'N/A', '-', ' ']) {
      const [line] = goodDay().agents.shown;
      const said = line?.said ? { ...line.said, help, blockers: help } : null;
      const agents = { shown: line === undefined ? [] : [{ ...line, said }], more: 0 };
      const { body } = summaryIssue({ ...goodDay(), agents });
      expect(body).not.toMatch(/asks for help|Needs a person for|Blocked by/);
    }
  });
});

function expectHarmless(text: string): void {
  const harm = reportTexts(() => text).flatMap(([name, shown]) => {
    const found = harmIn(shown, tame.get(name) ?? '');
    return found.length === 0 ? [] : [{ name, found, shown }];
  });
  expect(harm).toEqual([]);
}

/** What a text does, or how it is built, beyond the same text with harmless words in it. */
function harmIn(shown: string, harmless: string): string[] {
  const onPurpose = new Set(actsIn(harmless));
  const cells = new Set(cellCounts(harmless));
  const begun = new Set(beginnings(harmless));
  return [
    ...actsIn(shown).filter((act) => !onPurpose.has(act)),
    ...parseCommands(shown, { bare: true }).map(({ verb }) => `command ${verb}`),
    ...(/^\/.*/m.exec(withoutCode(shown)) ?? []),
    ...(cellCounts(shown).every((count) => cells.has(count)) ? [] : ['another table']),
    ...beginnings(shown).filter((beginning) => !begun.has(beginning)),
  ];
}

/** How lines begin: agents’ words are a line of a list each, and nothing else. */
function beginnings(markdown: string): string[] {
  const lines = withoutCode(markdown).split('\n');
  return lines
    .map((line) => /^\s*(?:- \[ \] |[#>|=+*-]+ ?|\d+[.)] |<.*?>|)/.exec(line)?.[0] ?? '')
    .map((beginning) => beginning.replace(/^ +- $/, '  - '));
}
