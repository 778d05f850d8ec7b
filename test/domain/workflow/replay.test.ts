import { describe, expect, it } from '@jest/globals';
import { CATALOGUE, type Verb } from '../../../src/domain/commands/catalogue.js';
import { Config } from '../../../src/domain/config/schema.js';
import type { Permission } from '../../../src/domain/event.js';
import type { Facts } from '../../../src/domain/facts.js';
import { replay } from '../../../src/domain/workflow/replay.js';
import type { Control } from '../../../src/domain/workflow/control.js';
import { account, timeOf } from '../../cases/shorthand.js';
import { told } from '../observations.js';
import type { Observation } from '../../../src/domain/observation.js';

const TEAM = [
  { name: 'apollo', login: 'apollo-bot' },
  { name: 'athena', login: 'athena-bot' },
];
const CONFIG = Config.parse({ team: TEAM });

interface Who {
  by?: string;
  permission?: Permission | null;
  args?: string[];
}

function said(
  clock: string,
  verb: string,
  { by = 'alice', permission = 'write', args = [] }: Who = {},
): Observation {
  const at = timeOf(clock);
  const id = `comment-${clock}`;
  return {
    kind: 'command-given',
    command: {
      id,
      verb,
      args,
      text: '',
      problem: null,
      by: account(by),
      permission,
      via: 'comment',
      number: 42,
      commentId: at,
      at,
    },
  };
}

function turn(epoch: number, wish: string, agent: string, at: string): Observation {
  return {
    kind: 'agent-assigned',
    assignment: {
      id: `wf-100-42/${epoch}`,
      epoch,
      wish,
      agent,
      login: `${agent}-bot`,
      terminal: agent,
      branch: 'work',
      ranking: { requirement: { complexity: 'simple', capabilities: [], evidence: [] }, candidates: [] },
      at: timeOf(at),
    },
  };
}

const pushed = (clock: string, sha: string): Observation => ({
  kind: 'branch-moved',
  installationId: 1,
  repositoryId: 100,
  seenAt: timeOf(clock),
  source: 'webhook',
  branch: 'work',
  sha: sha.padEnd(40, '0'),
  by: null,
  at: timeOf(clock),
});

const issue: Observation = {
  kind: 'issue-changed',
  installationId: 1,
  repositoryId: 100,
  seenAt: 1,
  source: 'webhook',
  updatedAt: 1,
  issue: {
    number: 42,
    nodeId: 'I_42',
    title: 'Speed up',
    body: '',
    state: 'open',
    stateReason: null,
    labels: [],
    author: account('carol'),
    url: 'https://github.com/octo/list/issues/42',
  },
};

function control(observations: readonly Observation[], config = CONFIG): Control {
  const facts: Facts = told(observations);
  return replay({ facts, config, issue: facts.issue?.value ?? null, repositoryId: 100, issueNumber: 42 });
}

/** What became of each command, oldest first. */
function answers(observations: readonly Observation[], config = CONFIG): string[] {
  return control(observations, config).answers.map(
    ({ command, answer }) => `${command.verb}: ${answer.code}`,
  );
}

const started = [
  issue,
  said('10:00', 'start'),
  turn(1, 'comment-10:00', 'apollo', '10:00:30'),
  pushed('10:05', 'a1'),
];

/** Everybody who might give a command to a workflow that alice started, apollo works on and dave holds. */
const PEOPLE: Record<string, Who> = {
  'look-up failed': { by: 'bob', permission: null },
  none: { by: 'mallory', permission: 'none' },
  read: { by: 'mallory', permission: 'read' },
  triage: { by: 'bob', permission: 'triage' },
  write: { by: 'bob', permission: 'write' },
  maintain: { by: 'bob', permission: 'maintain' },
  admin: { by: 'bob', permission: 'admin' },
  'author, read': { by: 'carol', permission: 'read' },
  'holder, read': { by: 'dave', permission: 'read' },
  'requester, write': { by: 'alice', permission: 'write' },
  'agent at work, none': { by: 'apollo-bot', permission: 'none' },
  'agent at work, admin': { by: 'apollo-bot', permission: 'admin' },
  'other agent, admin': { by: 'athena-bot', permission: 'admin' },
};
const EVERYBODY = Object.keys(PEOPLE);
const WRITERS = ['write', 'maintain', 'admin', 'requester, write'];
const AT_WORK = ['agent at work, none', 'agent at work, admin'];
const READERS = EVERYBODY.filter(
  (who) => who !== 'look-up failed' && who !== 'none' && who !== 'agent at work, none',
);

