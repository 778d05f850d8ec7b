import { isPull, type Comment, type PullIssue, type Repository } from '../../src/simulated-github/state.js';
import type { Town } from './town.js';

/** What acts are about, as it is by now. */

/** The issues that people opened, in order. */
export function issuesOf({ repository }: Town): number[] {
  return [...repository.issues.values()]
    .filter((issue) => issue.pull === null && issue.author.app === null)
    .map(({ number }) => number);
}

export class NoSuchThing extends Error {
  override readonly name = 'NoSuchThing';
}

/** An issue's number; `issue` goes round among those that are there. */
export function numberOf(town: Town, issue: number): number {
  const all = issuesOf(town);
  const number = all[issue % all.length];
  if (number === undefined) throw new NoSuchThing('issue');
  return number;
}

/** The newest branch that was made for an issue. */
export function branchOf({ repository }: Town, number: number): string {
  const pattern = new RegExp(`^refs/heads/(feature/[a-z]+-${number}-.*)$`);
  const found = [...repository.refs.keys()]
    .map((ref) => pattern.exec(ref)?.[1])
    .filter((ref) => ref !== undefined);
  const branch = found.at(-1);
  if (branch === undefined) throw new NoSuchThing('branch');
  return branch;
}

export function headOf(town: Town, number: number): string {
  return town.repository.refs.get(`refs/heads/${branchOf(town, number)}`) ?? '';
}

/** The newest pull request for an issue, wherever it comes from. */
export function pullOf({ repository }: Town, number: number): PullIssue | null {
  const pattern = new RegExp(`^feature/[a-z]+-${number}-`);
  const isFor = ({ pull, body }: PullIssue) => pattern.test(pull.head.ref) || body === promise(number);
  return [...repository.issues.values()].filter(isPull).findLast(isFor) ?? null;
}

export function promise(number: number): string {
  return `Closes #${number}`;
}

export function isFrom({ pull }: PullIssue, repository: Repository, branch: string): boolean {
  return pull.head.repository === repository && pull.head.ref === branch;
}

export function openPull(town: Town, issue: number): PullIssue {
  const pull = pullOf(town, numberOf(town, issue));
  if (pull?.state !== 'open') throw new NoSuchThing('open pull request');
  return pull;
}

/** The last comment on an issue and its pull request. */
export function lastWord(town: Town, issue: number, whose: 'a person' | 'the App'): Comment {
  const number = numberOf(town, issue);
  const pages = [number, pullOf(town, number)?.number];
  const found = [...town.repository.comments.values()].findLast(
    (comment) =>
      pages.includes(comment.issue.number) && (comment.author.app === null) === (whose === 'a person'),
  );
  if (found === undefined) throw new NoSuchThing('comment');
  return found;
}

/** Whose terminal the branch is named for. */
export function agentOf(town: Town, number: number): string {
  return branchOf(town, number).startsWith('feature/bert-') ? 'athena-agent' : 'apollo-agent';
}
