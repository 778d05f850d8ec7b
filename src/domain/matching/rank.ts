import type { AgentConfig } from '../config/schema.js';
import type { Candidate, Criterion, Exclusion, Ranking, Requirement } from './ranking.js';

export interface RankingQuestion {
  team: readonly AgentConfig[];
  requirement: Requirement;
  /** How many issues each agent has at the moment. */
  loads: Readonly<Record<string, number>>;
  /** Agents that were taken off this issue. */
  excluded: readonly string[];
  /** Agents that had this issue and fell silent. */
  silent: readonly string[];
  /** Nobody else comes into question then. */
  wanted: { agent: string; by: 'command' | 'label' } | null;
  /** Who had the issue before. */
  previous: string | null;
}

/** What each criterion can add; together 100. */
const SHARES = { capability: 60, load: 20, 'same-agent': 10, 'asked-for': 10 };

/**
 * The team in the order in which the issue is offered to it, those who cannot have it last. The order of the
 * roster does not matter: equal scores go to who has more places free, then by name.
 */
export function rank(question: RankingQuestion): Ranking {
  const best = bestWeights(question.team);
  const judged = question.team.map((agent) => ({
    candidate: judge(agent, question, best),
    free: agent.capacity - loadOf(agent, question),
  }));
  judged.sort(
    (a, b) =>
      Number(a.candidate.excluded !== null) - Number(b.candidate.excluded !== null) ||
      b.candidate.score - a.candidate.score ||
      b.free - a.free ||
      (a.candidate.agent < b.candidate.agent ? -1 : 1),
  );
  return {
    requirement: question.requirement,
    candidates: judged.map(({ candidate }) => candidate),
    others: 0,
  };
}

function judge(agent: AgentConfig, question: RankingQuestion, best: ReadonlyMap<string, number>): Candidate {
  const { wanted, previous, requirement } = question;
  const because: Criterion[] = [cover(agent, requirement, best), load(agent, question)];
  if (previous === agent.name) because.push({ code: 'same-agent', share: SHARES['same-agent'] });
  if (wanted?.agent === agent.name)
    because.push({ code: 'asked-for', share: SHARES['asked-for'], by: wanted.by });
  const score = tenths(because.reduce((sum, { share }) => sum + share, 0));
  return { agent: agent.name, score, because, excluded: exclusion(agent, question) };
}

function exclusion(agent: AgentConfig, question: RankingQuestion): Exclusion | null {
  if (question.wanted !== null && question.wanted.agent !== agent.name) return 'not-asked-for';
  if (question.excluded.includes(agent.name)) return 'taken-off';
  if (question.silent.includes(agent.name)) return 'silent';
  return loadOf(agent, question) >= agent.capacity ? 'at-capacity' : null;
}

/** How well the agent covers what is needed. In each capability the best of the team sets the measure. */
function cover(agent: AgentConfig, requirement: Requirement, best: ReadonlyMap<string, number>): Criterion {
  const needed = [...new Set(requirement.capabilities)];
  const matched = needed.filter((word) => weightOf(agent, word) > 0);
  const missing = needed.filter((word) => weightOf(agent, word) === 0);
  const strength = matched.reduce((sum, word) => sum + weightOf(agent, word) / (best.get(word) ?? 1), 0);
  const share = needed.length === 0 ? SHARES.capability : (SHARES.capability * strength) / needed.length;
  return { code: 'capability', share: tenths(share), matched, missing };
}

function load(agent: AgentConfig, question: RankingQuestion): Criterion {
  const active = loadOf(agent, question);
  const { capacity } = agent;
  return {
    code: 'load',
    share: tenths((SHARES.load * Math.max(capacity - active, 0)) / capacity),
    active,
    capacity,
  };
}

function bestWeights(team: readonly AgentConfig[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [word, weight] of team.flatMap((agent) => Object.entries(agent.capabilities))) {
    best.set(word, Math.max(best.get(word) ?? 0, weight));
  }
  return best;
}

/** An agent may be called `constructor`, and a capability too. */
function own(values: Readonly<Record<string, number>>, name: string): number {
  return Object.hasOwn(values, name) ? (values[name] ?? 0) : 0;
}

function weightOf(agent: AgentConfig, word: string): number {
  return own(agent.capabilities, word);
}

function loadOf(agent: AgentConfig, { loads }: RankingQuestion): number {
  return own(loads, agent.name);
}

/** One decimal: finer differences mean nothing, and their order would be chance. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
