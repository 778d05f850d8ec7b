import * as z from 'zod';
import type { Arrival } from './translation.js';

/** What payloads about a repository have in common. */
export const inRepository = { repository: z.object({ id: z.number().int() }) };

/** What every event about a repository says of where it comes from. */
export function origin(
  arrival: Arrival,
  shown: { repository: { id: number } },
): { installationId: number; repositoryId: number; seenAt: number } {
  return {
    installationId: arrival.installationId,
    repositoryId: shown.repository.id,
    seenAt: arrival.seenAt,
  };
}
