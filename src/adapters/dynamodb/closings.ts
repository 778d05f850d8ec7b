import type { ReportStore } from '../../app/ports/store.js';
import { Closing } from '../../domain/report/closing.js';
import { closingKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { versioned } from './versioned.js';

/** One for each repository. */
export function closings(table: StoreTable): Pick<ReportStore, 'getClosing' | 'saveClosing'> {
  const records = versioned(table, { name: 'closing', schema: Closing, key: closingKey });
  return {
    getClosing: (repositoryId) => records.get(String(repositoryId)),
    saveClosing: (closing, version) => records.save(String(closing.repositoryId), closing, version),
  };
}
