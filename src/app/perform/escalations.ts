import type { EffectOf } from '../../domain/effect.js';
import { ESCALATION_LABEL } from '../../domain/workflow/severity.js';
import { escalationText } from '../texts/escalation.js';
import { markerOf } from '../texts/marker.js';
import type { Deed, Done } from './deed.js';

/** Opens the issue, and lets whoever answers there find back to the workflow. */
export async function raiseEscalation(deed: Deed<EffectOf<'raise-escalation'>>): Promise<Done> {
  const { effect, hands, repository, workflow, again } = deed;
  const { cause, notice, severity } = effect;
  const { title, body } = escalationText(notice, { severity, issueNumber: workflow.issueNumber });
  const marker = markerOf('escalation', escalationKey(workflow.issueNumber, cause));
  const number = await hands.writes.createIssue(repository, {
    title,
    body,
    label: ESCALATION_LABEL,
    marker,
    again,
  });
  const { repositoryId } = repository;
  await hands.store.putPointer({ kind: 'escalation', repositoryId, number }, workflow.id);
  return { ref: number };
}

function escalationKey(issueNumber: number, cause: string): string {
  return `${issueNumber}/${cause}`;
}

/** Whose escalation it is, and why, from the key of its marker; null: it is none. */
export function parseEscalationKey(key: string): { issueNumber: number; cause: string } | null {
  const [, number, cause] = /^([1-9]\d{0,9})\/(.+)$/s.exec(key) ?? [];
  return number === undefined || cause === undefined ? null : { issueNumber: Number(number), cause };
}
