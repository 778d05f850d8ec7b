import { describe, expect, it } from '@jest/globals';
import { CATALOGUE, type Verb } from '../../../src/domain/commands/catalogue.js';
import { answers, said, started, type Who } from './given.js';

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
