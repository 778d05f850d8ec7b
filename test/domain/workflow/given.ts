import { Config } from '../../../src/domain/config/schema.js';
import type { Permission } from '../../../src/domain/event.js';
import type { Facts } from '../../../src/domain/facts.js';
import type { Observation } from '../../../src/domain/observation.js';
import type { Control } from '../../../src/domain/workflow/control.js';
import { replay } from '../../../src/domain/workflow/replay.js';
import { account, timeOf } from '../../cases/shorthand.js';
import { told } from '../observations.js';

/** What was said and done in a workflow, in short, and what came of it. */

export const TEAM = [
  { name: 'apollo', login: 'apollo-bot' },
  { name: 'athena', login: 'athena-bot' },
];
const CONFIG = Config.parse({ team: TEAM });

export interface Who {
  by?: string;
  permission?: Permission | null;
  args?: string[];
  text?: string;
}

export function said(
  clock: string,
  verb: string,
  { by = 'alice', permission = 'write', args = [], text = '' }: Who = {},
): Observation {
  const at = timeOf(clock);
  const id = `comment-${clock}`;
  return {
    kind: 'command-given',
    command: {
      id,
      verb,
      args,
      text,
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

export function turn(epoch: number, wish: string, agent: string, at: string): Observation {
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
      ranking: {
        requirement: { complexity: 'simple', capabilities: [], evidence: [] },
        candidates: [],
        others: 0,
      },
      at: timeOf(at),
    },
  };
}

export const pushed = (clock: string, sha: string): Observation => ({
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

export const issue: Observation = {
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

export function control(observations: readonly Observation[], config = CONFIG): Control {
  const facts: Facts = told(observations);
  return replay({ facts, config, issue: facts.issue?.value ?? null, repositoryId: 100, issueNumber: 42 });
}

/** What became of each command, oldest first. */
export function answers(observations: readonly Observation[], config = CONFIG): string[] {
  return control(observations, config).answers.map(
    ({ command, answer }) => `${command.verb}: ${answer.code}`,
  );
}

export const started = [
  issue,
  said('10:00', 'start'),
  turn(1, 'comment-10:00', 'apollo', '10:00:30'),
  pushed('10:05', 'a1'),
];
