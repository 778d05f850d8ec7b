import type * as z from 'zod';
import { assess, type Assessment } from '../../src/domain/workflow/assess.js';
import { Config } from '../../src/domain/config/schema.js';
import { noFacts } from '../../src/domain/facts.js';
import type { Period } from '../../src/domain/period.js';
import { observe } from '../../src/domain/observe.js';
import type { Context } from '../../src/domain/workflow/situation.js';
import { timed } from '../../src/domain/workflow/step.js';
import { newWorkflow, type Workflow } from '../../src/domain/workflow/workflow.js';
import { expand, Shorthand, timeOf } from '../cases/shorthand.js';
import { broughtToRest } from './at-rest.js';

/** What happens, as the cases write it; or that all that is wanted by then is performed. */
export type Line = z.input<typeof Shorthand> | { kind: 'rest'; at: string };

export interface Life {
  workflow: Workflow;
  context: Context;
  assessed: (at: string) => Assessment;
}

const TEAM = [
  { name: 'apollo', terminal: 'apollo-1', login: 'apollo-bot', capabilities: ['python', 'performance'] },
  { name: 'athena', terminal: 'athena-1', login: 'athena-bot', capabilities: ['documentation'] },
];

/** A workflow to which all of this happened, saved after each. */
export function lived(lines: readonly Line[], config: Record<string, unknown> = {}): Life {
  const context: Context = {
    config: Config.parse({ team: TEAM, shepherd: 'alice', ...config }),
    project: { owner: 'octo', name: 'list', state: 'active', defaultBranch: 'main', pause: null },
    installation: { state: 'active', permissionsChangedAt: 0 },
    repositoryId: 100,
    issueNumber: 42,
  };
  const address = { installationId: 1, repositoryId: 100, issueNumber: 42 };
  const first = { ...newWorkflow(address, timeOf(lines[0]?.at ?? '00:00')), facts: noFacts() };
  const workflow = lines.reduce<Workflow>((before, line) => {
    const now = timeOf(line.at);
    const facts =
      line.kind === 'rest'
        ? broughtToRest(before.facts, context, now).facts
        : expand(Shorthand.parse(line), before.facts, context).reduce(observe, before.facts);
    const { situation, view } = assess(facts, context, now);
    return { ...before, facts, status: situation.status, steps: timed(before.steps, view.steps, now) };
  }, first);
  return { workflow, context, assessed: (at) => assess(workflow.facts, context, timeOf(at)) };
}

/** Part of the one day on which all happens: `10:00-12:30`. */
export function during(span: string): Period {
  const [since = '', until = ''] = span.split('-');
  return { since: timeOf(since), until: timeOf(until) };
}

/** An issue is opened at ten, and started and handed over a minute later. */
export const STARTED: readonly Line[] = [
  { kind: 'issue-changed', at: '10:00' },
  { kind: 'command-given', at: '10:01', say: '/tekton start', by: 'alice' },
  { kind: 'rest', at: '10:01' },
];

export function pushed(at: string, sha: string): Line {
  return { kind: 'branch-moved', at, sha };
}

export function tested(at: string, sha: string, conclusion: string | null): Line {
  return { kind: 'check-reported', at, sha, conclusion };
}

export function said(at: string, say: string, by = 'alice'): Line {
  return { kind: 'command-given', at, say, by };
}

export function rest(at: string): Line {
  return { kind: 'rest', at };
}
