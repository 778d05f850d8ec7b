import { createHash } from 'node:crypto';

/** How many partitions share the index of what is due: one alone would take no more than 1,000 writes a second. */
const SHARDS = 8;

export const dueShards: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `due#${shard}`);

/** A partition of its own for deliveries that were given up: due at no time, and yet to be found. */
export const DEAD = 'dead';

/** The attributes that put an item into the index of what is due; none for what is not waiting. */
export function dueAttributes({ id, dueAt }: { id: string; dueAt: number | null }): {
  dueShard?: string;
  dueAt?: number;
} {
  return dueAt === null ? {} : { dueShard: shardOf(id), dueAt };
}

function shardOf(id: string): string {
  return `due#${createHash('sha256').update(id).digest().readUInt8(0) % SHARDS}`;
}
