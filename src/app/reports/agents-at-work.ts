import { sumOf } from '../../domain/report/activity.js';
import type { AtWork } from '../../domain/report/closing.js';
import type { WorkLine } from '../../domain/report/summary.js';

/** Agents of which more than the name is kept. */
const DETAILED = 40;
const ISSUES_KEPT = 10;
/** A name has 39 characters at most: with so many of them the day's closing stays a small item. */
const NAMES_KEPT = 2_500;

/** Collects who is at work in a project: the names, and of the first few what was seen of them. */
export class AgentsAtWork {
  /** Whether each was asked for the report of the day. */
  readonly #known = new Map<string, boolean>();
  readonly #seen = new Map<string, AtWork['seen'][string]>();

  add(agent: string, { issueNumber, activity }: WorkLine, asked: boolean): void {
    const before = this.#known.get(agent);
    if (before === undefined && this.#known.size === NAMES_KEPT) return;
    this.#known.set(agent, asked || before === true);
    const seen = this.#seen.get(agent);
    if (seen === undefined && this.#seen.size === DETAILED) return;
    this.#seen.set(agent, {
      issues: [...(seen?.issues ?? []), issueNumber].slice(0, ISSUES_KEPT),
      activity: sumOf([...(seen === undefined ? [] : [seen.activity]), activity]),
    });
  }

  get kept(): AtWork {
    const named = (asked: boolean) =>
      [...this.#known].flatMap(([name, was]) => (was === asked ? [name] : []));
    return {
      asked: named(true).sort(),
      others: named(false).sort(),
      seen: Object.fromEntries(this.#seen),
    };
  }
}
