/**
 * The one table, in the words that CloudFormation and the SDK share. `create-table.ts` and the deployment both
 * take it from here. The indexes are sparse: an item without the two attributes of an index is not in it.
 * They hold keys and `id` only, so that a save which changes neither costs them nothing.
 */

const index = <Name extends string>(name: Name, partition: string, sort: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ],
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['id'] },
});

export const tableDefinition = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'S' as const },
    { AttributeName: 'dueShard', AttributeType: 'S' as const },
    { AttributeName: 'dueAt', AttributeType: 'N' as const },
    { AttributeName: 'openIn', AttributeType: 'N' as const },
    { AttributeName: 'issueNumber', AttributeType: 'N' as const },
    { AttributeName: 'installedIn', AttributeType: 'N' as const },
    { AttributeName: 'repositoryId', AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  GlobalSecondaryIndexes: [
    /** What is due, over the shards of `due.ts`. */
    index('due', 'dueShard', 'dueAt'),
    /** A repository's active workflows. */
    index('open-workflows', 'openIn', 'issueNumber'),
    /** An installation's projects. */
    index('installed-projects', 'installedIn', 'repositoryId'),
  ],
};

/** DynamoDB forgets deliveries by itself. In seconds, as it wants them. */
export const timeToLive = { AttributeName: 'ttl', Enabled: true };
