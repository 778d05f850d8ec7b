import { AuditEntry, type AuditStore } from '../../app/ports/store.js';
import { AuditCursor, pageOf, readCursor } from '../storage/cursor.js';
import { parsedRecord, plainText } from '../storage/records.js';
import { auditKey, auditOf } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';

export function audit(map: OrderedMap): AuditStore {
  return {
    // Keys and texts are made before the first write, so that what cannot be stored leaves nothing half written.
    appendAudit: async (entries) => {
      const made = entries.map((entry) => ({
        key: auditKey(entry.workflowId, entry.id),
        value: plainText(entry),
      }));
      await map.transaction((writer) => {
        for (const { key, value } of made) writer.put(key, value);
      });
    },
    listAudit: (workflowId, page) =>
      promised(() => {
        const bounds = auditOf(workflowId);
        const before =
          page.after === null ? bounds.before : auditKey(workflowId, readCursor(AuditCursor, page.after).id);
        const rows = map
          .range({ ...bounds, before, limit: page.limit + 1, reverse: true })
          .map(({ key, value }) => parsedRecord(AuditEntry, value, `audit entry ${key}`));
        return pageOf(rows, page.limit, ({ id }) => ({ list: 'audit', id }));
      }),
  };
}
