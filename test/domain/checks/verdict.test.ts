import { describe, expect, it } from '@jest/globals';
import { meaningOf } from '../../../src/domain/checks/conclusion.js';
import { checkName } from '../../../src/domain/checks/name.js';
import { verdictOf } from '../../../src/domain/checks/verdict.js';
import { Config } from '../../../src/domain/config/schema.js';
import type { Check } from '../../../src/domain/event.js';

function check(name: string, conclusion: string | null, over: Partial<Check> = {}): Check {
  const status = conclusion === null ? 'in_progress' : 'completed';
  return {
    key: `run:2:${name}`,
    name,
    app: 'github-actions',
    id: 1,
    suite: 2,
    status,
    conclusion,
    url: null,
    title: null,
    summary: null,
    at: 1,
    ...over,
  };
}

/** `outcome: reason names; …` */
function verdict(checks: Check[], config: Record<string, unknown> = {}, whole = true): string {
  const { outcome, because } = verdictOf({ checks, whole }, Config.parse({ checks: config }).checks, 'a1');
  const reasons = because.map((one) => {
    if ('names' in one) return `${one.code} ${one.names.join(' ')}`;
    if ('checks' in one)
      return `${one.code} ${one.checks.map(({ name, app }) => (app === null ? name : `${name}@${app}`)).join(' ')}`;
    return one.code;
  });
  return `${outcome}: ${reasons.join('; ')}`;
}

describe('a conclusion', () => {
  it.each([
    ['success', 'pass'],
    ['neutral', 'pass'],
    ['skipped', 'pass'],
    ['failure', 'fail'],
    ['timed_out', 'fail'],
    ['cancelled', 'fail'],
    ['startup_failure', 'fail'],
    ['stale', 'fail'],
    ['action_required', 'needs-approval'],
    ['something new', 'fail'],
    [null, 'pending'],
  ])('%s means %s', (conclusion, meaning) => {
    expect(meaningOf(check('test', conclusion), 'pass')).toBe(meaning);
  });

  it('counts for nothing while the check runs again', () => {
    expect(meaningOf(check('test', 'success', { status: 'queued' }), 'pass')).toBe('pending');
  });

  it.each(['pass', 'pending', 'fail'] as const)(
    'skipped means what the configuration says: %s',
    (meaning) => {
      expect(meaningOf(check('test', 'skipped'), meaning)).toBe(meaning);
    },
  );
});

const ofActions = { name: 'test', app: 'github-actions' };
const status = (name: string, conclusion = 'success') =>
  check(name, conclusion, { key: `status:${name}`, app: null, suite: null });
const suite = (conclusion: string | null, id = 2) =>
  check('CI', conclusion, { key: `suite:${id}`, suite: id });
const run = (id: number, of: number, conclusion: string | null, name = 'test') =>
  check(name, conclusion, { key: `run:${of}:${name}`, id, suite: of });

