/** Longer words are no slip of the pen, and comparing them would cost. */
const LONGEST = 40;

/**
 * The one word that was most likely meant by a misspelt one: at most one slip in short words, two in longer ones, and
 * no other word as near. Null: none, or several. A slip is a letter too many, too few, wrong, or swapped with the next.
 */
export function nearest(written: string, words: readonly string[]): string | null {
  const word = written.toLowerCase();
  if (word.length > LONGEST) return null;
  const most = word.length <= 4 ? 1 : 2;
  const near = [...new Set(words)]
    .filter((candidate) => Math.abs(candidate.length - word.length) <= most)
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= most);
  const fewest = Math.min(...near.map(({ slips }) => slips));
  const [best, rival] = near.filter(({ slips }) => slips === fewest);
  return best !== undefined && rival === undefined ? best.candidate : null;
}

/** The optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      next[j] = Math.min(
        (row[j] ?? Infinity) + 1,
        (next[j - 1] ?? Infinity) + 1,
        (row[j - 1] ?? Infinity) + wrong,
        swapped,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? Infinity;
}
