import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Saved } from '../../app/ports/store.js';

/** The item is as it was when `version` was read; 0: there is none. */
export function unchanged(version: number) {
  return version === 0
    ? { attr: 'version' as const, exists: false as const }
    : { attr: 'version' as const, eq: version };
}

/** Whether a conditional write took place. What else goes wrong is thrown. */
export async function saved(write: () => Promise<unknown>): Promise<Saved> {
  try {
    await write();
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
}
