import type { AgentKey, Due, Pointer } from '../../app/ports/store.js';
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
  `${duePrefix}${ordered(due.dueAt)}/${due.what}/${keyText(due.id)}`;
export const dueUntil = (now: number): Bounds => ({
  from: duePrefix,
  before: `${duePrefix}${ordered(now)}0`,
});

export const dueEver = (): Bounds => under(duePrefix);

const forgetPrefix = 'forget/';
export const forgetKey = (at: number, id: string): string => `${forgetPrefix}${ordered(at)}/${keyText(id)}`;
export const forgettableAt = (now: number): Bounds => ({
  from: forgetPrefix,
  before: `${forgetPrefix}${ordered(now)}0`,
});

const deadPrefix = 'dead/';
export const deadKey = (receivedAt: number, id: string): string =>
  `${deadPrefix}${ordered(receivedAt)}/${keyText(id)}`;
export const dead = (): Bounds => under(deadPrefix);

const activePrefix = (repositoryId: number): string => `active/${repositoryId}/`;
export const openKey = (at: { repositoryId: number; issueNumber: number; id: string }): string =>
  `${activePrefix(at.repositoryId)}${ordered(at.issueNumber)}/${keyText(at.id)}`;
export const openIn = (repositoryId: number): Bounds => under(activePrefix(repositoryId));

const installedPrefix = (installationId: number): string => `installed/${installationId}/`;
export const installedKey = (installationId: number, repositoryId: number): string =>
  installedPrefix(installationId) + ordered(repositoryId);
export const installedIn = (installationId: number): Bounds => under(installedPrefix(installationId));

type Bounds = Pick<Range, 'from' | 'before'>;

/** All keys that begin with a prefix ending in `/`; `0` is the character after it. */
function under(prefix: string): Bounds {
  return { from: prefix, before: `${prefix.slice(0, -1)}0` };
}

/** The least key after this one. */
export const after = (key: string): string => `${key}\0`;

/** 16 hexadecimal digits that sort as the numbers do: the bits of the double, with the signs' order put right. */
function ordered(value: number): string {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value === 0 ? 0 : value);
  const negative = (bits.readUInt8(0) & 0x80) !== 0;
  for (let at = 0; at < 8; at += 1) bits[at] = (bits[at] ?? 0) ^ (negative ? 0xff : at === 0 ? 0x80 : 0);
  return bits.toString('hex');
}
