import { noActivity, sumOf, type Activity } from '../../domain/report/activity.js';
import type { WorkLine } from '../../domain/report/summary.js';

/** Agents of which more than the name is kept. */
const DETAILED = 40;
const ISSUES_KEPT = 10;

interface AtWork {
  issues: number[];
  activity: Activity;
}

/** Who is at work in a project: the names of all, and of the first few what was seen of them. */
export class AgentsAtWork {
  readonly #known = new Map<string, AtWork | null>();
  readonly #asked = new Set<string>();
  #detailed = 0;

  /** `asked`: for the report of the day. */
  add(agent: string, { issueNumber, activity }: WorkLine, asked: boolean): void {
    if (asked) this.#asked.add(agent);
    const before = this.#known.get(agent);
    if (before === null) return;
    if (before === undefined && this.#detailed === DETAILED) {
      this.#known.set(agent, null);
      return;
    }
    if (before === undefined) this.#detailed += 1;
    this.#known.set(agent, {
      issues: [...(before?.issues ?? []), issueNumber].slice(0, ISSUES_KEPT),
      activity: sumOf([...(before === undefined ? [] : [before.activity]), activity]),
    });
  }

  has(agent: string): boolean {
    return this.#known.has(agent);
  }

  wasAsked(agent: string): boolean {
    return this.#asked.has(agent);
  }

  /** In the order of their names. */
  get names(): string[] {
    return [...this.#known.keys()].sort();
  }

  /** What was seen of an agent; nothing of one that is not at work, or not among the first few. */
  seen(agent: string): AtWork {
    return this.#known.get(agent) ?? { issues: [], activity: noActivity() };
  }
}
