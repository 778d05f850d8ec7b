import { z } from 'zod';
import type { SimulatedRequest } from '../http/call.js';
import type { DescribedOperation, Description } from './description.js';
import { createSchemas, type Check, type Schemas } from './schemas.js';

type RequestCheck = (
  operation: DescribedOperation,
  params: Readonly<Record<string, string>>,
  request: SimulatedRequest,
) => string[];

/**
 * Path, query and body of a request. GitHub's description lets any key pass in a body, so a mistyped one would
 * be ignored in silence: here the top level holds only keys that the description names.
 */
export function createRequestCheck(description: Description, schemas: Schemas): RequestCheck {
  // Parameters are text on the wire: `30` counts as a number there.
  const coercing = createSchemas({}, { coerce: true });
  const parameterChecks = new Map<DescribedOperation, Check>();
  const parameters = (operation: DescribedOperation): Check => {
    const known = parameterChecks.get(operation);
    if (known !== undefined) return known;
    const listed = operation.parameters.filter((each) => each.in !== 'header');
    const check = coercing.of({
      type: 'object',
      properties: Object.fromEntries(listed.map((each) => [each.name, each.schema])),
      required: listed.filter((each) => each.required).map((each) => each.name),
      additionalProperties: false,
    });
    parameterChecks.set(operation, check);
    return check;
  };

  return (operation, params, { query, body }) => {
    const problems = parameters(operation)({ ...Object.fromEntries(query), ...params });
    if (body === '') return problems;
    const parsed = json(body);
    if (operation.body === null) {
      const isEmpty = JSON.stringify(parsed) === '{}';
      return isEmpty ? problems : [...problems, 'GitHub describes no body here'];
    }
    const known = keysOf(description, { $ref: `#/$defs/${operation.body}` });
    const unknown = Object.keys(keyed.safeParse(parsed).data ?? {}).filter((key) => !known.has(key));
    return [
      ...problems,
      ...schemas.at(`#/$defs/${operation.body}`)(parsed),
      ...unknown.map((key) => `the body has a key that GitHub does not know (${key})`),
    ];
  };
}

const keyed = z.record(z.string(), z.unknown());
const schemaParts = z.object({
  $ref: z.string().optional(),
  properties: keyed.optional(),
  anyOf: z.array(keyed).optional(),
  allOf: z.array(keyed).optional(),
});

/** The keys that a body may have, in any of its forms. */
function keysOf(description: Description, schema: Record<string, unknown>): Set<string> {
  const { $ref, properties, anyOf, allOf } = schemaParts.parse(schema);
  const referred = $ref === undefined ? undefined : description.$defs[$ref.slice('#/$defs/'.length)];
  const parts = [...(referred === undefined ? [] : [referred]), ...(anyOf ?? []), ...(allOf ?? [])];
  return new Set([
    ...Object.keys(properties ?? {}),
    ...parts.flatMap((each) => [...keysOf(description, each)]),
  ]);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
