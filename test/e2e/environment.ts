import { join } from 'node:path';
import type { Acme } from './acme.js';

/** All that a maintainer would set, a store in the folder, and a free port. */
export function environmentOf(
  { credentials, url }: Pick<Acme, 'credentials' | 'url'>,
  folder: string,
  changes: Record<string, string> = {},
): Record<string, string> {
  const { appId, privateKey, webhookSecret } = credentials;
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: url,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    WRITE_SPACING_MS: '0',
    TICK_MS: '100',
    ...changes,
  };
}

/** What the product says once it listens, with the address for webhooks. */
export const LISTENS = /"url":"(http:\/\/127\.0\.0\.1:\d+\/api\/github\/webhooks)"/;
