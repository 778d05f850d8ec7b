import type { Because } from '../because.js';
import type { Ranking } from '../matching/ranking.js';
import type { StepVerdict } from './step.js';
import type { WorkflowStatus } from './workflow.js';

/** All that the status comment, `/tekton status` and `/tekton why` show. Data; `app/texts` puts it into words. */
export interface StatusView {
  status: WorkflowStatus;
  steps: StepVerdict[];
  agent: { name: string; login: string | null; terminal: string; epoch: number } | null;
  branch: string | null;
  pullRequest: number | null;
  /** What it waits for now. */
  waitingFor: Because[];
  /** Why this agent got it. */
  ranking: Ranking | null;
  /** The last few commands and what became of them, newest first. */
  commands: { verb: string; by: string; done: boolean; /** It was given by this label. */ label?: string }[];
}
