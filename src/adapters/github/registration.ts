import type { ProbotOctokit } from 'probot';
import * as z from 'zod';
import { isStatus } from './faults.js';

/** What GitHub has on record of the App itself. */
const Registration = z.object({
  name: z.string(),
  slug: z.string(),
  html_url: z.url(),
  /** An enterprise has no login. */
  owner: z.object({ login: z.string(), type: z.string() }).nullable().catch(null),
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});
export type Registration = z.infer<typeof Registration>;

/** `refused`: GitHub does not take the credentials for this App's. `silent`: it could not say. */
export type Asked =
  | { outcome: 'known'; registration: Registration }
  | { outcome: 'refused'; status: 401 | 404; reason: string }
  | { outcome: 'silent'; reason: string };

/** Asks GitHub who we are. @see https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
export async function askWhoWeAre(octokit: Pick<ProbotOctokit, 'request'>): Promise<Asked> {
  try {
    // Not tried again: whoever starts it wants to hear the reason now.
    const { data } = await octokit.request('GET /app', { request: { retries: 0 } });
    return { outcome: 'known', registration: Registration.parse(data) };
  } catch (error) {
    if (error instanceof z.ZodError) return { outcome: 'silent', reason: 'its answer is not as documented' };
    // Where a name has several addresses and none takes the connection, Node's error has no message.
    const reason = (error instanceof Error ? error.message : String(error)) || 'no connection';
    if (isStatus(error, 401)) return { outcome: 'refused', status: 401, reason };
    if (isStatus(error, 404)) return { outcome: 'refused', status: 404, reason };
    return { outcome: 'silent', reason };
  }
}

/** Where the App's owner changes it. */
export function settingsPage({ html_url, slug, owner }: Registration): string {
  const { origin } = new URL(html_url);
  if (owner === null) return html_url;
  return owner.type === 'Organization'
    ? `${origin}/organizations/${owner.login}/settings/apps/${slug}`
    : `${origin}/settings/apps/${slug}`;
}
