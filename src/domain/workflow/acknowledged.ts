import type { Facts } from '../facts.js';
import type { Control } from './control.js';
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

/** How the causes begin that are the agent's to see to. */
const FOR_AGENTS = ['red/', 'changes/', 'taken-off/', 'quiet/'];

/** Whether a person was called for, up to a time (ms), and nobody has said since that they know. */
export function isCalled(facts: Facts, { escalations, acknowledged }: Control, at: number): boolean {
  const calls = Object.entries(facts.performed).filter(
    ([key]) => key.startsWith('notify/') && !FOR_AGENTS.some((cause) => key.startsWith(`notify/${cause}`)),
  );
  const since = acknowledged === null ? 0 : acknowledged.at + 1000;
  return escalations.length > 0 || calls.some(([, said]) => said.at >= since && said.at < at + 1000);
}