const MAY: Record<Verb, string[]> = {
  start: WRITERS,
  assign: WRITERS,
  reassign: WRITERS,
  stop: WRITERS,
  unassign: [...WRITERS, ...AT_WORK],
  ready: [...WRITERS, ...AT_WORK],
  escalate: [...WRITERS, ...AT_WORK],
  confidence: [...WRITERS, ...AT_WORK],
  ack: [...WRITERS, 'triage', 'author, read'],
  hold: [...WRITERS, 'triage', 'author, read', ...AT_WORK],
  unhold: [...WRITERS, 'holder, read'],
  retest: [...WRITERS, 'author, read'],
  approve: WRITERS.filter((who) => who !== 'requester, write'),
  unapprove: READERS,
  report: [...WRITERS, ...AT_WORK],
  pause: ['maintain', 'admin'],
  resume: ['maintain', 'admin'],
  health: READERS,
  refresh: [...WRITERS, 'triage'],
  status: READERS,
  why: READERS,
  help: READERS,
};

describe('who may', () => {
  const refusals = new Set(['not-permitted', 'lookup-failed', 'own-work', 'not-your-work']);
  const agentsWithNone = (who: string) => who === 'agent at work, none';

  it.each(CATALOGUE.map(({ verb }) => verb))('%s', (verb) => {
    const args = { assign: ['athena'], confidence: ['low'] }[verb as string] ?? [];
    const allowed = EVERYBODY.filter((who) => {
      const held = said('10:06', 'hold', { by: 'dave', permission: 'triage' });
      const told = answers([...started, held, said('10:10', verb, { ...PEOPLE[who], args })]).at(-1) ?? '';
      return !refusals.has(told.split(': ')[1] ?? '');
    });
    // An account of an agent counts as one that may read, whatever it may do otherwise.
    const expected = READERS === MAY[verb] ? [...READERS, ...EVERYBODY.filter(agentsWithNone)] : MAY[verb];
    expect(allowed.sort()).toEqual([...expected].sort());
  });

  it.each([
    ['an agent that is not at this issue', 'hold', PEOPLE['other agent, admin'], 'hold: not-your-work'],
    ['an agent that would lift a hold', 'unhold', PEOPLE['agent at work, admin'], 'unhold: own-work'],
    ['an agent that would approve', 'approve', PEOPLE['agent at work, admin'], 'approve: own-work'],
    [
      'the person who started it and would approve',
      'approve',
      PEOPLE['requester, write'],
      'approve: own-work',
    ],
    ['somebody without permission', 'stop', PEOPLE['read'], 'stop: not-permitted'],
    ['somebody whose permission is not known', 'stop', PEOPLE['look-up failed'], 'stop: lookup-failed'],
  ])('%s is told why not', (_, verb, who, answer) => {
    expect(answers([...started, said('10:10', verb, who)]).at(-1)).toBe(answer);
  });
});

describe('commands are taken in the order in which they were given', () => {
  it('whatever the order in which they arrived', () => {
    const all = [said('10:02', 'hold'), said('10:01', 'start'), said('10:03', 'unhold')];
    expect(answers(all)).toEqual(['start: done', 'hold: done', 'unhold: done']);
    expect(control(all.reverse())).toEqual(control(all));
  });

  it('by their time, and not by their number', () => {
    const late = said('10:05', 'hold');
    const renamed =
      late.kind === 'command-given' ? { ...late, command: { ...late.command, id: 'comment-1' } } : late;
    expect(answers([renamed, said('10:06', 'unhold'), said('10:01', 'start')])).toEqual([
      'start: done',
      'hold: done',
      'unhold: done',
    ]);
  });

  it('and those of one second by their number, not by its letters', () => {
    const at = (id: string, verb: string): Observation => {
      const told = said('10:01', verb);
      return told.kind === 'command-given' ? { ...told, command: { ...told.command, id } } : told;
    };
    expect(answers([at('comment-10-1', 'unhold'), at('comment-9-1', 'hold')])).toEqual([
      'hold: done',
      'unhold: done',
    ]);
  });
});

