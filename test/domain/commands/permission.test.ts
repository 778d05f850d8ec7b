import { describe, expect, it } from '@jest/globals';
import { definitionOf, type Verb } from '../../../src/domain/commands/catalogue.js';
import { permits, PERMISSION_ORDER, type Actor } from '../../../src/domain/commands/permission.js';

const stranger: Actor = {
  permission: 'read',
  isAuthor: false,
  onFork: false,
  isAgent: false,
  isWorker: false,
  isHolder: false,
  isRequester: false,
};
const writer: Actor = { ...stranger, permission: 'write' };

function ask(verb: Verb, actor: Actor, overrides: Parameters<typeof permits>[2] = {}): string {
  const definition = definitionOf(verb);
  if (definition === null) throw new Error(verb);
  const verdict = permits(definition, actor, overrides);
  return verdict.allowed ? 'yes' : `${verdict.because}, needs ${verdict.needed}`;
}

describe('who may give a command', () => {
  it.each<[string, Verb, Actor, string]>([
    ['a reader may ask', 'status', stranger, 'yes'],
    ['a reader may not start', 'start', stranger, 'permission, needs write'],
    [
      'nobody without any permission may even ask',
      'why',
      { ...stranger, permission: 'none' },
      'permission, needs read',
    ],
    ['a writer may start', 'start', writer, 'yes'],
    ['an admin may all that a writer may', 'stop', { ...stranger, permission: 'admin' }, 'yes'],
    ['triage may hold', 'hold', { ...stranger, permission: 'triage' }, 'yes'],
    [
      'triage may not lift a hold',
      'unhold',
      { ...stranger, permission: 'triage' },
      'permission, needs write',
    ],
    ['the author may hold', 'hold', { ...stranger, isAuthor: true }, 'yes'],
    ['the author may have the tests run again', 'retest', { ...stranger, isAuthor: true }, 'yes'],
    [
      'the author may not have those of a fork run again',
      'retest',
      { ...stranger, isAuthor: true, onFork: true },
      'permission, needs write',
    ],
    ['the author may not start', 'start', { ...stranger, isAuthor: true }, 'permission, needs write'],
    ['the agent may say it is ready', 'ready', { ...stranger, isAgent: true }, 'yes'],
    ['the agent may put itself off the issue', 'unassign', { ...stranger, isAgent: true }, 'yes'],
    ['the agent may call for a person', 'escalate', { ...stranger, isAgent: true }, 'yes'],
    ['an agent that had the issue may report', 'report', { ...stranger, isWorker: true }, 'yes'],
    ['and do nothing else', 'unassign', { ...stranger, isWorker: true }, 'permission, needs write'],
    ['the agent may not assign', 'assign', { ...stranger, isAgent: true }, 'permission, needs write'],
    ['whoever put the hold may lift it', 'unhold', { ...stranger, isHolder: true }, 'yes'],
    ['an agent never lifts a hold', 'unhold', { ...writer, isAgent: true }, 'own-work, needs write'],
    ['not even its own', 'unhold', { ...writer, isAgent: true, isHolder: true }, 'own-work, needs write'],
    ['an agent never approves', 'approve', { ...writer, isAgent: true }, 'own-work, needs write'],
    ['the requester never approves', 'approve', { ...writer, isRequester: true }, 'own-work, needs write'],
    ['the requester may stop', 'stop', { ...writer, isRequester: true }, 'yes'],
    ['a failed look-up is a refusal', 'start', { ...writer, permission: null }, 'lookup-failed, needs write'],
    [
      'even for the author',
      'hold',
      { ...stranger, permission: null, isAuthor: true },
      'lookup-failed, needs triage',
    ],
  ])('%s', (_, verb, actor, answer) => {
    expect(ask(verb, actor)).toBe(answer);
  });
});

describe('configured permissions', () => {
  it('ask for more or for less', () => {
    expect(ask('start', writer, { start: 'maintain' })).toBe('permission, needs maintain');
    expect(ask('start', stranger, { start: 'read' })).toBe('yes');
  });

  it('leave the agent its own work, and nobody the judgement of theirs', () => {
    expect(ask('ready', { ...stranger, isAgent: true }, { ready: 'admin' })).toBe('yes');
    expect(ask('approve', { ...writer, isAgent: true }, { approve: 'read' })).toBe('own-work, needs read');
  });

  it('are asked for by the verb only', () => {
    expect(ask('start', writer, { stop: 'admin' })).toBe('yes');
  });
});

it('each permission includes those before it', () => {
  expect(PERMISSION_ORDER).toEqual(['none', 'read', 'triage', 'write', 'maintain', 'admin']);
  const answers = PERMISSION_ORDER.map((permission) => ask('start', { ...stranger, permission }));
  expect(answers.map((answer) => answer === 'yes')).toEqual([false, false, false, true, true, true]);
});
