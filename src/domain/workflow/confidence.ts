import type { Situation } from './situation.js';

/**
 * Confidence is autonomy: an agent that is not sure needs somebody else's word before its pull request. That word
 * is an approval of the commit, or `/tekton ready` by a person, given after the agent said so.
 */
export function clearedByPerson({ control, head }: Pick<Situation, 'control' | 'head'>): boolean {
  const { ready, approvals, confidence } = control;
  return (
    (ready !== null && !ready.byAgent && ready.at >= confidence.at) ||
    approvals.some((approval) => approval.sha === head && approval.at >= confidence.at)
  );
}
