import type { AgentStore, Lease } from '../../app/ports/store.js';
import { Leases, unexpired, withLease, without } from '../storage/leases.js';
import { parsedRecord, plainText } from '../storage/records.js';
import { agentKey } from './keys.js';
import type { OrderedMap, Reader } from './ordered-map.js';
import { promised } from './promised.js';

export function agents(map: OrderedMap): AgentStore {
  return {
    reserve: (of, lease, capacity, now) => {
      const key = agentKey(of);
      return map.transaction((writer) => {
        const leases = withLease(leasesAt(writer, key), lease, capacity, now);
        if (leases === null) return 'full';
        writer.put(key, plainText(leases));
        return 'reserved';
      });
    },
    release: (of, assignmentId) => {
      const key = agentKey(of);
      return map.transaction((writer) => {
        const leases = leasesAt(writer, key);
        const rest = without(leases, assignmentId);
        if (rest.length < leases.length) writer.put(key, plainText(rest));
      });
    },
    getLeases: (installationId, names, now) =>
      promised(() =>
        Object.fromEntries(
          names.map((agent) => [agent, unexpired(leasesAt(map, agentKey({ installationId, agent })), now)]),
        ),
      ),
  };
}

function leasesAt(reader: Reader, key: string): Lease[] {
  const text = reader.get(key);
  return text === undefined ? [] : parsedRecord(Leases, text, `leases of ${key}`);
}
