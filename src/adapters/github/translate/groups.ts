/**
 * Repositories in one event: an organisation may have thousands, and neither an item of the store nor the time that a
 * worker has for one delivery is made for all of them.
 */
export const AT_ONCE = 100;

export function inGroups<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, group) =>
    all.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
  );
}
