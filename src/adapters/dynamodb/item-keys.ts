import type { Pointer } from '../../app/ports/store.js';
import type { Outcome } from '../../domain/report/outcome.js';
import { keyNumber } from '../storage/key-number.js';
import { keyText, orderedKeyText } from '../storage/key-text.js';

/** Where each item is. Free text comes last in a key, so that no two are alike. */
export interface ItemKey {
  pk: string;
  sk: string;
}

const single = (kind: string, rest: string): ItemKey => ({ pk: `${kind}#${rest}`, sk: kind });

export const workflowKey = (id: string): ItemKey => single('workflow', keyText(id));
export const deliveryKey = (id: string): ItemKey => single('delivery', keyText(id));
export const projectKey = (repositoryId: number): ItemKey => single('project', String(repositoryId));
export const installationKey = (id: string): ItemKey => single('installation', id);
export const paceKey = (installationId: string): ItemKey => single('pace', installationId);
export const closingKey = (repositoryId: string): ItemKey => single('closing', repositoryId);
export const redeliveriesKey = (id: string): ItemKey => single('redeliveries', id);
export const agentKey = (installationId: number, agent: string): ItemKey =>
  single('agent', `${installationId}#${keyText(agent)}`);

/** A workflow's entries are one partition, in the order of their ids. */
export const auditKey = (workflowId: string, id: string): ItemKey => ({
  pk: `audit#${keyText(workflowId)}`,
  sk: `entry#${orderedKeyText(id)}`,
});

/** A repository's days are one partition, in the order of their dates. */
export const dayKey = (repositoryId: number, date: string): ItemKey => ({
  pk: `day#${repositoryId}`,
  sk: `day#${orderedKeyText(date)}`,
});

/** What was said of one day is one partition, in the order of the agents' names. */
export const reportKey = (repositoryId: number, date: string, agent: string): ItemKey => ({
  pk: `report#${repositoryId}#${keyText(date)}`,
  sk: `agent#${orderedKeyText(agent)}`,
});

/** A repository's outcomes are one partition, in the order of their ends. */
export const outcomesOf = (repositoryId: number): string => `outcome#${repositoryId}`;
export const outcomeKey = (
  of: Pick<Outcome, 'repositoryId' | 'issueNumber' | 'end' | 'endedAt'>,
): ItemKey => ({
  pk: outcomesOf(of.repositoryId),
  sk: `${endedAtKey(of.endedAt)}#${keyNumber(of.issueNumber)}#${of.end}`,
});

/** Before the sort keys of all outcomes of that time, and after those of all earlier ones. */
export const endedAtKey = (at: number): string => `ended#${keyNumber(at)}`;

/** The least sort key after this one. */
export const after = (sk: string): string => `${sk}\0`;

export function pointerKey(pointer: Pointer): ItemKey {
  const place = `${pointer.kind}#${pointer.repositoryId}`;
  switch (pointer.kind) {
    case 'branch':
      return single('pointer', `${place}#${keyText(pointer.name)}`);
    case 'pull-request':
    case 'escalation':
      return single('pointer', `${place}#${pointer.number}`);
    case 'commit':
      return single('pointer', `${place}#${keyText(pointer.sha)}`);
  }
}
