import * as z from 'zod';
import { Lease } from '../../app/ports/store.js';

/** All places taken at one agent, the expired ones included until the next is taken. */
export const Leases = z.array(Lease);

export function unexpired(leases: readonly Lease[], now: number): Lease[] {
  return leases.filter((lease) => lease.until > now);
}

/** The leases once `lease` is among them and the expired ones are gone; null when there is no place for it. */
export function withLease(
  leases: readonly Lease[],
  lease: Lease,
  capacity: number,
  now: number,
): Lease[] | null {
  const others = without(unexpired(leases, now), lease.assignmentId);
  return others.length >= capacity ? null : [...others, lease];
}

export function without(leases: readonly Lease[], assignmentId: string): Lease[] {
  return leases.filter((lease) => lease.assignmentId !== assignmentId);
}
