import { openLmdb } from '../../../src/adapters/embedded/embedded-store.js';
import { sampleDelivery } from '../../contract/samples.js';

/** Adds deliveries to the store in the folder given, and says on stdout which are safe, until it is killed. */
const folder = process.argv[2];
if (folder === undefined) throw new Error('Give the folder of the store');
const store = await openLmdb(folder);
process.stdout.write('open\n');
for (let batch = 0; batch < 1_000_000; batch += 1) {
  const ids = Array.from({ length: 5 }, (_, at) => `d-${batch}-${at}`);
  await Promise.all(
    ids.map(async (id) => {
      await store.addDelivery(sampleDelivery({ id }));
      process.stdout.write(`${id}\n`);
    }),
  );
}
