import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { announcementOf } from '../../../src/app/perform/announce.js';
import { Announcement } from '../../../src/domain/announcement.js';
import type { Facts } from '../../../src/domain/facts.js';
import type { Observation } from '../../../src/domain/observation.js';
import type { Context } from '../../../src/domain/workflow/situation.js';
import { timed } from '../../../src/domain/workflow/step.js';
import { newWorkflow } from '../../../src/domain/workflow/workflow.js';
import { sampleCommand } from '../../contract/samples.js';
import { broughtToRest } from '../../domain/at-rest.js';
import { context } from '../../domain/contexts.js';
import { outside, told } from '../../domain/observations.js';

const START: Observation = {
  kind: 'command-given',
  command: sampleCommand({ id: 'c-0', verb: 'start', args: [], commentId: null, via: 'api', at: 1 }),
};
/** What one person might write to another, and to nobody else. */
const SECRET = '漢 "secret" `x` </script>'.repeat(10);
/** Where people write: titles, texts, reasons, what a check says, and branches, which are made of titles. */
const WRITTEN = new Set(['title', 'body', 'text', 'summary', 'message', 'url', 'branch', 'ref', 'label']);

function withSecrets(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return WRITTEN.has(key) ? `${value}${SECRET}` : value;
  if (Array.isArray(value)) return value.map((each) => withSecrets(each, key === 'args' ? 'text' : key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner, name)]));
}

/** Every event on the way of a workflow to its rest. */
function announced(facts: Facts, circumstances: Context): Announcement[] {
  const { performed, facts: known, decision } = broughtToRest(facts, circumstances, 2_000_000);
  const { repositoryId, issueNumber, project } = circumstances;
  const address = { installationId: 1, repositoryId, owner: project.owner, name: project.name };
  const workflow = { ...newWorkflow({ ...address, issueNumber }, 1), facts: known };
  const steps = timed([], decision.view.steps, 1_800_000_000_000);
  return performed.flatMap((effect) =>
    effect.kind === 'announce'
      ? announcementOf({
          effect,
          workflow: { ...workflow, steps },
          version: Number.MAX_SAFE_INTEGER,
          context: circumstances,
          repository: address,
        })
      : [],
  );
}

/** The same news with a secret wherever somebody writes. */
function secretly(all: readonly Observation[]): Observation[] {
  const written: unknown = withSecrets(all);
  if (!isLike(written, all)) throw new Error('it is not the same news');
  return written;
}

function isLike(written: unknown, all: readonly Observation[]): written is Observation[] {
  return Array.isArray(written) && written.length === all.length;
}

describe('whatever people write, what is announced', () => {
  it('is as its schema says, small, and holds nothing of it', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.array(outside, { maxLength: 25 }), context, (all, circumstances) => {
        for (const event of announced(told(secretly([START, ...all])), circumstances)) {
          count += 1;
          const text = JSON.stringify(event);
          expect(Announcement.parse(event)).toEqual(event);
          expect(Buffer.byteLength(text)).toBeLessThan(4_000);
          expect(text).not.toMatch(/secret|漢/);
        }
      }),
      { numRuns: 150 },
    );
    expect(count).toBeGreaterThan(100);
  });
});
