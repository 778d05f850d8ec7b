import type { ReportStore } from '../../app/ports/store.js';
import { Day, dayId } from '../../domain/report/day.js';
import { MOST_DAYS } from '../storage/most-days.js';
import { dueEntry } from './due-entry.js';
import { dayKey, daysIn } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, recordOf, save, type Kind } from './versioned.js';

const kind: Kind<typeof Day> = {
  name: 'day',
  schema: Day,
  key: ({ repositoryId, date }) => dayKey(repositoryId, date),
  index: (day) => dueEntry({ what: 'day', id: dayId(day), dueAt: day.dueAt }),
};

export function days(map: OrderedMap): Pick<ReportStore, 'getDay' | 'saveDay' | 'listDays'> {
  return {
    getDay: (repositoryId, date) => promised(() => load(map, kind, dayKey(repositoryId, date))),
    saveDay: (day, version) => save(map, kind, day, version),
    listDays: (repositoryId, of) =>
      promised(() =>
        map
          .range({ ...daysIn(repositoryId, of), limit: MOST_DAYS })
          .map((entry) => recordOf(kind, entry).value),
      ),
  };
}
