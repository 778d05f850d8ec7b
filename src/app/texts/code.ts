import { clean, cutMiddle, oneLine } from './clean.js';
import { escapeText } from './escape.js';

/** A name, drawn as code: a branch, a check, a label, a command. Safe in a table too. */
export function code(text: string, most = 120): string {
  const name = oneLine(text, most);
  if (name === '') return '`?`';
  return /[`|]/.test(name) ? `<code>${escapeText(name, most)}</code>` : `\`${name}\``;
}

/** Words in one line of which those between backticks are drawn as code, and the others just shown. */
export function withCode(text: string, most: number): string {
  const [first = '', ...pairs] = oneLine(text, most).split(/(?<!`)`([^`\s][^`]*)`(?!`)/);
  const words = (piece: string) => (piece.trim() === '' ? piece : spaced(piece, escapeText(piece, most)));
  const drawn = pairs.map((piece, index) => (index % 2 === 0 ? code(piece, most) : words(piece)));
  const shown = [words(first), ...drawn].join('');
  return shown.length <= 4 * most ? shown : escapeText(text, most);
}

function spaced(piece: string, shown: string): string {
  return `${piece.startsWith(' ') ? ' ' : ''}${shown}${piece.endsWith(' ') ? ' ' : ''}`;
}

/** How one of our own commands is written: in a table its bars would else divide the cell. */
export function syntax(usage: string, { inTable }: { inTable: boolean }): string {
  return `\`${inTable ? usage.replaceAll('|', '\\|') : usage}\``;
}

/** Several lines as they are, such as the end of a log. The fence is longer than any run of backticks inside. */
export function fence(text: string, most = 3000): string {
  const lines = cutMiddle(clean(text).trim(), most).replaceAll(/^\//gm, ' /');
  const longest = Math.max(2, ...(lines.match(/`+/g) ?? []).map((run) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}text\n${lines}\n${marks}`;
}
