import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { ReportStore } from '../../app/ports/store.js';
import { AgentReport } from '../../domain/report/report.js';
import { pageOf, readCursor, ReportsCursor } from '../storage/cursor.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { reportKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'report',
    table,
    schema: item({
      repositoryId: number().key(),
      date: string().key(),
      agent: string().key(),
      version: number(),
      record: any(),
    }),
    computeKey: ({ repositoryId, date, agent }) => reportKey(repositoryId, date, agent),
    timestamps: false,
  });

export function reports(table: StoreTable): Pick<ReportStore, 'getReport' | 'saveReport' | 'listReports'> {
  const entity = entityIn(table);

  return {
    getReport: async (repositoryId, date, agent) => {
      const key = { repositoryId, date, agent };
      const { Item } = await entity.build(GetItemCommand).key(key).options({ consistent: true }).send();
      return Item === undefined ? null : { value: reportOf(Item), version: Item.version };
    },

    saveReport: (report, version) =>
      saved(() => {
        const { repositoryId, date, agent } = report;
        return entity
          .build(PutItemCommand)
          .item({ repositoryId, date, agent, version: version + 1, record: plain(report) })
          .options({ condition: unchanged(version) })
          .send();
      }),

    listReports: async (repositoryId, date, page) => {
      const { pk } = reportKey(repositoryId, date, '');
      const start =
        page.after === null
          ? null
          : reportKey(repositoryId, date, readCursor(ReportsCursor, page.after).agent);
      const { Items = [], LastEvaluatedKey } = await table
        .build(QueryCommand)
        .entities(entity)
        .query({ partition: pk })
        .options({
          limit: page.limit + 1,
          consistent: true,
          ...(start ? { exclusiveStartKey: { ...start } } : {}),
        })
        .send();
      // A page ends after 1 MB, too.
      const more = LastEvaluatedKey !== undefined;
      return pageOf(Items.map(reportOf), page.limit, ({ agent }) => ({ list: 'reports', agent }), more);
    },
  };
}

function reportOf(of: { repositoryId: number; date: string; agent: string; record?: unknown }): AgentReport {
  return validated(AgentReport, of.record, `report ${of.repositoryId}/${of.date} of ${of.agent}`);
}
