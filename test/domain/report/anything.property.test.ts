import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standingIn } from '../../../src/domain/health/work.js';
import { activityOf } from '../../../src/domain/report/activity.js';
import { outcomeOf, Outcome } from '../../../src/domain/report/outcome.js';
import { assess } from '../../../src/domain/workflow/assess.js';
import { timed } from '../../../src/domain/workflow/step.js';
import { newWorkflow, type Workflow } from '../../../src/domain/workflow/workflow.js';
import { anything } from '../anything.js';
import { context } from '../contexts.js';
import { told } from '../observations.js';

const NOW = 1_000_000;

describe('whatever a workflow was told', () => {
  const period = fc
    .tuple(fc.nat(NOW), fc.nat(NOW))
    .map(([a, b]) => ({ since: Math.min(a, b), until: Math.max(a, b) }));

  it('what is told of it in a while fits into that while, and of its run into that run', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), context, period, (all, circumstances, given) => {
        const facts = told(all);
        const length = given.until - given.since;
        const address = { installationId: 1, repositoryId: 100, issueNumber: 42 };
        const assessed = assess(facts, circumstances, given.until);
        const { situation, view } = assessed;
        const workflow: Workflow = {
          ...newWorkflow(address, 0),
          facts,
          status: situation.status,
          steps: timed([], view.steps, given.since),
        };

        const standing = standingIn(assessed, given);
        expect(standing.openMs).toBeLessThanOrEqual(length);
        expect(standing.redMs).toBeGreaterThanOrEqual(0);
        expect(standing.redMs).toBeLessThanOrEqual(standing.openMs);
        expect(standing.reviewWaitMs ?? 0).toBeGreaterThanOrEqual(0);
        for (const { ms } of activityOf(workflow, circumstances, given).steps) {
          expect(ms).toBeLessThanOrEqual(length);
        }
        const outcome = outcomeOf(workflow, situation);
        expect(outcome === null).toBe(!HAS_OUTCOME.has(situation.ended?.code ?? ''));
        if (outcome === null) return;
        expect(Outcome.parse(outcome)).toEqual(outcome);
        const lasted = outcome.endedAt - outcome.startedAt;
        expect(lasted).toBeGreaterThanOrEqual(0);
        for (const { ms } of outcome.steps) expect(ms).toBeLessThanOrEqual(lasted);
      }),
      { numRuns: 500 },
    );
  });
});

const HAS_OUTCOME: ReadonlySet<string> = new Set(['merged', 'stopped', 'issue-closed']);
