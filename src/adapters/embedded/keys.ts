import type { AgentKey, Due, Pointer } from '../../app/ports/store.js';
import type { Outcome } from '../../domain/report/outcome.js';
import { keyNumber } from '../storage/key-number.js';
import { keyText, orderedKeyText } from '../storage/key-text.js';
import type { Range } from './ordered-map.js';

/**
 * The embedded store's keys. Free text comes last; before something else it is quoted. So no two keys are alike,
 * and everything under a prefix is one range.
 */

export const workflowKey = (id: string): string => `workflow/${keyText(id)}`;
export const deliveryKey = (id: string): string => `delivery/${keyText(id)}`;
export const projectKey = (repositoryId: number): string => `project/${repositoryId}`;
export const installationKey = (id: number): string => `installation/${id}`;
export const paceKey = (installationId: number): string => `pace/${installationId}`;
export const REDELIVERIES = 'redeliveries';
export const agentKey = ({ installationId, agent }: AgentKey): string =>
  `agent/${installationId}/${keyText(agent)}`;

export function pointerKey(pointer: Pointer): string {
  const place = `pointer/${pointer.kind}/${pointer.repositoryId}`;
  switch (pointer.kind) {
    case 'branch':
      return `${place}/${keyText(pointer.name)}`;
    case 'pull-request':
    case 'escalation':
      return `${place}/${pointer.number}`;
    case 'commit':
      return `${place}/${keyText(pointer.sha)}`;
  }
}

const auditPrefix = (workflowId: string): string => `audit/${JSON.stringify(keyText(workflowId))}/`;
export const auditKey = (workflowId: string, id: string): string =>
  auditPrefix(workflowId) + orderedKeyText(id);
export const auditOf = (workflowId: string): Bounds => under(auditPrefix(workflowId));

const duePrefix = 'due/';
export const dueKey = (due: Due): string =>
  `${duePrefix}${keyNumber(due.dueAt)}/${due.what}/${keyText(due.id)}`;
export const dueUntil = (now: number): Bounds => ({
  from: duePrefix,
  before: `${duePrefix}${keyNumber(now)}0`,
});

export const dueEver = (): Bounds => under(duePrefix);

const forgetPrefix = 'forget/';
export const forgetKey = (at: number, id: string): string => `${forgetPrefix}${keyNumber(at)}/${keyText(id)}`;
export const forgettableAt = (now: number): Bounds => ({
  from: forgetPrefix,
  before: `${forgetPrefix}${keyNumber(now)}0`,
});

const deadPrefix = 'dead/';
export const deadKey = (receivedAt: number, id: string): string =>
  `${deadPrefix}${keyNumber(receivedAt)}/${keyText(id)}`;
export const dead = (): Bounds => under(deadPrefix);

const activePrefix = (repositoryId: number): string => `active/${repositoryId}/`;
export const openKey = (at: { repositoryId: number; issueNumber: number; id: string }): string =>
  `${activePrefix(at.repositoryId)}${keyNumber(at.issueNumber)}/${keyText(at.id)}`;
export const openIn = (repositoryId: number): Bounds => under(activePrefix(repositoryId));

const installedPrefix = (installationId: number): string => `installed/${installationId}/`;
export const installedKey = (installationId: number, repositoryId: number): string =>
  installedPrefix(installationId) + keyNumber(repositoryId);
export const installedIn = (installationId: number): Bounds => under(installedPrefix(installationId));

export const dayKey = (repositoryId: number, date: string): string =>
  `day/${repositoryId}/${orderedKeyText(date)}`;
/** From one date to another, both included. */
export const daysIn = (repositoryId: number, of: { from: string; to: string }): Bounds => ({
  from: dayKey(repositoryId, of.from),
  before: after(dayKey(repositoryId, of.to)),
});

export const closingKey = (repositoryId: number): string => `closing/${repositoryId}`;

const reportPrefix = (repositoryId: number, date: string): string =>
  `report/${repositoryId}/${JSON.stringify(keyText(date))}/`;
export const reportKey = (repositoryId: number, date: string, agent: string): string =>
  reportPrefix(repositoryId, date) + orderedKeyText(agent);
export const reportsOf = (repositoryId: number, date: string): Bounds =>
  under(reportPrefix(repositoryId, date));

const endedAtKey = (repositoryId: number, at: number): string => `outcome/${repositoryId}/${keyNumber(at)}`;
export const outcomeKey = (of: Pick<Outcome, 'repositoryId' | 'issueNumber' | 'end' | 'endedAt'>): string =>
  `${endedAtKey(of.repositoryId, of.endedAt)}/${keyNumber(of.issueNumber)}/${of.end}`;
export const outcomesIn = (repositoryId: number, of: { since: number; until: number }): Bounds => ({
  from: endedAtKey(repositoryId, of.since),
  before: endedAtKey(repositoryId, of.until),
});

type Bounds = Pick<Range, 'from' | 'before'>;

/** All keys that begin with a prefix ending in `/`; `0` is the character after it. */
function under(prefix: string): Bounds {
  return { from: prefix, before: `${prefix.slice(0, -1)}0` };
}

/** The least key after this one. */
export const after = (key: string): string => `${key}\0`;
