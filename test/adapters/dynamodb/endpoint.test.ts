import { describe, it } from '@jest/globals';
import { describeStoreContract } from '../../contract/store.contract.js';
import { clientOf, storeOnNewTable } from './tables.js';

const endpoint = process.env['DYNAMODB_ENDPOINT'];

if (endpoint === undefined || endpoint === '') {
  process.stdout.write('Skipped: the contract of the store at DYNAMODB_ENDPOINT, which is not set.\n');
  describe.skip('the store: DynamoDB, at DYNAMODB_ENDPOINT', () => {
    it('is tested when DYNAMODB_ENDPOINT is set', () => undefined);
  });
} else {
  const client = clientOf(endpoint);
  describeStoreContract(`DynamoDB, at ${endpoint}`, () => storeOnNewTable(client));
}
