import type { ReportStore } from '../../app/ports/store.js';
import { AgentReport } from '../../domain/report/report.js';
import { pageOf, readCursor, ReportsCursor } from '../storage/cursor.js';
import { after, reportKey, reportsOf } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, recordOf, save, type Kind } from './versioned.js';

const kind: Kind<typeof AgentReport> = {
  name: 'report',
  schema: AgentReport,
  key: ({ repositoryId, date, agent }) => reportKey(repositoryId, date, agent),
  index: () => [],
};

export function reports(map: OrderedMap): Pick<ReportStore, 'getReport' | 'saveReport' | 'listReports'> {
  return {
    getReport: (repositoryId, date, agent) =>
      promised(() => load(map, kind, reportKey(repositoryId, date, agent))),
    saveReport: (report, version) => save(map, kind, report, version),
    listReports: (repositoryId, date, page) =>
      promised(() => {
        const bounds = reportsOf(repositoryId, date);
        const cursor = page.after === null ? null : readCursor(ReportsCursor, page.after);
        const from = cursor === null ? bounds.from : after(reportKey(repositoryId, date, cursor.agent));
        const rows = map
          .range({ ...bounds, from, limit: page.limit + 1 })
          .map((entry) => recordOf(kind, entry).value);
        return pageOf(rows, page.limit, ({ agent }) => ({ list: 'reports', agent }));
      }),
  };
}
