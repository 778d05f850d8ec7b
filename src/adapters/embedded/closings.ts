import type { ReportStore } from '../../app/ports/store.js';
import { Closing } from '../../domain/report/closing.js';
import { closingKey } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, save, type Kind } from './versioned.js';

const kind: Kind<typeof Closing> = {
  name: 'closing',
  schema: Closing,
  key: ({ repositoryId }) => closingKey(repositoryId),
  index: () => [],
};

export function closings(map: OrderedMap): Pick<ReportStore, 'getClosing' | 'saveClosing'> {
  return {
    getClosing: (repositoryId) => promised(() => load(map, kind, closingKey(repositoryId))),
    saveClosing: (closing, version) => save(map, kind, closing, version),
  };
}
