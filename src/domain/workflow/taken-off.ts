import type { Assignment, Command } from '../facts.js';
import type { Notice } from './notice.js';
import { mergedSince } from './pull-requests.js';
import type { Situation } from './situation.js';
import { assignmentFor, endOf, wasHandedOver } from './turns.js';

const ENDING: ReadonlySet<string> = new Set(['start', 'stop', 'assign', 'reassign', 'unassign']);

/** A word for each agent that was given the work and then taken off it, so that it does not go on pushing. */
export function aboutTakenOff(situation: Situation): (readonly [cause: string, notice: Notice])[] {
  const { facts, assignment } = situation;
  return Object.values(facts.assignments)
    .sort((a, b) => a.epoch - b.epoch)
    .flatMap((turn) => {
      const { id, agent, login } = turn;
      if (!wasHandedOver(facts, turn) || assignment?.agent === agent) return [];
      const to = login === null ? [] : [login];
      const notice = (by: string | null) =>
        [[`taken-off/${id}`, { to, code: 'taken-off', agent, by }]] as const;
      if (endOf(facts, turn)?.because != null) return notice(null);
      const end = assignmentFor(facts, turn.wish)?.id === id ? commandThatEnded(turn, situation) : null;
      // Whoever gave the work back knows.
      return end === null || end.by.login.toLowerCase() === login?.toLowerCase() ? [] : notice(end.by.login);
    });
}

/** The command that took the agent off; null: none did, as work that was merged ends of itself. */
function commandThatEnded(turn: Assignment, { control, facts, context }: Situation): Command | null {
  const given = control.answers.findIndex(({ command }) => command.id === turn.wish);
  const next = control.answers
    .slice(given + 1)
    .find(({ command, answer }) => answer.code === 'done' && ENDING.has(command.verb))?.command;
  if (given === -1 || next === undefined || next.verb === 'start') return null;
  const merged = mergedSince({ facts, ...context }, turn.at);
  return merged === null || merged.at > next.at ? next : null;
}
