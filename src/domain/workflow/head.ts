import type { Facts } from '../facts.js';
import { assignmentFor } from './control.js';

/**
 * The commit that a command of the time `at` meant: the head that the work had then, or the one it names.
 * Null: there was none, or the name fits no head the branch ever had.
 */
export function headAt(facts: Facts, wish: string | null, at: number, named: string | undefined): string | null {
  const branch = assignmentFor(facts, wish)?.branch;
  const heads = new Map(Object.entries(branch === undefined ? {} : (facts.branches[branch]?.history ?? {})));
  const base = branch === undefined ? undefined : facts.performed[`branch/${branch}`]?.ref;
  if (typeof base === 'string') heads.delete(base);
  for (const { value, updatedAt } of Object.values(facts.pullRequests)) {
    if (value.state === 'open' && !heads.has(value.head.sha)) heads.set(value.head.sha, updatedAt);
  }
  const known = [...heads].sort(([shaA, a], [shaB, b]) => b - a || (shaA < shaB ? -1 : 1));
  if (named !== undefined) return known.find(([sha]) => sha.startsWith(named.toLowerCase()))?.[0] ?? null;
  return known.find(([, since]) => since <= at)?.[0] ?? null;
}