describe('a command', () => {
  it.each([
    ['a verb', 'strat', [], 'start'],
    ['an agent', 'assign', ['appolo'], 'apollo'],
    ['a verb that is like none', 'dance', [], null],
    ['an agent that is like none', 'assign', ['nemo'], null],
  ])(
    'that misspells %s is answered with the one that was meant, and does nothing',
    (_, verb, args, meant) => {
      const { answers, run } = control([said('10:10', verb, { args })]);
      expect(answers.at(-1)?.answer).toMatchObject({ meant });
      expect(run).toBeNull();
    },
  );

  it.each<[string, string, Observation[]]>([
    ['that is none is answered so', 'dance: unknown-verb', [said('10:10', 'dance')]],
    ['that starts what runs is told so', 'start: already-started', [...started, said('10:10', 'start')]],
    ['that stops what never ran is told so', 'stop: not-started', [said('10:10', 'stop')]],
    [
      'that gives the issue to who has it is told so',
      'assign: already-assigned',
      [...started, said('10:10', 'assign', { args: ['apollo'] })],
    ],
    [
      'that gives it to anybody, while somebody has it, is told so',
      'assign: already-assigned',
      [...started, said('10:10', 'assign', { args: ['auto'] })],
    ],
    [
      'that gives it to another takes it off the one',
      'assign: done',
      [...started, said('10:10', 'assign', { args: ['@athena'.slice(1)] })],
    ],
    [
      'that gives it to nobody known is told so',
      'assign: unknown-agent',
      [...started, said('10:10', 'assign', { args: ['nemo'] })],
    ],
    ['that reassigns what never ran is told so', 'reassign: not-started', [said('10:10', 'reassign')]],
    [
      'that reassigns to nobody known is told so',
      'reassign: unknown-agent',
      [...started, said('10:10', 'reassign', { args: ['nemo'] })],
    ],
    [
      'that reassigns to who has it is told so',
      'reassign: already-assigned',
      [...started, said('10:10', 'reassign', { args: ['apollo'] })],
    ],
    ['that takes nobody off is told so', 'unassign: no-assignment', [said('10:10', 'unassign')]],
    [
      'that says ready of nobody’s work is told so',
      'ready: no-assignment',
      [said('10:00', 'start'), said('10:10', 'ready')],
    ],
    ['that lifts no hold is told so', 'unhold: not-held', [...started, said('10:10', 'unhold')]],
    [
      'that approves nothing is told so',
      'approve: nothing-to-approve',
      [said('10:00', 'start'), said('10:10', 'approve', { by: 'bob' })],
    ],
    [
      'that approves a commit nobody knows is told so',
      'approve: no-such-commit',
      [...started, said('10:10', 'approve', { by: 'bob', args: ['fffffff'] })],
    ],
    [
      'that retests nothing is told so',
      'retest: nothing-to-retest',
      [said('10:00', 'start'), said('10:10', 'retest')],
    ],
  ])('%s', (_, answer, observations) => {
    expect(answers(observations).at(-1)).toBe(answer);
  });
});

