import { tableDefinition } from '../../src/adapters/dynamodb/table-definition.js';

/** An item as it goes over the wire: `{ pk: { S: 'workflow#…' } }`. */
export type WireItem = Record<string, unknown>;

/** What one write costs at one partition key of the table or of an index. */
export interface Charge {
  /** `table`, or the index. */
  place: string;
  /** Of the partition, as it goes over the wire. */
  key: string;
  /** Write units. */
  units: number;
}

export const TABLE = 'table';

/** What DynamoDB charged for, since the last `reset`. */
export interface Usage {
  read_units: number;
  write_units: number;
  operations: Record<string, { requests: number; read_units: number; write_units: number }>;
  /** Units of the table and of each index. */
  places: Record<string, { read_units: number; write_units: number }>;
}

export interface Meter {
  read(operation: string, place: string, units: number): void;
  wrote(operation: string, charges: readonly Charge[]): void;
  usage(): Usage;
  /** Write units of each partition key, by place. */
  keys(): ReadonlyMap<string, ReadonlyMap<string, number>>;
  reset(): void;
}

export function newMeter(): Meter {
  let usage: Usage = { read_units: 0, write_units: 0, operations: {}, places: {} };
  const keys = new Map<string, Map<string, number>>();
  const count = (operation: string, place: string, of: { read?: number; write?: number }) => {
    const { read = 0, write = 0 } = of;
    for (const sum of [
      usage,
      (usage.operations[operation] ??= { requests: 0, read_units: 0, write_units: 0 }),
      (usage.places[place] ??= { read_units: 0, write_units: 0 }),
    ]) {
      sum.read_units += read;
      sum.write_units += write;
    }
  };
  const asked = (operation: string) => {
    (usage.operations[operation] ??= { requests: 0, read_units: 0, write_units: 0 }).requests += 1;
  };
  return {
    read: (operation, place, units) => {
      asked(operation);
      count(operation, place, { read: units });
    },
    wrote: (operation, charges) => {
      asked(operation);
      for (const { place, key, units } of charges) {
        count(operation, place, { write: units });
        const here = keys.get(place) ?? new Map<string, number>();
        keys.set(place, here.set(key, (here.get(key) ?? 0) + units));
      }
    },
    usage: () => structuredClone(usage),
    keys: () => keys,
    reset: () => {
      usage = { read_units: 0, write_units: 0, operations: {}, places: {} };
      keys.clear();
    },
  };
}

/**
 * What the indexes charge for a put, by what DynamoDB documents: a unit for an entry that comes or goes, one for each of
 * both when its key changes, one when only what it projects changes, and nothing when all of it stays. Entries are well
 * below 1 KB. Dynalite leaves this out.
 *
 * @param before null: there was no item.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function indexCharges(before: WireItem | null, after: WireItem): Charge[] {
  return tableDefinition.GlobalSecondaryIndexes.flatMap((index): Charge[] => {
    const place = index.IndexName;
    const entryOf = (item: WireItem | null) => {
      const key = index.KeySchema.map(({ AttributeName }) => item?.[AttributeName]);
      if (item === null || key.includes(undefined)) return null;
      const projected = index.Projection.NonKeyAttributes.map((name) => item[name]);
      return {
        partition: JSON.stringify(key[0]),
        key: JSON.stringify(key),
        projected: JSON.stringify(projected),
      };
    };
    const [old, now] = [entryOf(before), entryOf(after)];
    if (old !== null && now !== null && old.key === now.key)
      return old.projected === now.projected ? [] : [{ place, key: now.partition, units: 1 }];
    return [old, now].flatMap((entry) => (entry === null ? [] : [{ place, key: entry.partition, units: 1 }]));
  });
}

/** Of a put that was refused, which is charged as if it were done. As JSON an item is somewhat larger than DynamoDB counts it. */
export function unitsOf(item: WireItem): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(item)) / 1024);
}

/** The partition of the table that an item is in. */
export const partitionOf = (item: WireItem): string => JSON.stringify(item['pk']);
