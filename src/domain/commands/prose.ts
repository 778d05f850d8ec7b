import { withoutHidden } from './inline.js';
import { mailTail } from './mail-tail.js';

/** A list marker may stand before a fence: `- ~~~`. The info string of a backtick fence holds no backtick. */
const FENCE = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)]) {1,4})*(?<fence>`{3,}(?=[^`]*$)|~{3,})/;
const FENCE_END = /^(?<indent> *)(?<fence>`+|~+)[ \t]*$/;
const INDENTED = /^(?: {4}| {0,3}\t)/;
const QUOTE = /^ {0,3}>/;
const BLANK = /^\s*$/;
/** What ends the paragraph before it: a quote, a heading, a list item, an HTML comment. */
const STARTS_BLOCK = /^ {0,3}(?:>|#{1,6}(?:\s|$)|(?:[-*+]|\d{1,9}[.)])\s|<!--)/;

/** Control characters, zero-width and bidirectional marks. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}]/gu;

/**
 * What a text says in its own name, line by line: code, quotes, hidden text and the mail it answers come out as
 * empty lines, so that the numbers of the others stay. Blocks as in GitHub Flavored Markdown
 * (https://github.github.com/gfm), as far as they matter for a line that begins with a slash.
 */
export function proseLines(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').split('\n');
  const prose: string[] = [];
  while (prose.length < lines.length) {
    for (const line of block(lines, prose.length)) prose.push(line);
  }
  return prose.slice(0, mailTail(prose));
}

/** The prose of the block that begins at line `from`; as many lines as the block has. */
function block(lines: readonly string[], from: number): string[] {
  const first = lines[from] ?? '';
  if (BLANK.test(first) || QUOTE.test(first) || INDENTED.test(first)) return [''];

  const end = fenceEnd(lines, from);
  if (end !== null) return blank(end - from);

  let next = from + 1;
  while (next < lines.length && !endsParagraph(lines[next] ?? '')) next++;
  const paragraph = withoutHidden(lines.slice(from, next).join('\n'));
  const prose = paragraph.text.split('\n');
  return paragraph.open ? [...prose, ...blank(commentEnd(lines, next) - next)] : prose;
}

function endsParagraph(line: string): boolean {
  return BLANK.test(line) || STARTS_BLOCK.test(line) || FENCE.test(line);
}

/** The line after the fenced code that begins at `from`, which an unclosed fence takes to the end; null: none begins. */
function fenceEnd(lines: readonly string[], from: number): number | null {
  const first = lines[from] ?? '';
  const opening = FENCE.exec(first);
  const fence = opening?.groups?.['fence'];
  if (opening === null || fence === undefined) return null;
  const column = opening[0].length - fence.length;
  for (let index = from + 1; index < lines.length; index++) {
    const closing = FENCE_END.exec(lines[index] ?? '')?.groups;
    const long = closing?.['fence']?.startsWith(fence) ?? false;
    if (long && (closing?.['indent'] ?? '').length <= column + 3) return index + 1;
  }
  return lines.length;
}

/** The line after the comment that is open before line `from`; one that is never closed hides all the rest. */
function commentEnd(lines: readonly string[], from: number): number {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.lastIndexOf('-->') > line.lastIndexOf('<!--')) return index + 1;
  }
  return lines.length;
}

function blank(count: number): string[] {
  return Array.from({ length: count }, () => '');
}
