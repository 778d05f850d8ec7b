import { Entity } from 'dynamodb-toolbox/entity';
import { BatchPutRequest } from 'dynamodb-toolbox/entity/actions/batchPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { AuditEntry, type AuditStore } from '../../app/ports/store.js';
import { AuditCursor, pageOf, readCursor } from '../storage/cursor.js';
import { plain, validated } from '../storage/records.js';
import { putAll } from './batches.js';
import { auditKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'audit-entry',
    table,
    schema: item({ workflowId: string().key(), id: string().key(), record: any() }),
    computeKey: ({ workflowId, id }) => auditKey(workflowId, id),
    timestamps: false,
  });

export function audit(table: StoreTable): AuditStore {
  const entity = entityIn(table);

  return {
    appendAudit: async (entries) => {
      // The last of those with one key, because a batch may hold a key only once.
      const distinct = new Map(
        entries.map((entry) => {
          const { workflowId, id } = entry;
          const put = entity.build(BatchPutRequest).item({ workflowId, id, record: plain(entry) });
          return [JSON.stringify(auditKey(workflowId, id)), put.params()];
        }),
      );
      await putAll(table, [...distinct.values()]);
    },

    listAudit: async (workflowId, page) => {
      const { pk } = auditKey(workflowId, '');
      const start = page.after === null ? null : auditKey(workflowId, readCursor(AuditCursor, page.after).id);
      const { Items = [], LastEvaluatedKey } = await table
        .build(QueryCommand)
        .entities(entity)
        .query({ partition: pk })
        .options({
          reverse: true,
          limit: page.limit + 1,
          ...(start ? { exclusiveStartKey: { ...start } } : {}),
        })
        .send();
      const rows = Items.map(({ id, record }) =>
        validated(AuditEntry, record, `audit entry ${workflowId} ${id}`),
      );
      // A page ends after 1 MB, too.
      const more = LastEvaluatedKey !== undefined;
      return pageOf(rows, page.limit, ({ id }) => ({ list: 'audit', id }), more);
    },
  };
}
