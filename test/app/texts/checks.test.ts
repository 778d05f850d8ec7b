import { describe, it, expect } from '@jest/globals';
import { parse } from 'yaml';
import { answerText, howToBegin } from '../../../src/app/texts/answers.js';
import { SMALLEST_CONFIG } from '../../../src/app/texts/begin.js';
import { configurationCheck } from '../../../src/app/texts/config-check.js';
import { gateCheck, gateForStrangersCheck } from '../../../src/app/texts/gate.js';
import { helpAnswer } from '../../../src/app/texts/help.js';
import { noticeText } from '../../../src/app/texts/notices.js';
import { rankingText } from '../../../src/app/texts/ranking-text.js';
import { stepReasons } from '../../../src/app/texts/step-reasons.js';
import { Config } from '../../../src/domain/config/schema.js';
import { CATALOGUE } from '../../../src/domain/commands/catalogue.js';
import { everyText } from './everything.js';
import { asHinted, notices } from './samples.js';
import { emptyView, fullView } from './views.js';

describe('the gate', () => {
  it('has a title of one line and at most 100 characters', () => {
    const names = Array.from({ length: 30 }, (_, index) => `check\n${index} \u001B[31m@bob`);
    const { title } = gateCheck({ state: 'failure', because: [{ code: 'checks-failed', names }] });
    expect(title).toMatch(/^Checks failed: check 0 @bob, check 1/);
    expect(title.length).toBeLessThanOrEqual(100);
  });

  it('says something even without a reason', () => {
    expect(gateCheck({ state: 'in_progress', because: [] })).toMatchObject({
      name: 'tekton-core/gate',
      title: 'Waiting',
    });
    expect(gateForStrangersCheck()).toMatchObject({ name: 'tekton-core/gate', state: 'success' });
  });
});

describe('the configuration check', () => {
  const fault = { path: '.github/tekton-core.yml', line: 3, column: 1, message: 'wrong\nindeed' };
  const found = { onDefaultBranch: true, keptLastGood: true };

  it('points at each line', () => {
    const { state, annotations } = configurationCheck({ ...found, faults: [fault] });
    expect(state).toBe('failure');
    expect(annotations).toEqual([{ path: fault.path, line: 3, message: 'wrong indeed' }]);
  });

  it('stays within what GitHub takes, and points only into this repository', () => {
    const faults = [
      ...Array.from({ length: 80 }, () => fault),
      { ...fault, path: 'octo/.github:tekton-core.yml' },
    ];
    const { annotations, summary, title } = configurationCheck({ ...found, faults: faults.reverse() });
    expect(annotations).toHaveLength(50);
    expect(annotations.every(({ path }) => path === fault.path)).toBe(true);
    expect(summary).toContain('and 31 more');
    expect(title).toBe('81 mistakes in the configuration');
  });
});

describe('answers', () => {
  it('the file to begin with is a valid configuration', () => {
    expect(Config.parse(parse(SMALLEST_CONFIG)).team).toMatchObject([{ name: 'apollo', capacity: 1 }]);
    expect(howToBegin({ faults: [] })).toContain(`\`\`\`yaml\n${SMALLEST_CONFIG}\`\`\``);
  });

  it('help has a row for each command', () => {
    const text = answerText({ code: 'help' }, { by: 'alice', view: emptyView() });
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(CATALOGUE.length + 2);
  });

  it('help keeps its table whatever a summary holds', () => {
    const who = { permission: 'read' as const, or: [], never: [] };
    const odd = {
      verb: 'x',
      aliases: [],
      usage: '/tekton x a|b',
      summary: 'One | two.',
      who,
      argument: null,
      text: null,
      examples: [],
    };
    expect(helpAnswer([odd])).toContain('| `/tekton x a\\|b` | One &vert; two. | people with read access |');
  });

  it('a command that takes nothing more is told so', () => {
    const odd = { code: 'usage', verb: 'stop', usage: '/tekton stop', meant: null } as const;
    expect(answerText(odd, { by: 'alice', view: emptyView() })).toBe(
      '@alice: `/tekton stop` takes nothing more: write it alone on its line.',
    );
  });

  it('a refusal counts what the configuration asks for, and who may besides', () => {
    const refused = { code: 'not-permitted', verb: 'hold', needed: 'maintain', has: 'none' } as const;
    expect(answerText(refused, { by: 'octo/team', view: emptyView() })).toBe(
      '`octo/team`: `/tekton hold` is for people with maintain access, the issue’s author or the agent at work; you have no access here. Ask one of them to write it.',
    );
  });
});

