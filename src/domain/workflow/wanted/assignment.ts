import { analyse } from '../../analysis/analyse.js';
import type { Effect } from '../../effect.js';
import type { Assignment } from '../../facts.js';
import { labelValue } from '../../labels.js';
import type { Situation } from '../situation.js';
import { endOf, lastAssignment, silentUnder } from '../turns.js';

/** The right agent at work on its branch, told of it; and nobody else holding a place for this issue. */
export function wantedForAssignment(situation: Situation): Effect[] {
  const effects = releases(situation);
  if (situation.status !== 'active') return effects;
  const { assignment, control, context } = situation;
  if (assignment !== null) return [...effects, ...wantedForTurn(situation, assignment)];
  if (control.wish === null || context.config.team.length === 0 || situation.issue === null) return effects;
  return [...effects, ranking(situation, control.wish, situation.issue)];
}

/** Every turn but the current one ends; when the workflow ends, or its agent fell silent, so does the current one. */
function releases({ facts, assignment, status, clock }: Situation): Effect[] {
  const current = status === 'active' ? assignment?.id : undefined;
  const silent = clock?.state === 'stalled' || clock?.state === 'lost' ? clock.state : null;
  return Object.values(facts.assignments)
    .filter((turn) => turn.id !== current || silent !== null)
    .sort((a, b) => a.epoch - b.epoch)
    .map((turn) => ({
      kind: 'release-agent',
      key: `release/${turn.id}`,
      agent: turn.agent,
      assignmentId: turn.id,
      because: turn.id === current ? silent : null,
    }));
}

function ranking(
  { facts, control, context, branch }: Situation,
  wish: string,
  issue: NonNullable<Situation['issue']>,
): Effect {
  const last = lastAssignment(facts);
  const epoch = (last?.epoch ?? 0) + 1;
  const label = issue.labels.map((name) => labelValue(name, 'agent/')).find((name) => name !== null);
  const silent = silentUnder(facts, wish);
  const off = [...control.takenOff, ...silent];
  const labelled = context.config.team.find(({ name }) => name === label && !off.includes(name));
  // Whoever was asked for by name and fell silent is followed by the best of the rest.
  const named = control.wanted !== null && !silent.includes(control.wanted.agent) ? control.wanted : null;
  const wanted = named ?? (labelled === undefined ? null : { agent: labelled.name, by: 'label' as const });
  const vocabulary = [
    ...new Set(context.config.team.flatMap((agent) => Object.keys(agent.capabilities))),
  ].sort();
  const { title, body, labels } = issue;
  return {
    kind: 'assign-agent',
    key: `assign/${wish}/${epoch}`,
    wish,
    epoch,
    requirement: analyse({ title, body, labels }, vocabulary),
    wanted,
    takenOff: control.takenOff.filter((agent) => agent !== wanted?.agent),
    silent,
    previous:
      last === null ? null : { agent: last.agent, branch: branch?.exists === true ? last.branch : null },
  };
}

function wantedForTurn({ facts, context, branch, pullRequest }: Situation, turn: Assignment): Effect[] {
  const effects: Effect[] = [];
  if (branch !== null && !branch.exists && !branch.deleted && pullRequest === null) {
    effects.push({ kind: 'create-branch', key: `branch/${turn.branch}`, branch: turn.branch });
  }
  if (
    branch?.exists === true ||
    pullRequest !== null ||
    facts.performed[`hand-over/${turn.id}`] !== undefined
  ) {
    const { agent, login } = turn;
    const before = Object.values(facts.assignments).find(
      (it) => it.epoch === turn.epoch - 1 && it.branch === turn.branch && endOf(facts, it) !== null,
    );
    const adopted = pullRequest?.state === 'open' && pullRequest.head.repositoryId === context.repositoryId;
    effects.push({
      kind: 'hand-over',
      key: `hand-over/${turn.id}`,
      assignmentId: turn.id,
      agent,
      login,
      branch: adopted ? pullRequest.head.ref : turn.branch,
      after: before?.agent ?? null,
    });
  }
  return effects;
}
