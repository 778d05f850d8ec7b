import { describe, expect, it } from '@jest/globals';
import { Config } from '../../../src/domain/config/schema.js';
import type { Observation } from '../../../src/domain/observation.js';
import { answers, control, issue, pushed, said, started, TEAM, turn } from './given.js';

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
