import { describe, expect, it } from '@jest/globals';
import { AgentConfig } from '../../src/domain/config/schema.js';
import { decide } from '../../src/domain/decide.js';
import { rank } from '../../src/domain/matching/rank.js';
import type { Ranking } from '../../src/domain/matching/ranking.js';
import { observe } from '../../src/domain/observe.js';
import { assess } from '../../src/domain/workflow/assess.js';
import { timeOf } from '../cases/shorthand.js';
import { lived, said, STARTED } from './lived.js';

const team = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    AgentConfig.parse({
      name: `agent-${1_000 + index}`,
      capabilities: ['python', `word-${index}`],
    }),
  );

/** All are busy but the last, which was taken off. */
function nobodyFree(count: number): Ranking {
  const names = team(count).map(({ name }) => name);
  return rank({
    team: team(count),
    requirement: { complexity: 'simple', capabilities: ['python', 'word-15'], evidence: [] },
    loads: Object.fromEntries(names.map((name) => [name, 1])),
    excluded: names.slice(-1),
    silent: [],
    wanted: null,
    previous: null,
  });
}

function unassignable(count: number) {
  const { workflow, context } = lived(STARTED.slice(0, 2), { team: team(count) });
  const [wish = ''] = Object.keys(workflow.facts.commands);
  const at = workflow.createdAt + 120_000;
  const facts = observe(workflow.facts, { kind: 'nobody-available', wish, at, ranking: nobodyFree(count) });
  return { facts, steps: assess(facts, context, at).view.steps };
}

const sizeOf = (value: unknown) => JSON.stringify(value).length;

describe('a workflow is as small in a team of a thousand as in one of twenty', () => {
  it.each([
    ['when one has it', (count: number) => lived(STARTED, { team: team(count) }).workflow],
    ['when nobody is free', unassignable],
    [
      'when an agent was named that is not there',
      (count: number) => {
        const { workflow, context } = lived([...STARTED, said('10:05', '/tekton reassign zeus')], {
          team: team(count),
        });
        return decide(workflow.facts, context, timeOf('10:05')).effects;
      },
    ],
  ])('%s', (_, made) => {
    expect(Math.abs(sizeOf(made(1_000)) - sizeOf(made(20)))).toBeLessThan(100);
  });

  it('and says how many others there were, and each reason why one was left out', () => {
    const [step] = unassignable(1_000).steps;
    expect(step?.because).toMatchObject([{ code: 'nobody-available', others: 990 }]);
    const [because] = step?.because ?? [];
    const excluded = because?.code === 'nobody-available' ? because.excluded : [];
    expect(excluded).toHaveLength(10);
    expect(excluded.filter(({ why }) => why === 'taken-off')).toEqual([
      { agent: 'agent-1999', why: 'taken-off' },
    ]);
  });
});
