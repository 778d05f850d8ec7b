import type { Situation } from './situation.js';

/**
 * Confidence is autonomy: an agent that is not sure needs somebody else's word before its pull request is opened, or
 * merged. That word is an approval of the commit, or `/tekton ready` by a person, given after the agent said so.
 */
export function isTrusted({ control, opinions }: Pick<Situation, 'control' | 'opinions'>): boolean {
  const { ready, confidence } = control;
  return (
    confidence.level === 'high' ||
    (ready !== null && !ready.byAgent && ready.at >= confidence.at) ||
    opinions.approvals.some((approval) => approval.at >= confidence.at)
  );
}
