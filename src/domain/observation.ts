import type { DomainEvent, EventOf, Permission } from './event.js';
import type { Assignment, Command } from './facts.js';
import type { Ranking } from './matching/ranking.js';

/**
 * What a workflow can be told: the outside's events that concern one issue, those that need to know what the
 * writer may do with that answer beside them, and the results of the workflow's own effects.
 */
export type Observation =
  | EventOf<
      | 'issue-changed'
      | 'issue-removed'
      | 'branch-moved'
      | 'check-reported'
      | 'gate-rerun-requested'
      | 'pull-request-changed'
      | 'merge-group-requested'
    >
  | { kind: 'command-given'; command: Command }
  | { kind: 'escalation-closed'; number: number; at: number }
  /** Whoever is at work is asked for the report of a day that ends at `until`; one given from `since` on will do (ms). */
  | { kind: 'report-asked'; date: string; since: number; until: number; at: number }
  | { kind: 'agent-heard'; assignmentId: string; what: 'beat' | 'progress'; at: number }
  | { kind: 'review-weighed'; review: EventOf<'review-given'>; permission: Permission | null }
  | EffectResult;

/** `performed`: it is so now. `refused`: it will not be so, and asking again for the same is pointless. */
export type EffectResult =
  | { kind: 'effect-performed'; key: string; hash: string; at: number; ref: string | number | null }
  | {
      kind: 'effect-refused';
      key: string;
      hash: string;
      at: number;
      code: string;
      message: string;
      /** What an earlier performance made, which is there all the same. */
      ref?: string | number | null;
    }
  /** In a dry run: it would be so now. */
  | { kind: 'effect-planned'; key: string; hash: string; at: number }
  | { kind: 'agent-assigned'; assignment: Assignment }
  | { kind: 'agent-planned'; assignment: Assignment }
  | { kind: 'nobody-available'; wish: string; at: number; ranking: Ranking };

export type ProjectEvent = EventOf<'configuration-pushed' | 'repository-changed'>;
export type InstallationEvent = EventOf<
  'installation-changed' | 'repositories-changed' | 'projects-concerned'
>;

export function isInstallationEvent(event: DomainEvent): event is InstallationEvent {
  return (
    event.kind === 'installation-changed' ||
    event.kind === 'repositories-changed' ||
    event.kind === 'projects-concerned'
  );
}
