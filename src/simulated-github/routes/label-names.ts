import { z } from 'zod';
import { invalid } from '../refusals.js';

/** Labels come as names or as objects with a name; a name has at most 50 characters. */
export const labelNames = z.array(
  z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
);

export function refuseLongName(name: string): void {
  if (name.length <= 50) return;
  const message = 'name is too long (maximum is 50 characters)';
  throw invalid({ resource: 'Label', code: 'custom', field: 'name', message });
}
