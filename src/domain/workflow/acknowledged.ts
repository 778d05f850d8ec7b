import type { Situation } from './situation.js';

/** Whether a person took notice of a call: said so since, or closed the issue that was opened for it. */
export function isAcknowledged(
  { facts, control }: Pick<Situation, 'facts' | 'control'>,
  cause: string,
): boolean {
  const said = facts.performed[`notify/${cause}`];
  const issue = facts.performed[`escalation/${cause}`]?.ref;
  if (typeof issue === 'number' && facts.closedEscalations[issue] !== undefined) return true;
  // GitHub's times are whole seconds.
  return said !== undefined && control.acknowledged !== null && control.acknowledged.at + 1000 > said.at;
}
