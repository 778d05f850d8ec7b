import { SHOP } from './acme.js';
import { type Setting } from './setting.js';

/** The usual ways of those who work: each function is one or a few of their acts, and waits for what follows. */

export const TITLE = 'Add a caching layer';

/** mira opens an issue and puts the label on it. Answers its number and the branch that was made for it. */
export async function started(setting: Setting, title = TITLE): Promise<{ issue: number; branch: string }> {
  const issue = await setting.after(() =>
    setting.as('mira').openIssue(SHOP, { title, body: 'Prices change once a minute.' }),
  );
  await setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'tekton');
  });
  return { issue, branch: branchFor(setting, issue) };
}

/** The one branch that bears the issue's number. */
export function branchFor({ repository }: Pick<Setting, 'repository'>, issue: number): string {
  const named = new RegExp(`-${issue}(-|$)`);
  const names = [...repository.refs.keys()].filter((ref) => named.test(ref));
  if (names.length !== 1) throw new Error(`There are ${names.length} branches for issue ${issue}.`);
  return names.join().slice('refs/heads/'.length);
}

let commits = 0;

export function pushed(setting: Setting, branch: string, by = 'apollo-agent'): Promise<string> {
  const files = { 'src/prices.ts': `export const commit = ${(commits += 1)};\n` };
  return setting.after(() => setting.as(by).push(SHOP, { branch, files }));
}

/** A commit, and its test run. */
export async function pushedAndTested(
  setting: Setting,
  branch: string,
  conclusion: 'success' | 'failure' = 'success',
): Promise<string> {
  const sha = await pushed(setting, branch);
  await setting.tested(sha, conclusion);
  return sha;
}

/** From the label to a green pull request. */
export async function offered(
  setting: Setting,
  title?: string,
): Promise<{ issue: number; branch: string; sha: string; pull: number }> {
  const { issue, branch } = await started(setting, title);
  const sha = await pushedAndTested(setting, branch);
  return { issue, branch, sha, pull: onlyPull(setting, branch) };
}

/** The one pull request that comes from a branch of the repository. */
export function onlyPull({ repository }: Pick<Setting, 'repository'>, branch: string): number {
  const pulls = [...repository.issues.values()].filter(({ pull }) => pull?.head.ref === branch);
  const [number] = pulls.map((pull) => pull.number);
  if (number === undefined || pulls.length > 1) {
    throw new Error(`There are ${pulls.length} pull requests from ${branch}.`);
  }
  return number;
}

/** Somebody writes a comment. Answers its id. */
export function wrote(setting: Setting, by: string, number: number, body: string): Promise<number> {
  return setting.after(() => setting.as(by).comment(SHOP, number, body));
}

export function reviewed(
  setting: Setting,
  by: string,
  pull: number,
  state: 'APPROVED' | 'CHANGES_REQUESTED',
): Promise<number> {
  const body = state === 'APPROVED' ? '' : 'Please say who pays the fee.';
  return setting.after(() => setting.as(by).review(SHOP, pull, state, body));
}
