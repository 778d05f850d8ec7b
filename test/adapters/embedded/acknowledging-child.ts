import { writeSync } from 'node:fs';
import { openLmdb } from '../../../src/adapters/embedded/embedded-store.js';
import { sampleDelivery } from '../../contract/samples.js';

/**
 * Adds deliveries to the store in the folder given, and says on stdout which are safe. After as many as the
 * second argument says it kills itself in the midst of it.
 */
const [folder, last] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder of the store');
const store = await openLmdb(folder);
writeSync(1, 'open\n');
let acknowledged = 0;
for (let burst = 0; burst < 100_000; burst += 1) {
  const ids = Array.from({ length: 20 }, (_, at) => `d-${burst}-${at}`);
  await Promise.all(
    ids.map(async (id) => {
      await store.addDelivery(sampleDelivery({ id }));
      writeSync(1, `${id}\n`);
      acknowledged += 1;
      if (acknowledged === Number(last)) process.kill(process.pid, 'SIGKILL');
    }),
  );
}
