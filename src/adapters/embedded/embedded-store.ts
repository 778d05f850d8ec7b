import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../app/ports/store.js';
import { agents } from './agents.js';
import { audit } from './audit.js';
import { closings } from './closings.js';
import { days } from './days.js';
import { deliveries } from './deliveries.js';
import { lockDirectory } from './directory-lock.js';
import { due } from './due.js';
import { lmdbMap } from './lmdb-map.js';
import { makeFolder } from './make-folder.js';
import { memoryMap } from './memory-map.js';
import type { OrderedMap } from './ordered-map.js';
import { outcomes } from './outcomes.js';
import { pace } from './pace.js';
import { pointers } from './pointers.js';
import { projects } from './projects.js';
import { redeliveries } from './redeliveries.js';
import { reports } from './reports.js';
import { NoStoreYetError, refuseForeignFile } from './store-file.js';
import { workflows } from './workflows.js';

/** A store in memory: for tests and simulations. No timers, no I/O, the same every time. */
export function memoryStore(): Store {
  return storeOver(memoryMap());
}

/**
 * The store on disk, for one process at a time. Whatever it answers is flushed to disk.
 *
 * @param directory is made when it is not there.
 * @throws StoreInUseError when another process has it open.
 * @throws NoStoreError when its file is not one of a store.
 */
export async function openLmdb(directory: string): Promise<Store> {
  makeFolder(directory);
  const lock = await lockDirectory(directory);
  try {
    refuseForeignFile(directory);
    const map = lmdbMap(directory);
    return {
      ...storeOver(map),
      close: async () => {
        await map.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The store on disk beside the process that has it open, for an operator's question or word: it takes nothing over.
 *
 * @throws NoStoreYetError when there is none.
 * @throws NoStoreError when its file is not one of a store.
 */
export function visitLmdb(directory: string): Store {
  refuseForeignFile(directory);
  if (!existsSync(join(directory, 'data.mdb'))) throw new NoStoreYetError(directory);
  return storeOver(lmdbMap(directory));
}

function storeOver(map: OrderedMap): Store {
  return {
    ...deliveries(map),
    ...workflows(map),
    ...due(map),
    ...projects(map),
    ...pointers(map),
    ...agents(map),
    ...audit(map),
    ...pace(map),
    ...redeliveries(map),
    ...days(map),
    ...closings(map),
    ...reports(map),
    ...outcomes(map),
    close: () => map.close(),
  };
}
