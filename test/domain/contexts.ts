import fc from 'fast-check';
import { Config } from '../../src/domain/config/schema.js';
import type { Context } from '../../src/domain/workflow/situation.js';

/** Configurations that differ in what they decide. */
export const context: fc.Arbitrary<Context> = fc
  .record({
    mode: fc.constantFrom('on-green', 'draft-first', 'on-ready'),
    merge: fc.constantFrom('manual', 'auto'),
    approvals: fc.constantFrom(0, 1, 2),
    required: fc.constantFrom<string[]>([], ['test']),
    whenNone: fc.constantFrom('pending', 'pass'),
    team: fc.constantFrom(0, 2, 2, 2),
    shepherd: fc.boolean(),
    project: fc.constantFrom<Context['project']['state'][]>('active', 'active', 'active', 'archived', 'gone'),
    paused: fc.constantFrom<boolean[]>(false, false, false, true),
    installation: fc.constantFrom<Context['installation']['state'][]>(
      'active',
      'active',
      'suspended',
      'deleted',
    ),
  })
  .map((given) => ({
    config: Config.parse({
      team: TEAM.slice(0, given.team),
      ...(given.shepherd ? { shepherd: 'bob' } : {}),
      pr: { mode: given.mode },
      merge: { mode: given.merge },
      review: { approvals: given.approvals, reviewers: ['dave', 'team:core'] },
      checks: { required: given.required, when_none: given.whenNone },
    }),
    project: {
      owner: 'octo',
      name: 'list',
      state: given.project,
      defaultBranch: 'main',
      pause: given.paused ? { on: true, by: 'bob', reason: '', at: 1 } : null,
    },
    installation: { state: given.installation, permissionsChangedAt: 0 },
    repositoryId: 100,
    issueNumber: 42,
  }));

const TEAM = [
  { name: 'apollo', terminal: 'apollo-1', login: 'apollo-bot', capabilities: ['python'] },
  { name: 'athena', login: 'athena-bot' },
];
