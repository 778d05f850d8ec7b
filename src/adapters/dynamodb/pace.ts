import type { PaceStore } from '../../app/ports/store.js';
import { NO_PACE, Pace, withRest, withTurn } from '../storage/pace.js';
import { paceKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { update, type Contended } from './update.js';
import { versioned } from './versioned.js';

export function pace(table: StoreTable): PaceStore {
  const records = versioned(table, { name: 'pace', schema: Pace, key: paceKey });

  const paceOf = (installationId: number): Contended<Pace> => {
    const id = String(installationId);
    return {
      what: `the pace of installation ${id}`,
      read: async () => (await records.get(id)) ?? { value: NO_PACE, version: 0 },
      write: (value, version) => records.save(id, value, version),
    };
  };

  return {
    takeTurn: async (installationId, of) => {
      const { before } = await update(paceOf(installationId), (known) => withTurn(known, of).pace);
      return withTurn(before, of).turn;
    },
    rest: async (installationId, of) => {
      await update(paceOf(installationId), (known) => withRest(known, of));
    },
  };
}
