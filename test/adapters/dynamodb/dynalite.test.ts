import { describeStoreContract } from '../../contract/store.contract.js';
import { dynaliteClient } from './dynalite.js';
import { storeOnNewTable } from './tables.js';

const client = dynaliteClient();

describeStoreContract('DynamoDB, on dynalite', () => storeOnNewTable(client()));
