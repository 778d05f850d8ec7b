import { bytesOf, cutBytes } from '../cut.js';
import type { Check } from '../event.js';
import type { Facts, KeptCheck } from '../facts.js';
import { byRank, kept, largest } from '../merging.js';
import { canonical } from '../register.js';
import { checkName } from './name.js';

type Known = Pick<Facts, 'checks' | 'forgotten'>;

/** How many checks are kept: runs and suites of the newest suites, and the newest statuses. */
export const MOST_KEPT = { suite: 240, status: 60 } as const;
type Source = keyof typeof MOST_KEPT;
/** Of how many runs, and statuses, is kept what they say about themselves, which may be long. */
const TOLD = 12;
/** In bytes. */
const LONGEST = { url: 250, title: 200, summary: 1_000 } as const;
/** Of how many commits it is remembered that something was forgotten. Beyond, no commit is sure to be whole. */
const FORGOTTEN_MOST = 200;
/** So much of a commit tells it apart. */
const SHORT = 12;

const PROGRESS = { queued: 0, in_progress: 1, completed: 2 } as const;

/** A newer try wins, then the later report of one try, then the one that is further on. */
const NEWER = byRank<KeptCheck>((check) => [
  check.id,
  check.at,
  PROGRESS[check.status],
  // Not by what may be forgotten: the order must not turn round then.
  canonical(bare(check)),
]);

/** The checks of one commit, and whether those are all that were ever told of it. */
export interface CommitChecks {
  checks: Check[];
  whole: boolean;
}

export function checksOn({ checks, forgotten }: Known, sha: string): CommitChecks {
  const nothing = { url: null, title: null, summary: null };
  return {
    checks: Object.entries(checks[sha] ?? {}).map(([key, { said, firstId: _, ...check }]) => ({
      key,
      ...check,
      ...(said ?? nothing),
    })),
    whole: !isForgotten(forgotten, sha),
  };
}

/**
 * Adds a report of a check. GitHub's ids grow with time, those of suites and of statuses each for themselves: in their
 * order the oldest are forgotten. A re-run stays in its suite, so no old commit comes back in part by that, and what
 * is kept does not depend on what came in first. A commit of which a report is older than all that is kept may lack one:
 * that is remembered, for it must never pass.
 */
export function withCheck(known: Known, sha: string, report: Check): Known {
  const before = known.checks[sha]?.[report.key];
  const merged = { ...known.checks, [sha]: { ...known.checks[sha], [report.key]: joined(before, report) } };
  const all = Object.entries(merged).flatMap(([commit, byKey]) =>
    Object.entries(byKey).map(([key, check]) => ({ commit, key, check })),
  );
  if (all.length <= TOLD) return { checks: merged, forgotten: known.forgotten };
  const bounded = [bound('suite', all), bound('status', all)];
  const lacking = bounded.flatMap(({ lacking: commits }) => commits);
  const forgotten = [...new Set([...known.forgotten, ...lacking.map(short)])].sort();
  const few = forgotten.slice(0, FORGOTTEN_MOST + 1);
  const checks: Facts['checks'] = {};
  for (const { commit, key, check } of bounded.flatMap(({ entries }) => entries)) {
    // In place, for this is done for each report of hundreds.
    const ofCommit = (checks[commit] ??= {});
    ofCommit[key] = isForgotten(few, commit) ? firstless(check) : check;
  }
  return { checks, forgotten: few };
}

interface Entry {
  commit: string;
  key: string;
  check: KeptCheck;
}

const LATER = byRank<Entry>(({ commit, key, check }) => [orderOf(check), check.id, commit, key]);

/** The newest of one source, and the commits that may lack one, since they had a report as old as the oldest of them. */
function bound(source: Source, all: readonly Entry[]): { entries: Entry[]; lacking: string[] } {
  const ofSource = all.filter(({ check }) => sourceOf(check) === source);
  const entries = kept(ofSource, MOST_KEPT[source], LATER);
  const oldest = entries.length < MOST_KEPT[source] ? undefined : entries.at(-1);
  const last = entries.filter((it) => !isSuite(it))[TOLD - 1];
  const told = entries.map((entry) =>
    last === undefined || LATER(entry, last) >= 0 ? entry : { ...entry, check: silent(entry.check) },
  );
  if (oldest === undefined) return { entries: told, lacking: [] };
  const since = orderOf(oldest.check);
  const lacking = ofSource.filter(({ check }) => (check.firstId ?? orderOf(check)) <= since);
  return { entries: told, lacking: lacking.map(({ commit }) => commit) };
}

function isSuite({ key }: Entry): boolean {
  return key.startsWith('suite:');
}

function sourceOf({ suite }: KeptCheck): Source {
  return suite === null ? 'status' : 'suite';
}

/** A status is posted anew each time; a run stands where its suite stands. */
function orderOf({ suite, id }: KeptCheck): number {
  return suite ?? id;
}

function joined(before: KeptCheck | undefined, report: Check): KeptCheck {
  const news = lean(report);
  if (before === undefined) return news;
  const newest = firstless(largest(firstless(before), news, NEWER));
  if (sourceOf(news) === 'suite') return newest;
  const firstId = Math.min(before.firstId ?? before.id, news.id);
  return firstId === newest.id ? newest : { ...newest, firstId };
}

function isForgotten(forgotten: readonly string[], sha: string): boolean {
  return forgotten.length > FORGOTTEN_MOST || forgotten.includes(short(sha));
}

function short(sha: string): string {
  return sha.slice(0, SHORT);
}

function firstless({ firstId: _, ...check }: KeptCheck): KeptCheck {
  return check;
}

function silent({ said: _, ...check }: KeptCheck): KeptCheck {
  return check;
}

function bare(check: KeptCheck): KeptCheck {
  return firstless(silent(check));
}

/** What a check says about itself is told when it did not pass, and then in short. */
function lean({ key: _, url, title, summary, ...report }: Check): KeptCheck {
  const check = { ...report, name: checkName(report.name) };
  const { conclusion } = report;
  if (conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped') return check;
  if (url === null && title === null && summary === null) return check;
  return {
    ...check,
    said: {
      // An address that is cut leads nowhere.
      url: url !== null && bytesOf(url) <= LONGEST.url ? url : null,
      title: title === null ? null : cutBytes(title, LONGEST.title),
      summary: summary === null ? null : cutBytes(summary, LONGEST.summary),
    },
  };
}
