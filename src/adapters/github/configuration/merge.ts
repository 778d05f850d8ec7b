/**
 * Lays the nearer value over the farther: settings within settings merge, anything else is replaced. What stands
 * empty in the nearer is not set there; where nobody sets it, its name stays with `undefined`, so that a misspelt
 * name is found. Keys stay own properties, whatever they are called.
 */
export function merge(farther: unknown, nearer: unknown): unknown {
  if (nearer === null || nearer === undefined) return farther;
  if (Array.isArray(nearer))
    return nearer.map((item: unknown) => (isSettings(item) ? merge({}, item) : item));
  if (!isSettings(nearer)) return nearer;
  const merged = new Map(isSettings(farther) ? Object.entries(farther) : []);
  for (const [key, value] of Object.entries(nearer)) merged.set(key, merge(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** Without the names that nobody sets. */
export function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (!isSettings(value)) return value;
  const set = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(set.map(([key, inner]) => [key, withoutUnset(inner)]));
}

/** A mapping, as YAML and JSON have it. */
export function isSettings(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