describe('the verdict', () => {
  const passed = check('test', 'success');
  it.each<[string, string, { checks: Check[]; config?: Record<string, unknown>; whole?: boolean }]>([
    ['is none without any check', 'none: no-checks', { checks: [] }],
    [
      'is passed without any, where none is needed',
      'passed: no-checks-needed',
      { checks: [], config: { when_none: 'pass' } },
    ],
    ['is passed when all pass', 'passed: checks-passed', { checks: [passed, check('lint', 'neutral')] }],
    ['waits for one that runs', 'pending: checks-running lint', { checks: [passed, check('lint', null)] }],
    [
      'is failed by one, while others run',
      'failed: checks-failed a; checks-running b',
      { checks: [check('b', null), check('a', 'failure')] },
    ],
    [
      'names what failed once, in order',
      'failed: checks-failed a b',
      { checks: [check('b', 'failure'), check('a', 'failure'), status('a', 'failure')] },
    ],
    [
      'waits for a person',
      'needs-approval: checks-need-approval test',
      { checks: [check('test', 'action_required')] },
    ],
    [
      'is failed though another waits for a person',
      'failed: checks-failed b; checks-need-approval a',
      { checks: [check('a', 'action_required'), check('b', 'failure')] },
    ],
    [
      'waits for a required check that is missing',
      'pending: checks-missing lint',
      { checks: [passed], config: { required: ['test', 'lint'] } },
    ],
    [
      'is not given by a missing check where none is needed',
      'pending: checks-missing lint',
      { checks: [], config: { required: ['lint'], when_none: 'pass' } },
    ],
    [
      'does not mind a check that is not required',
      'passed: checks-passed',
      { checks: [passed, check('slow', 'failure')], config: { required: ['test'] } },
    ],
    [
      'needs each of two of the required name',
      'failed: checks-failed test',
      { checks: [passed, status('test', 'failure')], config: { required: ['test'] } },
    ],
    [
      'knows a required check by its whole name, however long',
      'pending: checks-missing ' + 'x'.repeat(150) + 'b',
      {
        checks: [check(checkName(`${'x'.repeat(150)}a`), 'success')],
        config: { required: [`${'x'.repeat(150)}a`, `${'x'.repeat(150)}b`] },
      },
    ],
    [
      'takes a status for a required check of which only the name is asked',
      'passed: checks-passed',
      { checks: [status('test')], config: { required: ['test'] } },
    ],
    [
      'takes no status for a check that an App must report',
      'pending: checks-missing test@github-actions',
      { checks: [status('test')], config: { required: [ofActions] } },
    ],
    [
      'takes no run of another App for it either',
      'pending: checks-missing test@github-actions',
      { checks: [check('test', 'success', { app: 'helpful' })], config: { required: [ofActions] } },
    ],
    [
      'does not mind what others report under the name of a check that an App must report',
      'passed: checks-passed',
      {
        checks: [
          passed,
          status('test', 'failure'),
          check('test', 'failure', { key: 'run:7:test', app: 'helpful', suite: 7 }),
        ],
        config: { required: [ofActions] },
      },
    ],
    [
      'is not green when one that failed may be forgotten',
      'pending: too-many-checks',
      { checks: [passed], whole: false },
    ],
    [
      'is green however many were forgotten when those that must pass are named',
      'passed: checks-passed',
      { checks: [passed, suite('failure')], config: { required: ['test'] }, whole: false },
    ],
    [
      'is not green when nothing is needed and some were forgotten',
      'pending: too-many-checks',
      { checks: [], config: { when_none: 'pass' }, whole: false },
    ],
    [
      'is failed by one of two runs of a name, for each is of a workflow, or an occasion, of its own',
      'failed: checks-failed test',
      { checks: [run(100, 1, 'failure'), run(101, 3, 'success')] },
    ],
    [
      'needs all runs of a required name',
      'failed: checks-failed test',
      { checks: [run(100, 1, 'failure'), run(101, 3, 'success')], config: { required: ['test'] } },
    ],
    ['counts no suite as a test', 'none: no-checks', { checks: [suite('success')] }],
    [
      'is not green between two jobs, when no run tells of the second',
      'pending: checks-running CI',
      { checks: [passed, suite(null)] },
    ],
    [
      'names the run that is waited for before its suite',
      'pending: checks-running lint',
      { checks: [check('lint', null), suite(null)] },
    ],
    [
      'is failed while its suite goes on',
      'failed: checks-failed a; checks-running CI',
      { checks: [check('a', 'failure'), suite(null)] },
    ],
    ...['success', 'neutral', 'skipped'].map(
      (end): [string, string, { checks: Check[]; config: Record<string, unknown> }] => [
        `is left to the runs once their suite ended with ${end}`,
        'passed: checks-passed',
        { checks: [passed, suite(end)], config: { treat_skipped_as: 'pending' } },
      ],
    ),
    ...['startup_failure', 'failure', 'timed_out', 'cancelled', 'stale', 'a word of tomorrow'].map(
      (end): [string, string, { checks: Check[] }] => [
        `is failed by a suite that ended with ${end} and has no run to say so`,
        'failed: checks-failed CI',
        { checks: [run(100, 1, 'success', 'lint'), suite(end)] },
      ],
    ),
    [
      'is failed by a suite of which a newer run of the same name hides what failed',
      'failed: checks-failed CI',
      { checks: [run(100, 2, 'success'), suite('failure')], config: { required: ['test'] } },
    ],
    [
      'names the run that failed, not its suite',
      'failed: checks-failed test',
      { checks: [run(100, 2, 'failure'), run(101, 2, 'success', 'lint'), suite('failure')] },
    ],
    [
      'does not mind a suite without any required check',
      'passed: checks-passed',
      { checks: [passed, suite('startup_failure', 5)], config: { required: ['test'] } },
    ],
    [
      'does not mind a suite that failed by a check that is not required',
      'passed: checks-passed',
      { checks: [passed, run(7, 2, 'failure', 'slow'), suite('failure')], config: { required: ['test'] } },
    ],
    [
      'waits for no suite where the required checks are named',
      'passed: checks-passed',
      { checks: [passed, suite(null)], config: { required: ['test'] } },
    ],
    [
      'waits for the person that a suite waits for',
      'needs-approval: checks-need-approval CI; checks-missing test',
      { checks: [suite('action_required')], config: { required: ['test'] } },
    ],
  ])('%s', (_, said, { checks, config, whole }) => {
    expect(verdict(checks, config, whole)).toBe(said);
  });
});
