import { Entity } from 'dynamodb-toolbox/entity';
import { EntityFormatter } from 'dynamodb-toolbox/entity/actions/format';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentKey, AgentStore, Lease } from '../../app/ports/store.js';
import { Leases, unexpired, withLease, without } from '../storage/leases.js';
import { plain, validated } from '../storage/records.js';
import { getAll } from './batches.js';
import { saved, unchanged } from './conditional-put.js';
import { agentKey } from './item-keys.js';
import type { StoreTable } from './table.js';

/** Lost races at one agent before it is an error; with the waits between them that is some 4 s. */
const TRIES = 60;
const LONGEST_PAUSE = 100;

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'agent',
    table,
    schema: item({ installationId: number().key(), agent: string().key(), version: number(), leases: any() }),
    computeKey: ({ installationId, agent }) => agentKey(installationId, agent),
    timestamps: false,
  });

export function agents(table: StoreTable): AgentStore {
  const entity = entityIn(table);

  /** Changes an agent's leases by one conditional write, again after each lost race. False: `change` wants no write. */
  async function update(of: AgentKey, change: (leases: Lease[]) => Lease[] | null): Promise<boolean> {
    for (let tried = 1; tried <= TRIES; tried += 1) {
      const { Item } = await entity.build(GetItemCommand).key(of).options({ consistent: true }).send();
      const version = Item?.version ?? 0;
      const leases = change(Item === undefined ? [] : leasesOf(of.agent, Item.leases));
      if (leases === null) return false;
      const write = entity
        .build(PutItemCommand)
        .item({ ...of, version: version + 1, leases: plain(leases) })
        .options({ condition: unchanged(version) });
      if ((await saved(() => write.send())) === 'saved') return true;
      await delay(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tried));
    }
    throw new Error(`Lost ${TRIES} races for the leases of agent ${of.agent}`);
  }

  return {
    reserve: async (of, lease, capacity, now) =>
      (await update(of, (leases) => withLease(leases, lease, capacity, now))) ? 'reserved' : 'full',

    release: async (of, assignmentId) => {
      await update(of, (leases) => {
        const rest = without(leases, assignmentId);
        return rest.length === leases.length ? null : rest;
      });
    },

    getLeases: async (installationId, names, now) => {
      const found = await getAll(
        table,
        names.map((agent) => agentKey(installationId, agent)),
      );
      const taken = new Map(
        found.map((raw) => {
          const { agent, leases } = entity.build(EntityFormatter).format(raw);
          return [agent, unexpired(leasesOf(agent, leases), now)];
        }),
      );
      return Object.fromEntries(names.map((agent) => [agent, taken.get(agent) ?? []]));
    },
  };
}

function leasesOf(agent: string, raw: unknown): Lease[] {
  return validated(Leases, raw, `leases of agent ${agent}`);
}
