import * as z from 'zod';

/** What Probot gives an installation's Octokit to authenticate with: among it where tokens are kept, and as what. */
const InstallationAuth = z.object({
  installationId: z.number(),
  cache: z.custom<{ delete(key: string): void }>(
    (cache) =>
      typeof cache === 'object' && cache !== null && 'delete' in cache && typeof cache.delete === 'function',
  ),
});

/** GitHub does not know the token any more: the next call asks for a new one rather than when it would have expired. */
export function forgetToken(auth: unknown): void {
  const { data } = InstallationAuth.safeParse(auth);
  data?.cache.delete(String(data.installationId));
}

/** Whose Octokit it is; null: the App's own. */
export function installationOf(auth: unknown): number | null {
  return InstallationAuth.safeParse(auth).data?.installationId ?? null;
}
