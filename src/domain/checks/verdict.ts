import type { Because } from '../because.js';
import type { Config, RequiredCheck } from '../config/schema.js';
import type { Check } from '../event.js';
import { byRank } from '../merging.js';
import { meaningOf, type CheckMeaning } from './conclusion.js';
import type { CommitChecks } from './keep.js';
import { checkName } from './name.js';

/** What the checks of one commit say together. */
export interface Verdict {
  /** `none`: not one has reported, which is not green. */
  outcome: 'none' | 'pending' | 'passed' | 'failed' | 'needs-approval';
  failed: Check[];
  because: Because[];
}

/**
 * Judges the checks of one commit. With `checks.required` only those count, and each must be there; without, all
 * that report count, and none is green while a suite goes on, as a job may follow that has not reported, nor when a
 * failure may be forgotten. One failure decides, even while others run.
 */
export function verdictOf({ checks, whole }: CommitChecks, config: Config['checks'], sha: string): Verdict {
  const required = config.required.map(named);
  const suites = checks.filter(isSuite);
  const reports = checks.filter((check) => !isSuite(check));
  const isRequired = (check: Check) => required.some((one) => answers(check, one));
  const counted = required.length === 0 ? reports : reports.filter(isRequired);
  const inState = (meaning: CheckMeaning, among: readonly Check[] = counted) =>
    among
      .filter((check) => meaningOf(check, config.treat_skipped_as) === meaning)
      .sort(byRank((check) => [check.name, check.key]));

  // Of a required check that is forgotten in part, its newest report is not: that decides.
  const broken = suites.filter(
    (suite) =>
      hidesFailure(suite, reports) &&
      (required.length === 0 || (whole && counted.some((check) => check.suite === suite.suite))),
  );
  const failed = [...inState('fail'), ...broken.sort(byRank((check) => [check.name, check.key]))];
  const waiting = inState('needs-approval', [...counted, ...suites]);
  const runs = inState('pending');
  const unfinished = required.length === 0 ? suites.filter(({ status }) => status !== 'completed') : [];
  const running = runs.length > 0 ? runs : unfinished.sort(byRank(({ name, key }) => [name, key]));
  const missing = required.filter((one) => !counted.some((check) => answers(check, one)));
  const overfull = required.length === 0 && !whole;

  const because: Because[] = [];
  if (failed.length > 0) because.push({ code: 'checks-failed', names: names(failed) });
  if (waiting.length > 0) because.push({ code: 'checks-need-approval', names: names(waiting) });
  if (running.length > 0) because.push({ code: 'checks-running', names: names(running) });
  if (missing.length > 0) because.push({ code: 'checks-missing', checks: missing });
  if (overfull) because.push({ code: 'too-many-checks' });

  if (failed.length > 0) return { outcome: 'failed', failed, because };
  if (waiting.length > 0) return { outcome: 'needs-approval', failed, because };
  if (running.length > 0 || missing.length > 0 || overfull) return { outcome: 'pending', failed, because };
  if (counted.length > 0) {
    return { outcome: 'passed', failed, because: [{ code: 'checks-passed', count: counted.length }] };
  }
  return config.when_none === 'pass'
    ? { outcome: 'passed', failed, because: [{ code: 'no-checks-needed' }] }
    : { outcome: 'none', failed, because: [{ code: 'no-checks', sha }] };
}

type Named = Exclude<RequiredCheck, string> | { name: string; app: null };

function named(one: RequiredCheck): Named {
  return typeof one === 'string' ? { name: one, app: null } : one;
}

/** It says that it waits for a person, is not done or failed; how it passed its runs say. It is never itself a test. */
function isSuite({ key }: Check): boolean {
  return key.startsWith('suite:');
}

/**
 * Whether a suite ended badly and no run of it says so: it never began (a workflow file with a fault), or a run that
 * failed bears the name of a newer one.
 */
function hidesFailure(suite: Check, reports: readonly Check[]): boolean {
  const fails = (check: Check) => meaningOf(check, 'pass') === 'fail';
  return (
    suite.conclusion !== null &&
    fails(suite) &&
    !reports.some((check) => check.suite === suite.suite && fails(check))
  );
}

/** A status has no App, so it never answers for a check that names one. */
function answers(check: Check, { name, app }: Named): boolean {
  return check.name === checkName(name) && (app === null || check.app === app);
}

function names(checks: readonly Check[]): string[] {
  return [...new Set(checks.map((check) => check.name))];
}
