import { checksOn } from '../checks/keep.js';
import { verdictOf } from '../checks/verdict.js';
import type { Facts } from '../facts.js';
import { overlapOf, type Period } from '../period.js';
import { headsOf } from '../workflow/head.js';
import type { Situation } from '../workflow/situation.js';

interface Result {
  at: number;
  red: boolean;
}

/**
 * How long in a period the newest tests of the work were red, ms: from the first failure until something passed. A push
 * that is still being tested settles nothing, and the tests of an older commit say no more once those of a newer one spoke.
 */
export function redWithin(situation: Situation, period: Period): number {
  const { facts, context, control } = situation;
  const told = toldRed(facts);
  const results = new Map<string, Result[]>();
  let until = period.until;
  let red = 0;
  for (const { sha, at } of headsOf({ facts, ...context }, control.wish)) {
    if (sha === null) continue;
    const ofCommit = results.get(sha) ?? resultsOf(situation, sha, told.get(sha));
    results.set(sha, ofCommit);
    for (const result of ofCommit) {
      const since = Math.max(result.at, at);
      if (since >= until) continue;
      if (result.red) red += overlapOf({ since, until }, period);
      until = since;
    }
  }
  return red;
}

/** What the tests of a commit said, the newest first. What was told of a failure outlives the run that passed since. */
function resultsOf({ facts, context }: Situation, sha: string, toldAt: number | undefined): Result[] {
  const known = checksOn(facts, sha);
  const { outcome, failed, because } = verdictOf(known, context.config.checks, sha);
  const failures = [...failed.map(({ at }) => at), ...(toldAt === undefined ? [] : [toldAt])];
  const red = failures.length === 0 ? [] : [{ at: Math.min(...failures), red: true }];
  // That no check is needed is no test.
  const passed = outcome === 'passed' && because[0]?.code === 'checks-passed';
  return passed ? [{ at: Math.max(...known.checks.map(({ at }) => at)), red: false }, ...red] : red;
}

/** When an agent was first told of a failure, ms, by commit. */
function toldRed({ performed }: Facts): Map<string, number> {
  const told = Object.entries(performed)
    .filter(([key]) => key.startsWith('notify/red/'))
    .sort(([, a], [, b]) => b.at - a.at);
  return new Map(told.map(([key, { at }]) => [key.slice(key.lastIndexOf('/') + 1), at]));
}
