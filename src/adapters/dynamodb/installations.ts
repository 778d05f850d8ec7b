import type { ProjectStore } from '../../app/ports/store.js';
import { Installation } from '../../domain/project/project.js';
import { installationKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { versioned } from './versioned.js';

export function installations(table: StoreTable): Pick<ProjectStore, 'getInstallation' | 'saveInstallation'> {
  const records = versioned(table, { name: 'installation', schema: Installation, key: installationKey });
  return {
    getInstallation: (id) => records.get(String(id)),
    saveInstallation: (installation, version) => records.save(String(installation.id), installation, version),
  };
}