describe('an approval', () => {
  const approved = (...more: Observation[]) =>
    control([...started, ...more]).approvals.map(({ sha }) => sha.slice(0, 2));

  it.each<[string, string[], Observation[]]>([
    [
      'is of the head of its moment',
      ['a1'],
      [said('10:06', 'approve', { by: 'bob' }), pushed('10:07', 'b2')],
    ],
    [
      'is of the head of its moment, though the push was heard of later',
      ['b2'],
      [said('10:08', 'approve', { by: 'bob' }), pushed('10:07', 'b2')],
    ],
    [
      'is not of a commit that came in the same second',
      ['a1'],
      [pushed('10:07', 'b2'), said('10:07', 'approve', { by: 'bob' })],
    ],
    [
      'is of the commit that it names',
      ['a1'],
      [pushed('10:07', 'b2'), said('10:08', 'approve', { by: 'bob', args: ['a100000'] })],
    ],
    [
      'is of the commit that was forced back',
      ['a1'],
      [pushed('10:07', 'b2'), pushed('10:08', 'a1'), said('10:09', 'approve', { by: 'bob' })],
    ],
    [
      'is the last one of each person',
      ['b2'],
      [
        said('10:06', 'approve', { by: 'bob' }),
        pushed('10:07', 'b2'),
        said('10:08', 'approve', { by: 'bob' }),
      ],
    ],
    [
      'can be taken back',
      [],
      [said('10:06', 'approve', { by: 'bob' }), said('10:07', 'unapprove', { by: 'bob' })],
    ],
    [
      'cannot be taken back by another',
      ['a1'],
      [said('10:06', 'approve', { by: 'bob' }), said('10:07', 'unapprove')],
    ],
    [
      'ends with the run',
      [],
      [said('10:06', 'approve', { by: 'bob' }), said('10:07', 'stop'), said('10:08', 'start')],
    ],
  ])('%s', (_, shas, more) => {
    expect(approved(...more)).toEqual(shas);
  });
});

describe('what was permitted once', () => {
  it('stays so when the configuration becomes stricter', () => {
    const stricter = Config.parse({ team: TEAM, commands: { permissions: { start: 'maintain' } } });
    expect(control(started, stricter).run).not.toBeNull();
    expect(answers([issue, said('10:00', 'start')], stricter)).toEqual(['start: not-permitted']);
  });

  it('stays so when the agent leaves the team', () => {
    const named = [
      issue,
      said('10:00', 'assign', { args: ['apollo'] }),
      turn(1, 'comment-10:00', 'apollo', '10:00:30'),
    ];
    const without = Config.parse({ team: TEAM.slice(1) });
    expect(answers(named, without)).toEqual(['assign: done']);
  });

  it('stays so for an agent that has lost the turn since', () => {
    const late = turn(2, 'comment-10:00', 'athena', '10:20');
    const ready = said('10:10', 'ready', { by: 'apollo-bot', permission: 'none' });
    expect(answers([...started, ready, late]).at(-1)).toBe('ready: done');
    expect(answers([...started, said('10:30', 'ready', { by: 'apollo-bot' }), late]).at(-1)).toBe(
      'ready: not-your-work',
    );
  });
});

describe('after the merge', () => {
  const merged: Observation = {
    kind: 'pull-request-changed',
    installationId: 1,
    repositoryId: 100,
    seenAt: timeOf('10:20'),
    source: 'webhook',
    updatedAt: timeOf('10:20'),
    headMoved: false,
    pullRequest: {
      number: 57,
      nodeId: 'PR_57',
      title: 'Speed up',
      state: 'closed',
      draft: false,
      mergedAt: timeOf('10:20'),
      mergedBy: 'alice',
      labels: [],
      author: account('apollo-bot'),
      head: { ref: 'work', sha: 'a1'.padEnd(40, '0'), repositoryId: 100 },
      baseRef: 'main',
      closes: [42],
      url: 'https://github.com/octo/list/pull/57',
    },
  };

  it.each([
    ['stop', [], 'stop: not-started'],
    ['unassign', [], 'unassign: no-assignment'],
    ['reassign', [], 'reassign: not-started'],
    ['ready', [], 'ready: no-assignment'],
    ['confidence', ['low'], 'confidence: no-assignment'],
    ['start', [], 'start: done'],
    ['assign', ['apollo'], 'assign: done'],
  ])('%s begins anew or finds nothing', (verb, args, answer) => {
    expect(answers([...started, merged, said('10:30', verb, { args })]).at(-1)).toBe(answer);
  });

  it('a new run is its own, however often the old pull request changes', () => {
    const touched = { ...merged, updatedAt: timeOf('11:00'), seenAt: timeOf('11:00') };
    const again = [...started, merged, said('10:30', 'start', { by: 'bob' }), touched];
    expect(control(again).run?.by.login).toBe('bob');
  });
});
