import type { Doer, Repository } from '../state.js';
import { fullName, type World } from '../world.js';
import { changeIssue } from './issues.js';

const keyword = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)\b/gi;

/**
 * The issues of this repository that a text closes.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue
 */
export function issuesNamedBy(repository: Repository, text: string): number[] {
  return [...text.matchAll(keyword)].flatMap(([, where, number]) =>
    where === undefined || where.toLowerCase() === fullName(repository).toLowerCase() ? [Number(number)] : [],
  );
}

/** Closes them, as completed. */
export function closeByKeywords(world: World, repository: Repository, text: string, by: Doer): void {
  for (const number of issuesNamedBy(repository, text)) {
    const issue = repository.issues.get(number);
    if (issue?.pull !== null || issue.state === 'closed') continue;
    changeIssue(world, repository, issue, { state: 'closed', stateReason: 'completed' }, by);
  }
}
