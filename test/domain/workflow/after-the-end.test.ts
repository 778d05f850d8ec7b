import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../../src/domain/observation.js';
import { account, timeOf } from '../../cases/shorthand.js';
import { answers, control, said, started, turn } from './given.js';

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

describe('after the merge', () => {
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

describe('a report', () => {
  const reports = (observations: readonly Observation[]) =>
    control(observations).reports.map(({ agent, text }) => `${agent}: ${text}`);
  const by = (login: string, clock = '10:30', permission: 'none' | 'write' = 'none') =>
    said(clock, 'report', { by: login, permission, text: 'all done' });
  const taken = turn(2, 'comment-10:10', 'athena', '10:10:30');

  it.each<[string, Observation[]]>([
    ['was merged', [merged]],
    ['was stopped', [said('10:20', 'stop')]],
    ['was taken off it', [said('10:10', 'reassign', { args: ['athena'] }), taken]],
    ['was given up', [said('10:10', 'unassign')]],
  ])('counts for the agent whose work %s', (_, ended) => {
    expect(reports([...started, ...ended, by('Apollo-bot')])).toEqual(['apollo: all done']);
  });

  it('counts for who writes it, though another agent is at work', () => {
    const both = [...started, said('10:10', 'reassign', { args: ['athena'] }), taken];
    expect(reports([...both, by('apollo-bot'), by('athena-bot', '10:31')])).toEqual([
      'apollo: all done',
      'athena: all done',
    ]);
  });

  it('of a person is of the agent at work', () => {
    expect(reports([...started, by('bob', '10:15', 'write')])).toEqual(['apollo: all done']);
  });

  it.each<[string, string, Observation[], Observation]>([
    ['of a person after the end', 'nobody-reports', [merged], by('bob', '10:30', 'write')],
    ['of an agent that never had the issue', 'not-your-work', [merged], by('athena-bot')],
    ['of a stranger', 'not-permitted', [merged], by('mallory')],
    ['that says nothing', 'empty-report', [merged], said('10:30', 'report', { by: 'apollo-bot' })],
  ])('%s is refused', (_, answer, ended, report) => {
    const told = [...started, ...ended, report];
    expect([answers(told).at(-1), reports(told)]).toEqual([`report: ${answer}`, []]);
  });
});
