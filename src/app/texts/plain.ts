import { oneLine } from './clean.js';

/**
 * Somebody's words as a title or another text without Markdown, where no escaping helps: without the signs that mention
 * somebody, close another issue or keep checks from running on a commit.
 */
export function plainText(text: string, most: number): string {
  return withoutSigns(oneLine(text, most)).trim();
}

const SIGNS = /https?:\/\/|#(?=\d)|@(?=\w)|(?<=gh)-(?=\d)|(?<=skip-checks ?):/gi;
/** `[skip ci]` and its likes of other systems. */
const SKIPS = /\[([^[\]]*\b(?:skip|no ci)\b[^[\]]*)\]/gi;

/** Until none is left: what is taken out may have stood between the halves of another. */
function withoutSigns(text: string): string {
  const without = text.replaceAll(SIGNS, '').replaceAll(SKIPS, (_, words: string) => words.trim());
  return without === text ? text : withoutSigns(without);
}
