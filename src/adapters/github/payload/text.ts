/** The most that GitHub itself takes as the body of an issue or a comment. */
export const BODY_MOST = 65_536;
/** The most that we keep of what a check says about itself. */
export const REPORT_MOST = 2_000;

/** At most `most` UTF-16 units of `text`, and no half of an emoji. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}
