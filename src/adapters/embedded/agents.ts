import type { AgentKey, AgentStore } from '../../app/ports/store.js';
import { NO_PLACES, Places, unexpired, withLease, withoutLease, withWaiting } from '../storage/leases.js';
import { parsedRecord, plainText } from '../storage/records.js';
import { agentKey } from './keys.js';
import type { OrderedMap, Reader } from './ordered-map.js';
import { promised } from './promised.js';

export function agents(map: OrderedMap): AgentStore {
  /** Changes what is kept of an agent; null: it stays. Answers how it was. */
  const update = (of: AgentKey, change: (places: Places) => Places | null) => {
    const key = agentKey(of);
    return map.transaction((writer) => {
      const before = placesAt(writer, key);
      const after = change(before);
      if (after !== null && after !== before) writer.put(key, plainText(after));
      return { before, after };
    });
  };
  return {
    reserve: async (of, lease, capacity, now) => {
      const { after } = await update(of, (places) => withLease(places, lease, capacity, now));
      return after === null ? 'full' : 'reserved';
    },
    release: async (of, assignmentId) => {
      const { before, after } = await update(of, (places) => withoutLease(places, assignmentId));
      return before === after ? [] : before.waiting;
    },
    wait: async (of, workflowId, capacity, now) => {
      const { after } = await update(of, (places) => withWaiting(places, workflowId, capacity, now));
      return after === null ? 'free' : 'waiting';
    },
    getLeases: (installationId, names, now) =>
      promised(() =>
        Object.fromEntries(
          names.map((agent) => [
            agent,
            unexpired(placesAt(map, agentKey({ installationId, agent })).leases, now),
          ]),
        ),
      ),
  };
}

function placesAt(reader: Reader, key: string): Places {
  const text = reader.get(key);
  return text === undefined ? NO_PLACES : parsedRecord(Places, text, `places of ${key}`);
}
