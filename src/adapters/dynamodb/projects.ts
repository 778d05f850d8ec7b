import { Entity } from 'dynamodb-toolbox/entity';
import { EntityFormatter } from 'dynamodb-toolbox/entity/actions/format';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import type { ProjectStore } from '../../app/ports/store.js';
import { Project } from '../../domain/project/project.js';
import { pageOf, ProjectsCursor, readCursor } from '../storage/cursor.js';
import { plain, validated } from '../storage/records.js';
import { getAll } from './batches.js';
import { saved, unchanged } from './conditional-put.js';
import { projectKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'project',
    table,
    schema: item({
      repositoryId: number().key(),
      version: number(),
      record: any(),
      installedIn: number(),
    }),
    computeKey: ({ repositoryId }) => projectKey(repositoryId),
    timestamps: false,
  });

const InstalledRow = z.object({ repositoryId: z.number() });

export function projects(
  table: StoreTable,
): Pick<ProjectStore, 'getProject' | 'saveProject' | 'listProjects'> {
  const entity = entityIn(table);

  return {
    getProject: async (repositoryId) => {
      const { Item } = await entity
        .build(GetItemCommand)
        .key({ repositoryId })
        .options({ consistent: true })
        .send();
      if (Item === undefined) return null;
      return { value: validated(Project, Item.record, `project ${repositoryId}`), version: Item.version };
    },

    saveProject: (project, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({
            repositoryId: project.repositoryId,
            version: version + 1,
            record: plain(project),
            installedIn: project.installationId,
          })
          .options({ condition: unchanged(version) })
          .send(),
      ),

    listProjects: async (installationId, page) => {
      const cursor = page.after === null ? null : readCursor(ProjectsCursor, page.after);
      const start = cursor && {
        ...projectKey(cursor.repositoryId),
        installedIn: installationId,
        repositoryId: cursor.repositoryId,
      };
      const { Items = [] } = await table
        .build(QueryCommand)
        .query({ index: 'installed-projects', partition: installationId })
        .options({ limit: page.limit + 1, ...(start ? { exclusiveStartKey: start } : {}) })
        .send();
      const rows = Items.map((row) => validated(InstalledRow, row, 'row of the index "installed-projects"'));
      const { items, next } = pageOf(rows, page.limit, (row) => ({ list: 'projects', ...row }));
      const found = await getAll(
        table,
        items.map(({ repositoryId }) => projectKey(repositoryId)),
      );
      const listed = found.map((raw) => {
        const { repositoryId, record } = entity.build(EntityFormatter).format(raw);
        return validated(Project, record, `project ${repositoryId}`);
      });
      // The index follows a moment later: it may still hold what moved to another installation just now.
      return { items: listed.filter((project) => project.installationId === installationId), next };
    },
  };
}
