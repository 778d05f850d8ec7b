import { Entity } from 'dynamodb-toolbox/entity';
import { EntityFormatter } from 'dynamodb-toolbox/entity/actions/format';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import type { WorkflowStore } from '../../app/ports/store.js';
import { isOpen, Workflow } from '../../domain/workflow/workflow.js';
import { OpenWorkflowsCursor, pageOf, readCursor } from '../storage/cursor.js';
import { plain, validated } from '../storage/records.js';
import { getAll } from './batches.js';
import { saved, unchanged } from './conditional-put.js';
import { dueAttributes } from './due-attributes.js';
import { workflowKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'workflow',
    table,
    schema: item({
      id: string().key(),
      version: number(),
      record: any(),
      openIn: number().optional(),
      issueNumber: number().optional(),
      dueShard: string().optional(),
      dueAt: number().optional(),
    }),
    computeKey: ({ id }) => workflowKey(id),
    timestamps: false,
  });

const OpenRow = z.object({ id: z.string(), issueNumber: z.number() });

export function workflows(table: StoreTable): WorkflowStore {
  const entity = entityIn(table);

  return {
    getWorkflow: async (id) => {
      const { Item } = await entity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
      if (Item === undefined) return null;
      return { value: validated(Workflow, Item.record, `workflow ${id}`), version: Item.version };
    },

    saveWorkflow: (workflow, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({
            id: workflow.id,
            version: version + 1,
            record: plain(workflow),
            ...(isOpen(workflow) ? { openIn: workflow.repositoryId, issueNumber: workflow.issueNumber } : {}),
            ...dueAttributes(workflow),
          })
          .options({ condition: unchanged(version) })
          .send(),
      ),

    listOpenWorkflows: async (repositoryId, page) => {
      const cursor = page.after === null ? null : readCursor(OpenWorkflowsCursor, page.after);
      const start = cursor && {
        ...workflowKey(cursor.id),
        openIn: repositoryId,
        issueNumber: cursor.issueNumber,
      };
      const { Items = [] } = await table
        .build(QueryCommand)
        .query({ index: 'open-workflows', partition: repositoryId })
        .options({ limit: page.limit + 1, ...(start ? { exclusiveStartKey: start } : {}) })
        .send();
      const rows = Items.map((row) => validated(OpenRow, row, 'row of the index "open-workflows"'));
      const { items, next } = pageOf(rows, page.limit, (row) => ({ list: 'open-workflows', ...row }));
      const found = await getAll(
        table,
        items.map(({ id }) => workflowKey(id)),
      );
      const active = found.map((raw) => {
        const { id, record } = entity.build(EntityFormatter).format(raw);
        return validated(Workflow, record, `workflow ${id}`);
      });
      // The index follows a moment later: it may still hold what ended just now.
      return { items: active.filter((workflow) => isOpen(workflow)), next };
    },
  };
}
