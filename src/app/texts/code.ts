import { clean, cutMiddle, oneLine } from './clean.js';
import { escapeText } from './escape.js';

/** A name, drawn as code: a branch, a check, a label, a command. Safe in a table too. */
export function code(text: string, most = 120): string {
  const name = oneLine(text, most);
  if (name === '') return '`?`';
  return /[`|]/.test(name) ? escaped(name, most) : `\`${name}\``;
}

/** What a code span cannot hold. A name that escaping blows up is cut shorter, so that lists of names keep their size. */
function escaped(name: string, most: number): string {
  const shown = escapeText(name, most);
  return `<code>${shown.length <= 4 * most ? shown : escapeText(name, Math.ceil(most / 4))}</code>`;
}

/** Several lines as they are, such as the end of a log. The fence is longer than any run of backticks inside. */
export function fence(text: string, most = 3000): string {
  const lines = cutMiddle(clean(text).trim(), most).replaceAll(/^\//gm, ' /');
  const longest = Math.max(2, ...(lines.match(/`+/g) ?? []).map((run) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}text\n${lines}\n${marks}`;
}
