import * as z from 'zod';
import { EXTENDS_FORM, EXTENDS_PATTERN } from '../../src/adapters/github/configuration/extends.js';
import { CONFIG_PATH } from '../../src/domain/config/path.js';
import { Duration } from '../../src/domain/config/duration.js';
import { Config } from '../../src/domain/config/schema.js';

export type Schema = z.core.JSONSchema.BaseSchema;

/** The configuration as a JSON Schema, with the one key that is read before the configuration is put together. */
export function configurationSchema(): Schema {
  const { $schema, type, properties, additionalProperties } = z.toJSONSchema(Config, { io: 'input' });
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'Configuration of tekton-core',
    description: `Kept as ${CONFIG_PATH} on the default branch.`,
    type: type ?? 'object',
    properties: {
      _extends: {
        description: `Another file of the same owner to build on: ${EXTENDS_FORM}. What is set here wins.`,
        type: 'string',
        pattern: EXTENDS_PATTERN,
      },
      ...properties,
    },
    additionalProperties: additionalProperties ?? false,
  };
}

/** Every setting with its whole name, the settings that only group others left out. */
export function settingsOf(
  schema: Schema,
  at: readonly string[] = [],
): { path: readonly string[]; schema: Schema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    if (typeof inner === 'boolean') return [];
    const path = [...at, key];
    return inner.properties === undefined ? [{ path, schema: inner }] : settingsOf(inner, path);
  });
}

/** In words: `list of text`, or the choices. */
export function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  return kindOf(schema);
}

const { pattern: DURATION } = z.toJSONSchema(Duration);

function kindOf(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(kindOf).join(' or ');
  switch (schema.type) {
    case 'string':
      return schema.pattern === DURATION ? 'duration (`30m`, `2h`, `1d`)' : 'text';
    case 'integer':
      return `whole number${rangeOf(schema)}`;
    case 'number':
      return `number${rangeOf(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return `list of ${isSchema(schema.items) ? kindOf(schema.items) : 'anything'}`;
    default:
      return isSchema(schema.additionalProperties)
        ? `names with ${typeOf(schema.additionalProperties)}`
        : 'settings';
  }
}

function rangeOf({ minimum, maximum }: Schema): string {
  return minimum === undefined || maximum === undefined ? '' : `, ${minimum} to ${maximum}`;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
