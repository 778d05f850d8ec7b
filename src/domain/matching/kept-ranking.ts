import type { Candidate, Ranking } from './ranking.js';

/** How many candidates are remembered of a ranking. */
const KEPT = 10;

/**
 * What a workflow remembers of a ranking, however big the team: the best, whoever was chosen, and the first of each kind
 * of reason why an agent was left out, so that what holds of all of these holds of all the others. Keeping what was kept
 * changes nothing.
 */
export function keptRanking(ranking: Ranking, chosen: string | null): Ranking {
  const { candidates } = ranking;
  const firsts = new Map<Candidate['excluded'], Candidate>();
  for (const candidate of candidates)
    if (!firsts.has(candidate.excluded)) firsts.set(candidate.excluded, candidate);
  const needed = [...candidates.filter(({ agent }) => agent === chosen), ...firsts.values()];
  const shown = new Set([...new Set([...needed, ...candidates])].slice(0, KEPT));
  return {
    ...ranking,
    candidates: candidates.filter((candidate) => shown.has(candidate)),
    others: ranking.others + candidates.length - shown.size,
  };
}
