import type { PaceStore } from '../../app/ports/store.js';
import { NO_PACE, Pace, withRest, withTurn } from '../storage/pace.js';
import { parsedRecord, plainText } from '../storage/records.js';
import { paceKey } from './keys.js';
import type { OrderedMap, Reader } from './ordered-map.js';

export function pace(map: OrderedMap): PaceStore {
  return {
    takeTurn: (installationId, of) => {
      const key = paceKey(installationId);
      return map.transaction((writer) => {
        const after = withTurn(paceAt(writer, key), of);
        writer.put(key, plainText(after.pace));
        return after.turn;
      });
    },
    rest: (installationId, of) => {
      const key = paceKey(installationId);
      return map.transaction((writer) => {
        const before = paceAt(writer, key);
        const after = withRest(before, of);
        if (after !== before) writer.put(key, plainText(after));
      });
    },
  };
}

function paceAt(reader: Reader, key: string): Pace {
  const text = reader.get(key);
  return text === undefined ? NO_PACE : parsedRecord(Pace, text, key);
}
