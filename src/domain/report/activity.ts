import type { StepName } from '../workflow/step.js';

/** What was seen of one agent's work on one issue in a while: told by GitHub, not by the agent. */
export interface Activity {
  /** Moves of the branch or of the pull request's head. */
  pushes: number;
  checks: { passed: number; failed: number };
  reviews: number;
  /** What became of the pull request meanwhile. */
  pullRequest: 'opened' | 'merged' | 'closed' | null;
  /** How long each step took or has taken, ms, as far as it lies in the while. */
  steps: { name: StepName; ms: number }[];
}
