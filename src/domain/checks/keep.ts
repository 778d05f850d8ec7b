import { cut } from '../cut.js';
import type { Check } from '../event.js';
import { byRank, kept, largest } from '../merging.js';
import { canonical } from '../register.js';

/** Keyed by commit, then by check. */
type Checks = Record<string, Record<string, Check>>;

/** How many checks are kept, of check runs, suites and statuses each: the newest, so all of the newest commits. */
export const MOST_KEPT = 300;
/** Of how many of each is kept what they say about themselves, which may be long. */
const TOLD = 20;
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 1_000;

const PROGRESS = { queued: 0, in_progress: 1, completed: 2 } as const;

/** A newer try wins, then the later report of one try, then the one that is further on. */
const NEWER = byRank<Check>((check) => [
  check.id,
  check.at,
  PROGRESS[check.status],
  // Not by what may be forgotten: the order must not turn round then.
  canonical(silent(check)),
]);

/**
 * Adds a report of a check. GitHub's ids grow with time, and a newer try has a higher one: so the order by id, in which
 * the oldest are forgotten, never puts a check back, and what is kept does not depend on what came in first.
 */
export function withCheck(checks: Checks, sha: string, report: Check): Checks {
  const news = largest(checks[sha]?.[report.key], lean(report), NEWER);
  const merged: Checks = { ...checks, [sha]: { ...checks[sha], [report.key]: news } };
  const all = Object.entries(merged).flatMap(([commit, byKey]) =>
    Object.values(byKey).map((check) => ({ commit, check })),
  );
  const order = byRank<Entry>(({ commit, check }) => [check.id, commit, check.key]);
  if (all.length <= TOLD) return merged;
  // Ids of runs, suites and statuses are counted apart.
  const source = ({ check }: Entry) => sourceOf(check);
  const sources = new Set(all.map(source));
  return nested(
    [...sources].flatMap((name) => {
      const ofSource = all.filter((entry) => source(entry) === name);
      return kept(ofSource, MOST_KEPT, order).map(forgetful);
    }),
  );
}

/** Whether so many reported on one commit that older reports on it may be forgotten, and a failure among them. */
export function isOverfull(ofCommit: readonly Check[]): boolean {
  const counts = new Map<string, number>();
  for (const check of ofCommit) {
    const source = sourceOf(check);
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) >= MOST_KEPT;
}

/** `run`, `suite` or `status`. */
function sourceOf({ key }: Check): string {
  return key.slice(0, key.indexOf(':'));
}

interface Entry {
  commit: string;
  check: Check;
}

function forgetful(entry: Entry, rank: number): Entry {
  return rank < TOLD ? entry : { ...entry, check: silent(entry.check) };
}

function silent(check: Check): Check {
  return { ...check, url: null, title: null, summary: null };
}

function nested(entries: readonly Entry[]): Checks {
  const checks: Checks = {};
  for (const { commit, check } of entries) checks[commit] = { ...checks[commit], [check.key]: check };
  return checks;
}

/** What a check says about itself is told when it failed, and then in short. */
function lean(check: Check): Check {
  const passes =
    check.conclusion === 'success' || check.conclusion === 'neutral' || check.conclusion === 'skipped';
  if (passes) return silent(check);
  const short = (text: string | null, longest: number) => (text === null ? null : cut(text, longest));
  return {
    ...check,
    title: short(check.title, LONGEST_TITLE),
    summary: short(check.summary, LONGEST_SUMMARY),
  };
}
