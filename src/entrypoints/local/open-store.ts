import type { Store } from '../../app/ports/store.js';
import { unreadableStore } from '../../app/texts/operations.js';
import { StoreInUseError } from '../../adapters/embedded/directory-lock.js';
import { openLmdb, visitLmdb } from '../../adapters/embedded/embedded-store.js';
import { NoStoreError, NoStoreYetError } from '../../adapters/embedded/store-file.js';
import type { Settings } from '../settings.js';
import { plainReason } from './plain-reason.js';

/** Servers of one's own check no credentials, but the SDK wants some. */
const ANY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The store that the settings name, ready to use. @throws with what to do when it cannot be opened. */
export async function openStore({ store }: Pick<Settings, 'store'>): Promise<Store> {
  return store.kind === 'embedded' ? openFolder(store.directory) : openTable(store, { make: true });
}

/** The same, for a look at it beside the process that works with it. @throws with what to do when there is none. */
export async function visitStore({ store }: Pick<Settings, 'store'>): Promise<Store> {
  return store.kind === 'embedded' ? visitFolder(store.directory) : openTable(store, { make: false });
}

async function openTable(
  store: Extract<Settings['store'], { kind: 'dynamodb' }>,
  { make }: { make: boolean },
): Promise<Store> {
  const { table: tableName, endpoint, region, hasCredentials } = store;
  const own =
    endpoint === null ? {} : { endpoint, ...(hasCredentials ? {} : { credentials: ANY_CREDENTIALS }) };
  // AWS's client is the largest thing to load, and most local processes have no use for it.
  const { createDynamoStore } = await import('../../adapters/dynamodb/dynamo-store.js');
  if (make) {
    const { ensureTable } = await import('../../adapters/dynamodb/ensure-table.js');
    await ensureTable({ tableName, region, ...own });
  }
  return createDynamoStore({ tableName, region, ...own });
}

async function openFolder(directory: string): Promise<Store> {
  try {
    return await openLmdb(directory);
  } catch (error) {
    if (error instanceof StoreInUseError || error instanceof NoStoreError) throw error;
    throw new Error(
      `DATA_DIR is ${directory}, where nothing can be kept (${plainReason(error)}): set it to a folder that this user may write to`,
      { cause: error },
    );
  }
}

function visitFolder(directory: string): Store {
  try {
    return visitLmdb(directory);
  } catch (error) {
    if (error instanceof NoStoreYetError || error instanceof NoStoreError) throw error;
    throw new Error(unreadableStore(directory, plainReason(error)), { cause: error });
  }
}
