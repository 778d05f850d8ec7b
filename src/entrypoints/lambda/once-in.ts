import type { Clock } from '../../app/ports/environment.js';
import type { Due } from '../../app/ports/store.js';

/** What is due at the same time as before was told of already, and is not told again within `ms`. */
export function onceIn(
  ms: number,
  clock: Clock,
  tell: (item: Due) => Promise<void>,
): (item: Due) => Promise<void> {
  const told = new Map<string, number>();
  return async (item) => {
    const now = clock.now();
    for (const [key, at] of told) {
      if (now - at < ms) break;
      told.delete(key);
    }
    const key = `${item.what}/${item.id}/${item.dueAt}`;
    if (told.has(key)) return;
    await tell(item);
    told.set(key, now);
  };
}
