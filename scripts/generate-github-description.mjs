/**
 * Takes the operations in use out of GitHub's own description of its REST API, as JSON Schema, for the
 * simulated GitHub's judge. The whole description is 385 MB, so it is no dependency: it is installed into a
 * temporary folder, or read where `--from <folder of @octokit/openapi>` says.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const version = '23.0.2';
const folder = new URL('../src/simulated-github/description/', import.meta.url);

const given = process.argv.indexOf('--from');
const temporary = given < 0 ? mkdtempSync(join(tmpdir(), 'github-description-')) : null;
try {
  const home = temporary === null ? process.argv[given + 1] : install(temporary);
  const source = JSON.parse(readFileSync(join(home, 'generated/api.github.com.deref.json'), 'utf8'));
  const ids = JSON.parse(readFileSync(new URL('operation-ids.json', folder), 'utf8'));
  const text = JSON.stringify(describe(source, ids));
  writeFileSync(new URL('operations.json', folder), `${text}\n`);
  console.log(
    `${ids.length} operations of @octokit/openapi ${version}: ${Math.round(text.length / 1024)} KB`,
  );
} finally {
  if (temporary !== null) rmSync(temporary, { recursive: true });
}

function install(where) {
  const more = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', '--prefix', where, ...more, `@octokit/openapi@${version}`], {
    stdio: 'inherit',
  });
  return join(where, 'node_modules/@octokit/openapi');
}

function describe(source, ids) {
  const found = new Map();
  for (const [path, methods] of Object.entries(source.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (ids.includes(operation.operationId)) found.set(operation.operationId, { method, path, operation });
    }
  }
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) throw new Error(`GitHub describes no operation ${missing.join(', ')}.`);

  const pool = createPool();
  const operations = Object.fromEntries(
    ids.map((id) => {
      const { method, path, operation } = found.get(id);
      const body = operation.requestBody?.content?.['application/json']?.schema;
      const entry = {
        method: method.toUpperCase(),
        path,
        parameters: (operation.parameters ?? []).map((each) => ({
          name: each.name,
          in: each.in,
          required: each.required === true,
          schema: plain(each.schema ?? {}),
        })),
        body: body === undefined ? null : pool.add(plain(body)),
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, { content }]) => {
            const schema = content?.['application/json']?.schema;
            return [status, schema === undefined ? null : pool.add(plain(schema))];
          }),
        ),
      };
      return [id, entry];
    }),
  );
  return { source: '@octokit/openapi', version, operations, $defs: pool.definitions() };
}

/** OpenAPI 3.0's schema as JSON Schema: without prose, and `nullable` as a type. */
function plain(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = {};
  for (const key of [
    'type',
    'format',
    'pattern',
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'required',
  ]) {
    if (schema[key] !== undefined) kept[key] = schema[key];
  }
  for (const key of ['minItems', 'maxItems', 'minProperties', 'maxProperties', 'uniqueItems', 'enum']) {
    if (schema[key] !== undefined) kept[key] = schema[key];
  }
  for (const key of ['oneOf', 'anyOf', 'allOf']) if (schema[key]) kept[key] = schema[key].map(plain);
  for (const key of ['items', 'not', 'additionalProperties']) {
    if (schema[key] !== undefined) kept[key] = plain(schema[key]);
  }
  if (schema.properties !== undefined) {
    kept.properties = Object.fromEntries(Object.entries(schema.properties).map(([k, v]) => [k, plain(v)]));
  }
  // The description joins kinds of accounts that exclude each other: an installation's is one of them.
  if (schema.allOf?.some((each) => each.title === 'Enterprise')) {
    kept.anyOf = kept.allOf;
    delete kept.allOf;
  }
  // Many alternatives overlap where GitHub wrote `oneOf`: what it means is that one of them fits.
  if (kept.oneOf !== undefined) {
    kept.anyOf = [...(kept.anyOf ?? []), ...kept.oneOf];
    delete kept.oneOf;
  }
  if (schema.nullable !== true) return kept;
  if (
    kept.type !== undefined &&
    kept.enum === undefined &&
    kept.anyOf === undefined &&
    kept.allOf === undefined
  ) {
    return { ...kept, type: [kept.type, 'null'] };
  }
  return { anyOf: [kept, { type: 'null' }] };
}

/** Each sub-schema that is long enough is kept once, under the hash of its content. */
function createPool() {
  const byHash = new Map();
  const share = (schema) => {
    if (Array.isArray(schema)) return schema.map(share);
    if (typeof schema !== 'object' || schema === null) return schema;
    const inner = {};
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') {
        inner[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, share(each)]));
      } else {
        inner[key] = key === 'enum' || key === 'required' || key === 'type' ? value : share(value);
      }
    }
    const text = JSON.stringify(inner);
    return text.length < 80 ? inner : { $ref: `#/$defs/${store(text)}` };
  };
  const store = (text) => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    byHash.set(hash, JSON.parse(text));
    return hash;
  };
  return {
    add: (schema) => {
      const shared = share(schema);
      return shared.$ref?.slice('#/$defs/'.length) ?? store(JSON.stringify(shared));
    },
    definitions: () => Object.fromEntries([...byHash].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
