import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { z } from 'zod';

/** What does not fit, in words; empty when all does. */
export type Check = (value: unknown) => string[];

/**
 * A set of schemas under one name, compiled when first asked for: most runs use few of them.
 * GitHub's schemas carry keywords and formats of their own, so ajv's strictness about schemas is off.
 */
export interface Schemas {
  /** By JSON pointer into the set, such as `#/definitions/label`. */
  at(pointer: string): Check;
  of(schema: Record<string, unknown>): Check;
}

export function createSchemas(
  document: Record<string, unknown>,
  options: { coerce?: boolean } = {},
): Schemas {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    logger: false,
    // What it saves in checking is far less than what it costs in compiling.
    code: { optimize: false },
    formats: fullFormats,
    coerceTypes: options.coerce ?? false,
  });
  ajv.addSchema({ ...document, $id: 'github' });
  const compiled = new Map<string, Check>();
  return {
    at(pointer) {
      const known = compiled.get(pointer);
      if (known !== undefined) return known;
      const check = checkWith(ajv.compile({ $ref: `github${pointer}` }));
      compiled.set(pointer, check);
      return check;
    },
    of: (schema) => checkWith(ajv.compile(schema)),
  };
}

function checkWith(validate: ValidateFunction): Check {
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const what = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
      return `${instancePath === '' ? 'it' : instancePath} ${message ?? 'does not fit'}${what}`;
    });
  };
}

const webhookSchemas = z.object({ definitions: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Octokit's schemas of webhooks: `issues$opened`, `push$event` … */
export function readWebhookSchemas(): z.output<typeof webhookSchemas> {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas');
  return webhookSchemas.parse(JSON.parse(readFileSync(file, 'utf8')));
}
