import type { Config } from '../config/schema.js';
import type { Assignment, Facts } from '../facts.js';
import { wasHandedOver } from './turns.js';

/** Letter case does not tell two accounts apart. */
export function isSameLogin(login: string, other: string | null | undefined): boolean {
  return login.toLowerCase() === other?.toLowerCase();
}

/** Whether an account is an agent's: of the team, or of one that had this issue, though the team has it no more. */
export function isAgentAccount(login: string, { config, facts }: { config: Config; facts: Facts }): boolean {
  return [...config.team, ...Object.values(facts.assignments)].some((agent) =>
    isSameLogin(login, agent.login),
  );
}

/** Whether somebody's own work is in the branch: of the agent at work, and of each to whom it was handed over before. */
export function hadTheWork(login: string, facts: Facts, atWork: Assignment | null): boolean {
  return Object.values(facts.assignments).some(
    (turn) => isSameLogin(login, turn.login) && (turn.id === atWork?.id || wasHandedOver(facts, turn)),
  );
}
