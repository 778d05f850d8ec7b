import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.union([z.boolean(), z.record(z.string(), z.unknown())]);

const operation = z.object({
  method: z.string(),
  path: z.string(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema }),
  ),
  /** Names in `$defs`. */
  body: z.string().nullable(),
  responses: z.record(z.string(), z.string().nullable()),
});

const description = z.object({
  source: z.string(),
  version: z.string(),
  operations: z.record(z.string(), operation),
  $defs: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export type Description = z.output<typeof description>;
export type DescribedOperation = z.output<typeof operation>;

/** GitHub's own description of the operations in use, made by `npm run generate:github-description`. */
export function readDescription(): Description {
  const file = new URL('../description/operations.json', import.meta.url);
  return description.parse(JSON.parse(readFileSync(file, 'utf8')));
}
