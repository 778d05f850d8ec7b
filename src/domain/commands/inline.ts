const TOKEN = /\\[\\`<]|`+|<!--/g;

/**
 * A paragraph without its HTML comments and without the code that runs over several of its lines, each replaced by
 * as much space. Code within one line stays: it is part of what that line says. `open`: its last comment goes on.
 */
export function withoutHidden(paragraph: string): { text: string; open: boolean } {
  const codeEnd = codeEnds(paragraph);
  let text = '';
  let from = 0;
  for (const { 0: token, index } of paragraph.matchAll(TOKEN)) {
    if (index < from || token.startsWith('\\')) continue;
    const isComment = token === '<!--';
    const end = isComment ? commentEnd(paragraph, index) : codeEnd(index, token.length);
    if (end === null && isComment)
      return { text: text + paragraph.slice(from, index) + space(paragraph.slice(index)), open: true };
    if (end === null) continue;
    const hidden = paragraph.slice(index, end);
    text += paragraph.slice(from, index) + (isComment || hidden.includes('\n') ? space(hidden) : hidden);
    from = end;
  }
  return { text: text + paragraph.slice(from), open: false };
}

/** `<!-->` is a whole comment, as in HTML. */
function commentEnd(text: string, from: number): number | null {
  const close = text.indexOf('-->', from + 2);
  return close === -1 ? null : close + 3;
}

/** Code ends at the next run of as many backticks. Asked for from left to right; each run is looked at once. */
function codeEnds(text: string): (from: number, length: number) => number | null {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const starts = runs.get(run.length);
    if (starts === undefined) runs.set(run.length, [index]);
    else starts.push(index);
  }
  for (const starts of runs.values()) starts.reverse();
  return (from, length) => {
    const starts = runs.get(length) ?? [];
    while (starts.length > 0 && (starts.at(-1) ?? 0) < from + length) starts.pop();
    const start = starts.at(-1);
    return start === undefined ? null : start + length;
  };
}

function space(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