describe('notices', () => {
  it('tell an agent without an account by its name', () => {
    const red = notices(asHinted)['tests-red'];
    expect(noticeText({ ...red, to: [] })).toMatch(
      /^\*\*apollo\*\*: checks failed on `3f2c1ab`, attempt 1 of 3\./,
    );
    expect(noticeText({ ...red, to: [], agent: '' })).toMatch(/^\*\*The agent\*\*: /);
    expect(noticeText({ to: [], code: 'no-team' })).toMatch(/^There is no agent/);
  });

  it('show no secret of a log', () => {
    const secret = `ghp_${'a1'.repeat(18)}`;
    const failed = [
      {
        name: 'unit',
        conclusion: 'failure',
        url: null,
        title: `token=${secret}`,
        summary: `log\nexport TOKEN=${secret}\npassword: hunter2`,
      },
    ];
    const text = noticeText({ ...notices(asHinted)['tests-red'], failed });
    expect(text).not.toMatch(/ghp_|a1a1|hunter2/);
    expect(text).toContain('[redacted]');
  });

  it('say what a workflow lacks that could not start', () => {
    const failed = [
      { name: 'GitHub Actions', conclusion: 'startup_failure', url: null, title: null, summary: null },
    ];
    const text = noticeText({ ...notices(asHinted)['tests-red'], failed });
    expect(text).toContain(
      '**GitHub Actions**: a workflow could not start. See what is wrong in its file in `.github/workflows`.',
    );
  });

  it('show a few failed checks in full and name the others', () => {
    const failed = Array.from({ length: 9 }, (_, index) => ({
      name: `c${index}`,
      conclusion: 'failure',
      url: null,
      title: null,
      summary: `log ${index}`,
    }));
    const text = noticeText({ ...notices(asHinted)['tests-red'], failed });
    expect(text).toContain('log 4');
    expect(text).not.toContain('log 5');
    expect(text).toContain('Also failed: `c5`, `c6`, `c7` and `c8`.');
  });
});

describe('length', () => {
  it('of a table of agents and of the reasons of a step is bounded', () => {
    const names = Array.from({ length: 6 }, () => '|@'.repeat(40));
    const because = [{ code: 'capability' as const, share: 1, matched: names, missing: names }];
    const candidates = Array.from({ length: 40 }, () => ({ agent: 'a', score: 1, because, excluded: null }));
    const requirement = { complexity: 'simple' as const, capabilities: [], evidence: [] };
    const text = rankingText({ requirement, candidates, others: 0 }, null);
    expect(text.length).toBeLessThan(16_000);
    expect(text).toMatch(/\n\nAnd \d+ more\.$/);

    const held = { code: 'checks-failed' as const, names };
    const steps = [{ name: 'test' as const, status: 'failed' as const, because: [held, held, held] }];
    const [step] = stepReasons({ ...emptyView(), steps });
    expect(step?.sentences).toHaveLength(2);
  });

  it.each(['@#1|`<', 'x', '😀', '`'])('no text outgrows a comment, with endless %j in it', (piece) => {
    for (const [name, text] of everyText(() => piece.repeat(20_000))) {
      expect({ name, fits: text.length <= 60_000 }).toEqual({ name, fits: true });
    }
  });

  it('holds for endless lists too', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `@${index}|\`<`.repeat(30));
    const view = fullView(
      asHinted,
      Array.from({ length: 200 }, () => ({ code: 'checks-failed', names: many })),
    );
    const candidate = {
      agent: 'a',
      score: Number.NaN,
      because: [{ code: 'capability', share: 1, matched: many, missing: many }] as const,
    };
    const requirement = { complexity: 'complex', capabilities: many, evidence: [] } as const;
    const candidates = many.map(() => ({
      ...candidate,
      because: [...candidate.because].map((one) => ({ ...one })),
      excluded: null,
    }));
    const ranking = {
      requirement: { ...requirement, capabilities: many, evidence: [] },
      candidates,
      others: 0,
    };
    const commands = many.map((verb) => ({ verb, by: verb, done: true }));
    const all = { ...view, ranking, commands };
    for (const code of ['status', 'why'] as const) {
      expect(answerText({ code }, { by: 'alice', view: all }).length).toBeLessThanOrEqual(60_000);
    }
    expect(gateCheck({ state: 'failure', because: view.waitingFor }).summary.length).toBeLessThanOrEqual(
      60_000,
    );
  });
});
