/** The most that GitHub itself takes as the body of an issue or a comment. */
export const BODY_MOST = 65_536;
/**
 * The most that a workflow keeps of an issue's body: enough to tell what it asks for, and long in any measure of that.
 * An edit of the rest still moves `updated_at`.
 */
export const BODY_KEPT = 8_000;
/** GitHub's own limit. */
export const LABELS_MOST = 100;
/** The most that we keep of what a check says about itself. */
export const REPORT_MOST = 2_000;

/** At most `most` UTF-16 units of `text`, and no half of an emoji. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}
