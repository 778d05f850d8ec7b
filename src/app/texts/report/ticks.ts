const TICKED = /^- \[x\] (.*?)\r?$/gim;
const OPEN = /^- \[ \] (.*)$/gm;

/** A body that is written anew with what people have ticked in it: they have seen to that. */
export function withTicks(body: string, before: string): string {
  const ticked = new Set([...before.matchAll(TICKED)].map(([, words]) => words));
  return body.replaceAll(OPEN, (line: string, words: string) =>
    ticked.has(words) ? `- [x] ${words}` : line,
  );
}
