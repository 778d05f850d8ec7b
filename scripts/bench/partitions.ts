import { createHash } from 'node:crypto';
import { createDynamoStore } from '../../src/adapters/dynamodb/dynamo-store.js';
import { accept } from '../../src/app/inbox/accept.js';
import { workOff } from '../../src/app/inbox/work-off.js';
import { sampleEvent } from '../../test/contract/samples.js';
import { countingClient } from './counting-client.js';

const DELIVERIES = 10_000;
const REPOSITORIES = 1_000;
const MINUTE = 60_000;
/** What DynamoDB takes at one partition, write units a second. */
const PARTITION = 1_000;
/** GitHub's own peak: 1,000,000 an hour. */
const PEAK = 278;

export interface Partitions {
  deliveries: number;
  repositories: number;
  /** By the table and each index: its partition keys, and the one that was written to most in that minute. */
  places: Record<
    string,
    { keys: number; most_write_units: number; most_per_second: number; of_the_limit: string }
  >;
  /** What the shards of the index `due` hold, of which the fullest counts. */
  due: {
    shards: number;
    write_units_per_delivery: number;
    /** At the fullest shard, with what a delivery's workflow writes there besides. */
    at_10000_a_minute: Load;
    at_1000000_an_hour: Load;
    stops_at_deliveries_per_second: number;
  };
}

interface Load {
  write_units_per_second: number;
  of_the_limit: string;
}

/**
 * One minute's deliveries taken in and worked off, each as soon as it came, over the DynamoDB adapter: how often each
 * partition key is written to.
 *
 * @param perDelivery write units at the index `due` for each delivery with all that follows, as one issue's life took them.
 */
export async function benchPartitions(perDelivery: number): Promise<Partitions> {
  const { client, meter } = countingClient();
  const store = createDynamoStore({ tableName: 'bench', client });
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const bus = { wake: () => Promise.resolve(), publish: () => Promise.resolve() };
  const chance = { id: () => 'id', fraction: () => 0.5 };
  const handle = () => Promise.resolve();
  for (let at = 0; at < DELIVERIES; at += 1) {
    now += MINUTE / DELIVERIES;
    const repositoryId = 1 + (at % REPOSITORIES);
    const id = guid(at);
    const event = { ...sampleEvent(), repositoryId };
    const repository = { ...REPOSITORY, id: repositoryId, name: `repository-${repositoryId}` };
    await accept({ store, bus, clock, log }, { id, name: 'issues.edited', repository, events: [event] });
    await workOff({ store, clock, chance, log, handle, mostTries: 8 }, id);
  }
  client.destroy();
  const keys = meter.keys();
  const places = Object.fromEntries(
    [...keys].map(([place, here]) => {
      const most = Math.max(...here.values());
      const most_per_second = tenths(most / 60);
      return [
        place,
        { keys: here.size, most_write_units: most, most_per_second, of_the_limit: ofLimit(most / 60) },
      ];
    }),
  );
  const due = keys.get('due') ?? new Map<string, number>();
  const sum = [...due.values()].reduce((all, each) => all + each, 0);
  /** The fullest shard's share: hashes are not spread quite evenly. */
  const share = Math.max(...due.values()) / sum;
  const loadAt = (deliveries: number): Load => {
    const units = deliveries * perDelivery * share;
    return { write_units_per_second: tenths(units), of_the_limit: ofLimit(units) };
  };
  return {
    deliveries: DELIVERIES,
    repositories: REPOSITORIES,
    places,
    due: {
      shards: due.size,
      write_units_per_delivery: tenths(perDelivery),
      at_10000_a_minute: loadAt(DELIVERIES / 60),
      at_1000000_an_hour: loadAt(PEAK),
      stops_at_deliveries_per_second: Math.floor(PARTITION / (perDelivery * share)),
    },
  };
}

const REPOSITORY = { owner: 'acme', private: false, defaultBranch: 'main', archived: false };

/** As GitHub names deliveries, and the same in each run. */
function guid(at: number): string {
  const hex = createHash('sha256').update(String(at)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

const tenths = (of: number): number => Math.round(of * 10) / 10;
const ofLimit = (perSecond: number): string => `${tenths((perSecond / PARTITION) * 100)} %`;
