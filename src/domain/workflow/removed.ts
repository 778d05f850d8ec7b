import type { Facts } from '../facts.js';

/**
 * Where the issue went, when it is gone. A look that did not find it may have been refused for a moment, or issues were
 * switched off for a while: news of the issue, or a look that finds it, from later on outranks that.
 */
export function removalOf({ removed, issue }: Facts): { movedTo: string | null } | null {
  if (removed === null) return null;
  const lastSeen = issue === null ? 0 : Math.max(issue.updatedAt, issue.readAt);
  return !removed.final && lastSeen > removed.at ? null : removed;
}
