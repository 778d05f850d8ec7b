import * as z from 'zod';
import type { Announcement } from '../../domain/announcement.js';

/** Time, chance and the bus, given from outside so that the same code runs in a simulation. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Chance {
  /** A name that nobody else has. */
  id(): string;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

/** Something to be seen to: a delivery in the inbox, a workflow, or a day by `<repository id>/<date>`. */
export const WorkItem = z.object({ what: z.enum(['delivery', 'workflow', 'day']), id: z.string() });
export type WorkItem = z.infer<typeof WorkItem>;

/** Carries wake-ups to our own worker, and announcements to whoever subscribes. */
export interface Bus {
  /** Tells the worker that something is waiting. May be lost: what is due is found by `tick` all the same. */
  wake(item: WorkItem): Promise<void>;
  /**
   * Hands them on, each at least once.
   *
   * @throws when the bus could not take all of them: the caller says all of them again.
   */
  publish(events: readonly Announcement[]): Promise<void>;
}

/** Counted, structured notes for operators. Never a payload, a token or anybody's text. */
export interface Log {
  info(fields: Record<string, string | number | boolean | null>, message: string): void;
  warn(fields: Record<string, string | number | boolean | null>, message: string): void;
  error(fields: Record<string, string | number | boolean | null>, message: string): void;
}
