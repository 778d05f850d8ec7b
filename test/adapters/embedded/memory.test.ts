import { memoryStore } from '../../../src/adapters/embedded/embedded-store.js';
import { describeStoreContract } from '../../contract/store.contract.js';

describeStoreContract('embedded, in memory', () => Promise.resolve(memoryStore()));
