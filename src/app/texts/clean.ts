/**
 * Text from people, agents and logs, without what cannot be seen: terminal colours, control and zero-width
 * characters, changes of writing direction, halves of characters. Line breaks become `\n`, tabs stay.
 */
export function clean(text: string): string {
  return withoutAnsi(text.replaceAll(/\r\n?/g, '\n'))
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll(/[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** The same on one line, each run of white space a single space, at most `most` characters. */
export function oneLine(text: string, most: number): string {
  return cut(clean(text).replaceAll(/\s+/g, ' ').trim(), most);
}

/** At most `most` characters, never through the middle of one; an ellipsis says that something is missing. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${wholeCharacters(text.slice(0, most - 1))}…`;
}

/** Long text without its middle: a log says at its end what broke, a summary at its beginning. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = wholeCharacters(text.slice(0, Math.floor(most / 3)));
  const tail = text.slice(text.length - Math.ceil((most * 2) / 3)).replace(/^[\uDC00-\uDFFF]/, '');
  const missing = text.length - head.length - tail.length;
  return `${head}\n[… ${missing} characters left out …]\n${tail}`;
}

function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

const ESCAPE = '\u001B';

/** Each piece after an escape character begins with what it told the terminal: a colour, or a title or link. */
function withoutAnsi(text: string): string {
  const [first = '', ...rest] = text.replaceAll('\u009B', `${ESCAPE}[`).split(ESCAPE);
  return first + rest.map(withoutSequence).join('');
}

function withoutSequence(piece: string): string {
  if (piece.startsWith('[')) return piece.replace(/^\[[0-?]*[ -/]*[@-~]?/, '');
  if (!piece.startsWith(']')) return piece.replace(/^[()][A-Z0-9]|^[\\=>78cDEHM]/, '');
  const end = piece.indexOf('\u0007');
  return end === -1 ? '' : piece.slice(end + 1);
}
