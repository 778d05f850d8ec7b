import { cut } from '../cut.js';
import type { Check } from '../event.js';
import { byRank, kept, largest } from '../merging.js';
import { canonical } from '../register.js';

/** Keyed by commit, then by check. */
type Checks = Record<string, Record<string, Check>>;

/** How many checks are kept, of check runs, suites and statuses each: with all that reported on the newest commits. */
const KEPT = 300;
/** Of how many of them the summary is kept, which may be long. */
const TOLD = 50;
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 1_000;

const PROGRESS = { queued: 0, in_progress: 1, completed: 2 } as const;

/** A newer try wins, then the later report of one try, then the one that is further on. */
const NEWER = byRank<Check>((check) => [
  check.id,
  check.at,
  PROGRESS[check.status],
  // The summary last: it may be forgotten, and must not turn the order round then.
  canonical({ ...check, summary: null }),
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
  const source = ({ check }: Entry) => check.key.split(':', 1)[0];
  const sources = new Set(all.map(source));
  return nested(
    [...sources].flatMap((name) => {
      const ofSource = all.filter((entry) => source(entry) === name);
      return kept(ofSource, KEPT, order).map(forgetful);
    }),
  );
}

interface Entry {
  commit: string;
  check: Check;
}

function forgetful(entry: Entry, rank: number): Entry {
  return rank < TOLD ? entry : { ...entry, check: { ...entry.check, summary: null } };
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
  if (passes) return { ...check, title: null, summary: null };
  const short = (text: string | null, longest: number) => (text === null ? null : cut(text, longest));
  return {
    ...check,
    title: short(check.title, LONGEST_TITLE),
    summary: short(check.summary, LONGEST_SUMMARY),
  };
}
