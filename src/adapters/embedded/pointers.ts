import type { PointerStore } from '../../app/ports/store.js';
import { pointerKey } from './keys.js';
import type { OrderedMap } from './ordered-map.js';

export function pointers(map: OrderedMap): PointerStore {
  return {
    putPointer: (pointer, workflowId) =>
      map.transaction((writer) => {
        writer.put(pointerKey(pointer), workflowId);
      }),
    getPointer: (pointer) => Promise.resolve(map.get(pointerKey(pointer)) ?? null),
  };
}
