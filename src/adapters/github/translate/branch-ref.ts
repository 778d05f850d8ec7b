const HEADS = 'refs/heads/';

/** The branch of a full ref; null for tags and all other refs. */
export function branchOf(ref: string): string | null {
  return ref.startsWith(HEADS) ? ref.slice(HEADS.length) : null;
}
