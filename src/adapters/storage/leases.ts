import * as z from 'zod';
import { Lease } from '../../app/ports/store.js';

/** All that is kept of one agent. */
export const Places = z.object({
  /** The places taken, the expired ones included until the next is taken. */
  leases: z.array(Lease),
  /** The workflows that wait for one. */
  waiting: z.array(z.string()),
});
export type Places = z.infer<typeof Places>;

export const NO_PLACES: Places = { leases: [], waiting: [] };

/** Each is looked at again when a place comes free, so they must be few; the others look by themselves. */
const MOST_WAITING = 10;

export function unexpired(leases: readonly Lease[], now: number): Lease[] {
  return leases.filter((lease) => lease.until > now);
}

/** With `lease` among the places and the expired ones gone; null when there is no place for it. */
export function withLease(places: Places, lease: Lease, capacity: number, now: number): Places | null {
  const others = without(unexpired(places.leases, now), lease.assignmentId);
  return others.length >= capacity ? null : { ...places, leases: [...others, lease] };
}

/** Without the place of an assignment, and then nobody waits any more; the same when it had none. */
export function withoutLease(places: Places, assignmentId: string): Places {
  const leases = without(places.leases, assignmentId);
  return leases.length === places.leases.length ? places : { leases, waiting: [] };
}

/** With a workflow among those that wait, if there is room; null when there is a place for it. */
export function withWaiting(
  places: Places,
  workflowId: string,
  capacity: number,
  now: number,
): Places | null {
  const { leases, waiting } = places;
  if (unexpired(leases, now).length < capacity) return null;
  if (waiting.includes(workflowId) || waiting.length >= MOST_WAITING) return places;
  return { leases, waiting: [...waiting, workflowId] };
}

function without(leases: readonly Lease[], assignmentId: string): Lease[] {
  return leases.filter((lease) => lease.assignmentId !== assignmentId);
}
