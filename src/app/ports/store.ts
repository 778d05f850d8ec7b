import * as z from 'zod';
import { DomainEvent, RepositorySnapshot } from '../../domain/event.js';
import type { Installation, Project } from '../../domain/project/project.js';
import type { Closing } from '../../domain/report/closing.js';
import type { Day } from '../../domain/report/day.js';
import type { Outcome } from '../../domain/report/outcome.js';
import type { AgentReport } from '../../domain/report/report.js';
import type { WaitsFor, Workflow } from '../../domain/workflow/workflow.js';
import type { WorkItem } from './environment.js';

/**
 * The store, in our words: a dozen questions and their conditional writes. Two adapters answer them, DynamoDB and
 * the embedded store, and one contract suite holds both to this text. No call's cost grows with what it was
 * not asked for. Every record is validated by its schema when it is read.
 */

/** A record with the version that a conditional save must name. */
export interface Stored<T> {
  value: T;
  version: number;
}

/** `saved`: its version is one higher now. `conflict`: somebody saved since; load again and decide again. */
export type Saved = 'saved' | 'conflict';

/** One webhook delivery, or any other bundle of news, on its way in. */
export const Delivery = z.object({
  /** GitHub's delivery GUID. */
  id: z.string(),
  /** `issues.labeled`: for people who look. */
  name: z.string(),
  receivedAt: z.number(),
  /** Where it happened, as the delivery itself says; null when it is about no repository. */
  repository: RepositorySnapshot.nullable(),
  events: z.array(DomainEvent),
  state: z.enum(['waiting', 'done', 'dead']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  /** When it is to be handled at the latest, ms; null once it is done or dead. */
  dueAt: z.number().nullable(),
  /** When the record may be forgotten, ms: until then the same GUID is known. */
  forgetAt: z.number(),
});
export type Delivery = z.infer<typeof Delivery>;

export interface Due extends WorkItem {
  dueAt: number;
}

/** How an event that names no issue finds its workflow. */
export type Pointer =
  | { kind: 'branch'; repositoryId: number; name: string }
  | { kind: 'pull-request' | 'escalation'; repositoryId: number; number: number }
  | { kind: 'commit'; repositoryId: number; sha: string };

/** A place taken at an agent. It ends when released, or at `until` if nobody renews it. */
export const Lease = z.object({ assignmentId: z.string(), workflowId: z.string(), until: z.number() });
export type Lease = z.infer<typeof Lease>;

export interface AgentKey {
  installationId: number;
  agent: string;
}

/** One line of a workflow's history: what came in or was done, and why. Append-only. */
export const AuditEntry = z.object({
  workflowId: z.string(),
  /** Orders and identifies it: the same entry appended twice is one. */
  id: z.string(),
  at: z.number(),
  what: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export interface Page<T> {
  items: T[];
  /** Opaque; null on the last page. Given back as `after`; anything else there throws a `BadCursorError`. */
  next: string | null;
}

/** `after` is not what an earlier page of the same list gave as `next`. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
}

/** The inbox. */
export interface DeliveryStore {
  /** Durable when it resolves. `duplicate`: this id was there already, whatever became of it. */
  addDelivery(delivery: Delivery): Promise<'added' | 'duplicate'>;
  getDelivery(id: string): Promise<Stored<Delivery> | null>;
  saveDelivery(delivery: Delivery, version: number): Promise<Saved>;
  /** The ids of those that were given up, the oldest first. At most `limit`. */
  listDead(limit: number): Promise<string[]>;
}

export interface WorkflowStore {
  getWorkflow(id: string): Promise<Stored<Workflow> | null>;
  /** `version` 0 creates it, and conflicts when it is there. */
  saveWorkflow(workflow: Workflow, version: number): Promise<Saved>;
  /** Workflows of a repository whose status is `active` or `away`, in a stable order. */
  listOpenWorkflows(
    repositoryId: number,
    page: { limit: number; after: string | null },
  ): Promise<Page<Workflow>>;
}

export interface DueStore {
  /** Deliveries, workflows and days whose `dueAt` is not after `now`, the most overdue of each shard first. At most `limit`. */
  listDue(now: number, limit: number): Promise<Due[]>;
  /** What is due at any time, the first first. At most `limit`. */
  listWaiting(limit: number): Promise<Due[]>;
}

export interface ProjectStore {
  getProject(repositoryId: number): Promise<Stored<Project> | null>;
  saveProject(project: Project, version: number): Promise<Saved>;
  listProjects(installationId: number, page: { limit: number; after: string | null }): Promise<Page<Project>>;
  getInstallation(id: number): Promise<Stored<Installation> | null>;
  saveInstallation(installation: Installation, version: number): Promise<Saved>;
}

export interface PointerStore {
  /** Points here from now on, whatever it pointed to before. */
  putPointer(pointer: Pointer, workflowId: string): Promise<void>;
  getPointer(pointer: Pointer): Promise<string | null>;
}

export interface AgentStore {
  /**
   * Takes a place at an agent, atomically: `full` when `capacity` unexpired leases are held by other assignments.
   * Asking again for the same assignment renews it.
   */
  reserve(key: AgentKey, lease: Lease, capacity: number, now: number): Promise<'reserved' | 'full'>;
  /** Gives the place back, and answers who waited for one: they wait no longer. Not being there is fine. */
  release(key: AgentKey, assignmentId: string): Promise<string[]>;
  /**
   * Has the next `release` there answer this workflow too, if it is among the first few. `free`: there is a place by now,
   * and it waits for none.
   */
  wait(key: AgentKey, workflowId: string, capacity: number, now: number): Promise<'waiting' | 'free'>;
  /** The unexpired leases of each of these agents, in one round trip (batches of 100). */
  getLeases(installationId: number, agents: readonly string[], now: number): Promise<Record<string, Lease[]>>;
}

/** What of GitHub's webhooks did not arrive, and how far its log was read. */
export const Redeliveries = z.object({
  /** What was sent before then (ms) is known. */
  readUntil: z.number(),
  /** Where the reading goes on that is under way, and when it began (ms); null: none is. */
  reading: z.object({ cursor: z.string(), from: z.number() }).nullable(),
  /** By GUID: the first try found, how often it was asked for again, since when it is known, and when to ask next (ms). */
  failing: z.record(
    z.string(),
    z.object({ id: z.number(), tries: z.number().int(), since: z.number(), askAt: z.number() }),
  ),
  /** When the log is to be read again, ms. */
  dueAt: z.number(),
});
export type Redeliveries = z.infer<typeof Redeliveries>;

/** One record for the whole App. */
export interface RedeliveryStore {
  getRedeliveries(): Promise<Stored<Redeliveries> | null>;
  /** `version` 0 creates it, and conflicts when it is there. */
  saveRedeliveries(record: Redeliveries, version: number): Promise<Saved>;
}

/** What each day of each project came to. Dates are `2026-03-02`. What was saved is listed at once. */
export interface ReportStore {
  getDay(repositoryId: number, date: string): Promise<Stored<Day> | null>;
  /** `version` 0 creates it, and conflicts when it is there. */
  saveDay(day: Day, version: number): Promise<Saved>;
  /** The days of a repository from one date to another, both included, the oldest first. At most 62: the oldest. */
  listDays(repositoryId: number, of: { from: string; to: string }): Promise<Day[]>;
  /** Of the last day of a repository that was closed. */
  getClosing(repositoryId: number): Promise<Stored<Closing> | null>;
  /** `version` 0 creates it, and conflicts when it is there. */
  saveClosing(closing: Closing, version: number): Promise<Saved>;
  getReport(repositoryId: number, date: string, agent: string): Promise<Stored<AgentReport> | null>;
  saveReport(report: AgentReport, version: number): Promise<Saved>;
  /** What was said of one day, by the agents' names. */
  listReports(
    repositoryId: number,
    date: string,
    page: { limit: number; after: string | null },
  ): Promise<Page<AgentReport>>;
  /** Told again, it is the same one: its repository, issue, end and time identify it. */
  putOutcome(outcome: Outcome): Promise<void>;
  /** Those that ended from `since` on and before `until` (ms), the earliest first. */
  listOutcomes(
    repositoryId: number,
    of: { since: number; until: number },
    page: { limit: number; after: string | null },
  ): Promise<Page<Outcome>>;
}

export interface AuditStore {
  appendAudit(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first. */
  listAudit(workflowId: string, page: { limit: number; after: string | null }): Promise<Page<AuditEntry>>;
}

/**
 * A turn to write to GitHub: it is taken, and comes at that time, ms. Or it is too far away: nothing is taken, and then is
 * the time to ask again.
 */
export type Turn = { at: number } | { retryAt: number; waitsFor: WaitsFor };

/** The pace of an installation's writes to GitHub, one for all processes. Times are ms. */
export interface PaceStore {
  /**
   * The first turn that is `spacing` after the one before it, if it comes within `patience`. Who has to ask again is told a
   * time of its own, so that those who wait do not come back together.
   */
  takeTurn(installationId: number, of: { now: number; spacing: number; patience: number }): Promise<Turn>;
  /** No turn there comes before `until`; those that are taken stay. */
  rest(installationId: number, of: { now: number; until: number }): Promise<void>;
}

export interface Store
  extends
    DeliveryStore,
    WorkflowStore,
    DueStore,
    ProjectStore,
    PointerStore,
    AgentStore,
    AuditStore,
    PaceStore,
    ReportStore,
    RedeliveryStore {
  close(): Promise<void>;
}
