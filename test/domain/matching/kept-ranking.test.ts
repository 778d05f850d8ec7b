import { describe, expect, it } from '@jest/globals';
import { keptRanking } from '../../../src/domain/matching/kept-ranking.js';
import type { Ranking } from '../../../src/domain/matching/ranking.js';

const requirement = { complexity: 'simple' as const, capabilities: [], evidence: [] };
const ranking = (count: number): Ranking => ({
  requirement,
  candidates: Array.from({ length: count }, (_, index) => ({
    agent: `agent-${index}`,
    score: 100 - index,
    because: [],
    excluded: index < 15 ? null : 'at-capacity',
  })),
  others: 0,
});
const names = ({ candidates }: Ranking) => candidates.map(({ agent }) => Number(agent.split('-')[1]));

describe('what is kept of a ranking', () => {
  it('is all of a small one', () => {
    expect(keptRanking(ranking(10), 'agent-3')).toEqual(ranking(10));
  });

  it('is the best of a big one, whoever was chosen, and the first that was left out', () => {
    const kept = keptRanking(ranking(500), 'agent-12');
    expect(names(kept)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 12, 15]);
    expect(kept.others).toBe(490);
  });

  it('stays so when it is kept again', () => {
    const kept = keptRanking(ranking(500), null);
    expect(keptRanking(kept, null)).toEqual(kept);
  });
});
