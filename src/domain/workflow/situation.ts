import type { Because } from '../because.js';
import type { Verdict } from '../checks/verdict.js';
import type { Config } from '../config/schema.js';
import type { Issue, PullRequest } from '../event.js';
import type { Assignment, Facts } from '../facts.js';
import type { Installation, Project } from '../project/project.js';
import type { Control } from './control.js';
import type { Opinions } from './opinions.js';
import type { WorkflowStatus } from './workflow.js';

/** The world around one workflow that its rules may look at. */
export interface Context {
  config: Config;
  project: Pick<Project, 'owner' | 'name' | 'state' | 'pause'> & { defaultBranch: string };
  installation: Pick<Installation, 'state' | 'permissionsChangedAt'>;
  repositoryId: number;
  issueNumber: number;
}

/** The facts, put together for the rules: what is the case, before what should be done. */
export interface Situation {
  /** The moment that it is about, ms. */
  now: number;
  context: Context;
  facts: Facts;
  control: Control;
  issue: Issue | null;
  status: WorkflowStatus;
  /** Why it is not active, when it was started once. */
  ended: Because | null;
  /** Whether GitHub would take a write at all. */
  reachable: boolean;
  assignment: Assignment | null;
  branch: {
    name: string;
    exists: boolean;
    deleted: boolean;
    base: string | null;
    head: string | null;
  } | null;
  pullRequest: PullRequest | null;
  /** The commit the work stands at; null while there is none. */
  head: string | null;
  tests: Verdict;
  opinions: Opinions;
  holds: Because[];
  /** How the agent's turn goes; null while the next move is not the agent's. */
  clock: AgentClock | null;
  /** How much may still be said. */
  room: Room;
}

/** What the clock is read from, before it is part of the situation itself. */
export type Watched = Omit<Situation, 'clock'>;

/**
 * How an agent's turn goes. `quiet`: no progress for a while, and asked about it. `stalled`: none for longer still.
 * `lost`: it sent signs of life, and they ceased. In the last two the turn is over.
 */
export interface AgentClock {
  state: 'ok' | 'quiet' | 'stalled' | 'lost';
  /** The last news of its progress, ms: what a question is about. */
  since: number;
  /** When time alone will change something, ms; null: never. */
  changesAt: number | null;
  /** Set when it is to be asked now how it goes: how long it has to answer then, ms. */
  ask: { within: number } | null;
}

/** How much may still be said on one issue. */
export interface Room {
  /** New comments. */
  left: number;
  /** And how many of them may be answers to commands. */
  leftForAnswers: number;
  /** Set when nothing is left of one: what is told of it, once a day, and when there is room again (ms). */
  trip: { cause: string; what: 'comments' | 'answers'; count: number; until: number } | null;
}
