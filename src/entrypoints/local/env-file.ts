import { existsSync, readFileSync } from 'node:fs';
import { plainReason } from './plain-reason.js';

/** What `.env` says becomes the environment's; what the shell says wins. @throws with what to do when it cannot be read. */
export function readEnvFile(): void {
  if (!existsSync('.env')) return;
  try {
    // It says better what is wrong than the loading does.
    readFileSync('.env');
    process.loadEnvFile('.env');
  } catch (error) {
    throw new Error(
      `.env cannot be read (${plainReason(error)}): make it a file that this user may read, or take it away`,
      { cause: error },
    );
  }
}
