import { branchName } from '../../domain/branch-name.js';
import type { AgentConfig } from '../../domain/config/schema.js';
import type { EffectOf } from '../../domain/effect.js';
import { rank } from '../../domain/matching/rank.js';
import { markDue } from '../mark-due.js';
import type { Deed, Done } from './deed.js';

/** How long a place is held until the work is handed over, ms: one taken by a process that died comes free soon. */
const PLACE_TAKEN = 2 * 60 * 60_000;
/** And from then on, ms: the end of the agent's turn releases it, and this only bounds what a fault could leave. */
const PLACE_KEPT = 180 * 24 * 60 * 60_000;
/** When to look again for somebody, if all are busy, ms. */
export const LOOK_AGAIN = 5 * 60_000;
/** At how many agents a workflow waits for the next free place: those that would suit it best. */
const WAITS_AT = 5;

/**
 * Ranks the team with its load of this moment and takes a place at the first that has one. The reservation is
 * one conditional write on the agent's own item, so that no two workflows can take the last place.
 */
export async function assignAgent(deed: Deed<EffectOf<'assign-agent'>>): Promise<Done> {
  const { effect, hands, context, workflow, repository } = deed;
  const { installationId } = repository;
  const team = context.config.team;
  const now = hands.clock.now();
  const leases = await hands.store.getLeases(
    installationId,
    team.map((agent) => agent.name),
    now,
  );
  const id = `${workflow.id}/${effect.epoch}`;
  const isOurs = ({ name }: AgentConfig) =>
    (leases[name] ?? []).some(({ assignmentId }) => assignmentId === id);
  const ranking = rank({
    team,
    requirement: effect.requirement,
    loads: Object.fromEntries(
      team.map(({ name }) => [
        name,
        (leases[name] ?? []).filter(({ assignmentId }) => assignmentId !== id).length,
      ]),
    ),
    excluded: effect.takenOff,
    silent: effect.silent,
    wanted: effect.wanted,
    previous: effect.previous?.agent ?? null,
  });
  const free = ranking.candidates
    .filter(({ excluded }) => excluded === null)
    .flatMap(({ agent }) => team.find(({ name }) => name === agent) ?? []);
  // A try that crashed may have taken a place already: it stands, whoever would be the best by now.
  const offered = [...free.filter(isOurs), ...free.filter((agent) => !isOurs(agent))];
  const taken = await takePlace(deed, id, offered, now);
  for (const { name } of team.filter((agent) => isOurs(agent) && agent.name !== taken?.agent.name)) {
    await givePlaceBack(deed, name, id);
  }
  if (taken === null) {
    const full = ranking.candidates.filter(({ excluded }) => excluded === null || excluded === 'at-capacity');
    const isFree = await waitAt(
      deed,
      full.map(({ agent }) => agent),
      now,
    );
    return {
      observations: [{ kind: 'nobody-available', wish: effect.wish, at: now, ranking }],
      retryAt: { at: isFree ? now : now + LOOK_AGAIN, why: 'nobody on the team has a free place' },
    };
  }
  const { agent, terminal, branch } = taken;
  const assignment = {
    id,
    epoch: effect.epoch,
    wish: effect.wish,
    agent: agent.name,
    login: agent.login ?? null,
    terminal,
    branch,
    ranking,
    at: now,
  };
  return { ref: agent.name, observations: [{ kind: 'agent-assigned', assignment }] };
}

/**
 * Keeps the place of an assignment that is handed over now. False: it ran out meanwhile, and others took all that
 * the agent has.
 */
export async function keepPlace(deed: Deed<EffectOf<'hand-over'>>): Promise<boolean> {
  const { effect, hands, context, workflow, repository } = deed;
  const { assignmentId, agent } = effect;
  const now = hands.clock.now();
  const capacity = context.config.team.find(({ name }) => name === agent)?.capacity ?? 1;
  const lease = { assignmentId, workflowId: workflow.id, until: now + PLACE_KEPT };
  const key = { installationId: repository.installationId, agent };
  return (await hands.store.reserve(key, lease, capacity, now)) === 'reserved';
}

/** The place comes last: once it is taken nothing can fail any more and leave it taken in vain. */
async function takePlace(
  deed: Deed<EffectOf<'assign-agent'>>,
  assignmentId: string,
  offered: readonly AgentConfig[],
  now: number,
): Promise<{ agent: AgentConfig; terminal: string; branch: string } | null> {
  const { effect, hands, workflow, repository } = deed;
  const { installationId } = repository;
  for (const agent of offered) {
    const terminal = agent.terminal ?? agent.name;
    const branch = effect.previous?.branch ?? (await freeBranchName(deed, terminal, agent.name));
    const lease = { assignmentId, workflowId: workflow.id, until: now + PLACE_TAKEN };
    const place = await hands.store.reserve(
      { installationId, agent: agent.name },
      lease,
      agent.capacity,
      now,
    );
    if (place === 'reserved') return { agent, terminal, branch };
  }
  return null;
}

async function freeBranchName(
  deed: Deed<EffectOf<'assign-agent'>>,
  terminal: string,
  agent: string,
): Promise<string> {
  const { context, workflow, hands, repository } = deed;
  const title = workflow.facts.issue?.value.title ?? '';
  const { pattern } = context.config.branches;
  const about = { terminal, agent, issue: workflow.issueNumber, title };
  const plain = branchName(pattern, about, () => false);
  // Nor a name of an earlier turn, though its branch is deleted: what was done for that one would count for this.
  const earlier = Object.values(workflow.facts.assignments).map((turn) => turn.branch);
  const taken = new Set([...earlier, ...(await hands.github.branchesLike(repository, plain))]);
  return branchName(pattern, about, (name) => taken.has(name));
}

export async function releaseAgent(deed: Deed<EffectOf<'release-agent'>>): Promise<Done> {
  const { effect } = deed;
  await givePlaceBack(deed, effect.agent, effect.assignmentId);
  return { ref: effect.because };
}

/** Whoever waits for it is looked at at the next tick. */
async function givePlaceBack(
  { hands, repository: { installationId }, workflow }: Deed,
  agent: string,
  assignmentId: string,
): Promise<void> {
  const waiting = await hands.store.release({ installationId, agent }, assignmentId);
  for (const id of waiting) if (id !== workflow.id) await markDue(hands, id);
}

/** Answers whether a place came free meanwhile. */
async function waitAt(
  { hands, repository: { installationId }, workflow, context }: Deed,
  agents: readonly string[],
  now: number,
): Promise<boolean> {
  for (const agent of agents.slice(0, WAITS_AT)) {
    const capacity = context.config.team.find(({ name }) => name === agent)?.capacity ?? 1;
    const place = await hands.store.wait({ installationId, agent }, workflow.id, capacity, now);
    if (place === 'free') return true;
  }
  return false;
}
