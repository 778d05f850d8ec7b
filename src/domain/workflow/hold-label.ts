import type { Config } from '../config/schema.js';
import type { Issue, PullRequest } from '../event.js';
import { hasLabel } from '../labels.js';

/** Whether the hold label is on the issue or on its pull request. */
export function isHeldByLabel(
  { labels }: Config,
  issue: Issue | null,
  pullRequest: PullRequest | null,
): boolean {
  return hasLabel([...(issue?.labels ?? []), ...(pullRequest?.labels ?? [])], labels.hold);
}
