import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from 'dynamodb-toolbox/table';

/** The table as dynamodb-toolbox knows it; its shape is `table-definition.ts`. */
export function storeTable(documentClient: DynamoDBDocumentClient, name: string) {
  return new Table({
    documentClient,
    name,
    partitionKey: { name: 'pk', type: 'string' },
    sortKey: { name: 'sk', type: 'string' },
    indexes: {
      due: {
        type: 'global',
        partitionKey: { name: 'dueShard', type: 'string' },
        sortKey: { name: 'dueAt', type: 'number' },
      },
      'open-workflows': {
        type: 'global',
        partitionKey: { name: 'openIn', type: 'number' },
        sortKey: { name: 'issueNumber', type: 'number' },
      },
      'installed-projects': {
        type: 'global',
        partitionKey: { name: 'installedIn', type: 'number' },
        sortKey: { name: 'repositoryId', type: 'number' },
      },
    },
    entityAttributeSavedAs: 'entity',
  });
}

export type StoreTable = ReturnType<typeof storeTable>;
