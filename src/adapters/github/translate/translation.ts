import type * as z from 'zod';
import type { DomainEvent, RepositorySnapshot } from '../../../domain/event.js';

/** Why a webhook tells us nothing. Counted and logged, so these words stay. */
export type Reason =
  | 'event-not-used'
  | 'action-not-used'
  | 'app-unknown'
  | 'is-a-pull-request'
  | 'not-a-branch'
  | 'push-carries-the-head'
  | 'review-without-verdict';

/** The payload tells nothing that we use. */
interface Ignored {
  outcome: 'ignored';
  reason: Reason;
}

/** The payload lacks what the translator needs; `fault` names the field and quotes nothing. */
interface Refused {
  outcome: 'refused';
  fault: string;
}

/** What one translator makes of a payload. */
export type Told = { outcome: 'events'; events: DomainEvent[] } | Ignored | Refused;

export type Translation =
  /** With the repository as the payload itself shows it; null when it is about none. */
  { outcome: 'events'; events: DomainEvent[]; repository: RepositorySnapshot | null } | Ignored | Refused;

/** A delivery whose envelope is read. */
export interface Arrival {
  payload: unknown;
  action: string | null;
  installationId: number;
  seenAt: number;
}

/** One webhook's translator: pure, and total over any payload. */
export type Translator = (arrival: Arrival) => Told;

export function events(...told: DomainEvent[]): Told {
  return { outcome: 'events', events: told };
}

export function ignored(reason: Reason): Ignored {
  return { outcome: 'ignored', reason };
}

export function refused(fault: string): Refused {
  return { outcome: 'refused', fault };
}

/**
 * Reads the fields that a translator uses and goes on with them; a payload without them is refused. The larger schemas are
 * lazy: a function that has just been started makes those of the webhook that came, and of no other.
 */
export function read<S extends z.ZodType>(
  schema: S,
  payload: unknown,
  goOn: (shown: z.output<S>) => Told,
): Told {
  const parsed = schema.safeParse(payload);
  return parsed.success ? goOn(parsed.data) : refused(faultOf(parsed.error));
}

/** `issue.updated_at: is not a date`: the first fault only, for they mostly come together. */
export function faultOf(error: z.ZodError): string {
  const [first] = error.issues;
  const field = first?.path.map(String).join('.') ?? '';
  return `${field === '' ? 'payload' : field}: ${first?.message ?? 'is not as documented'}`;
}
