/**
 * How mail programs announce the message that is answered. They name its date, so a digit is asked for: "On Monday
 * Bob wrote:" may be anybody's own sentence. The announcement is often wrapped to two or three lines.
 */
const ANNOUNCEMENTS = [
  { begins: /^On\s/, ends: /\bwrote:\s*$/ },
  { begins: /^Am\s/, ends: /\bschrieb\b[^:]{0,200}:\s*$/ },
  { begins: /^Le\s/, ends: /\sa écrit\s?:\s*$/ },
  { begins: /^El\s/, ends: /\sescribió:\s*$/ },
  { begins: /^-{2,}\s?(?:Original Message|Forwarded message)\s?-{2,}/i, ends: /-\s*$/ },
];
const MOST_LINES = 3;
const LONGEST = 400;

/** The first line of the quoted message at the end of a reply by mail; the number of lines where there is none. */
export function mailTail(lines: readonly string[]): number {
  const found = lines.findIndex((_, index) => announces(lines, index));
  return found === -1 ? lines.length : found;
}

function announces(lines: readonly string[], from: number): boolean {
  const first = lines[from] ?? '';
  const announcement = ANNOUNCEMENTS.find(({ begins }) => begins.test(first));
  if (announcement === undefined) return false;
  let text = '';
  for (const line of lines.slice(from, from + MOST_LINES)) {
    text = `${text} ${line}`;
    if (line.trim() === '' || text.length > LONGEST) return false;
    if (announcement.ends.test(line)) return first.startsWith('-') || /\d/.test(text);
  }
  return false;
}
