import type { Config } from '../../domain/config/schema.js';
import type { Day } from '../../domain/report/day.js';
import type { Application } from '../application.js';
import type { ReadyProject } from '../projects/project-context.js';

/** A project that can be told of: it can be reached, and has a configuration. */
export interface Reported extends ReadyProject {
  config: Config;
}

/** One part of telling a day. Answers what it changed in the day; null: there was nothing to do, or not yet. */
export type Part = (app: Application, reported: Reported, day: Day) => Promise<Partial<Day> | null>;
