import { Entity } from 'dynamodb-toolbox/entity';
import { EntityFormatter } from 'dynamodb-toolbox/entity/actions/format';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { AgentKey, AgentStore } from '../../app/ports/store.js';
import { NO_PLACES, Places, unexpired, withLease, withoutLease, withWaiting } from '../storage/leases.js';
import { plain, validated } from '../storage/records.js';
import { getAll } from './batches.js';
import { saved, unchanged } from './conditional-put.js';
import { agentKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { update, type Contended } from './update.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'agent',
    table,
    schema: item({
      installationId: number().key(),
      agent: string().key(),
      version: number(),
      leases: any(),
      waiting: any().optional(),
    }),
    computeKey: ({ installationId, agent }) => agentKey(installationId, agent),
    timestamps: false,
  });

export function agents(table: StoreTable): AgentStore {
  const entity = entityIn(table);

  const placesAt = (of: AgentKey): Contended<Places> => ({
    what: `the places of agent ${of.agent}`,
    read: async () => {
      const { Item } = await entity.build(GetItemCommand).key(of).options({ consistent: true }).send();
      return Item === undefined
        ? { value: NO_PLACES, version: 0 }
        : { value: placesOf(Item), version: Item.version };
    },
    write: ({ leases, waiting }, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({ ...of, version: version + 1, leases: plain(leases), waiting: plain(waiting) })
          .options({ condition: unchanged(version) })
          .send(),
      ),
  });

  return {
    reserve: async (of, lease, capacity, now) => {
      const { after } = await update(placesAt(of), (places) => withLease(places, lease, capacity, now));
      return after === null ? 'full' : 'reserved';
    },

    release: async (of, assignmentId) => {
      const { before, after } = await update(placesAt(of), (places) => withoutLease(places, assignmentId));
      return before === after ? [] : before.waiting;
    },

    wait: async (of, workflowId, capacity, now) => {
      const { after } = await update(placesAt(of), (places) =>
        withWaiting(places, workflowId, capacity, now),
      );
      return after === null ? 'free' : 'waiting';
    },

    getLeases: async (installationId, names, now) => {
      const found = await getAll(
        table,
        names.map((agent) => agentKey(installationId, agent)),
      );
      const taken = new Map(
        found.map((raw) => {
          const item = entity.build(EntityFormatter).format(raw);
          return [item.agent, unexpired(placesOf(item).leases, now)];
        }),
      );
      return Object.fromEntries(names.map((agent) => [agent, taken.get(agent) ?? []]));
    },
  };
}

function placesOf({
  agent,
  leases,
  waiting,
}: {
  agent: string;
  leases?: unknown;
  waiting?: unknown;
}): Places {
  return validated(Places, { leases, waiting: waiting ?? [] }, `places of agent ${agent}`);
}
