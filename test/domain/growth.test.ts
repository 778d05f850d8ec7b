import { beforeAll, describe, expect, it } from '@jest/globals';
import { follow } from '../../src/app/conduct/outbox.js';
import { plain, plainText } from '../../src/adapters/storage/records.js';
import { admit } from '../../src/domain/admission.js';
import { decide } from '../../src/domain/decide.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import { timed } from '../../src/domain/workflow/step.js';
import { newWorkflow, type Workflow } from '../../src/domain/workflow/workflow.js';
import { CONTEXT, hostile, performed } from './hostile.js';

/** DynamoDB refuses an item above 409,600 bytes. */
const MOST = 300_000;

const LATER = 1_800_010_000_000;

/** The workflow as it is saved: the facts, and all that is wanted waiting in the outbox. */
function stored(facts: Facts): Workflow {
  const { status, view, effects } = decide(facts, CONTEXT, LATER);
  return {
    ...newWorkflow({ installationId: 1, repositoryId: 100, issueNumber: 42 }, 1),
    facts,
    status,
    steps: timed([], view.steps, 1),
    ...follow({ outbox: {}, doubts: {} }, effects, [], {
      chance: { fraction: () => 0.5, id: () => 'x' },
      now: 1,
    }),
  };
}

/** As DynamoDB counts: UTF-8 of names and strings, a number's digits by two, and something for each nesting. */
function itemSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const entries = Object.entries(value);
  const names = Array.isArray(value) ? 0 : entries.reduce((sum, [name]) => sum + Buffer.byteLength(name), 0);
  return 3 + names + entries.reduce((sum, [, inner]) => sum + 1 + itemSize(inner), 0);
}

function sizes(workflow: Workflow): string {
  const parts = [...Object.entries(workflow.facts), ['outbox', workflow.outbox] as const];
  return parts.map(([name, part]) => `${name} ${Buffer.byteLength(plainText(part))}`).join(', ');
}

function wasTaken(before: Facts, after: Facts): boolean {
  const parts = ({ turnedAway: _, ...rest }: Facts) => Object.values(rest);
  const known = new Set<unknown>(parts(before));
  return parts(after).some((part) => part !== null && !known.has(part));
}

/** Nothing follows from what was not taken. */
function hasGround(facts: Facts, seen: Observation): boolean {
  return seen.kind !== 'agent-assigned' || facts.commands[seen.assignment.wish] !== undefined;
}

describe.each([
  ['in ASCII', 'x'],
  ['in CJK', '漢'],
])('a workflow, whatever people do to it and its checks tell, %s,', (_, letter) => {
  let busy: Facts;
  beforeAll(() => {
    busy = hostile(letter).reduce((facts, seen) => {
      if (!hasGround(facts, seen)) return facts;
      const next = admit(facts, [seen]);
      return wasTaken(facts, next) ? admit(next, performed(seen)) : next;
    }, noFacts());
  }, 120_000);

  it.each([
    ['with everything performed', () => busy],
    ['with everything still to be performed', () => ({ ...busy, performed: {} })],
  ])('stays one item that both stores take, %s', (__, facts) => {
    const workflow = stored(facts());
    const asText = Buffer.byteLength(plainText(workflow));
    const asItem = itemSize(plain(workflow));
    if (process.env['SHOW_SIZES'] !== undefined)
      process.stderr.write(`${asText} ${asItem} ${sizes(workflow)}\n`);
    expect(asText).toBeLessThan(MOST);
    expect(asItem).toBeLessThan(MOST);
  });
});
