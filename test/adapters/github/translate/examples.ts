import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { TRANSLATORS, translate } from '../../../../src/adapters/github/translate/translate.js';

/** GitHub's webhooks as the community recorded them, each with an installation, as an App gets them. */

export type Json = z.infer<ReturnType<typeof z.json>>;
export type Payload = Record<string, Json>;

const path = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
const Webhooks = z.array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.json())) }));

export const EXAMPLES = Webhooks.parse(JSON.parse(readFileSync(path, 'utf8'))).flatMap(({ name, examples }) =>
  examples.map((example, index) => ({
    name,
    title: `${name} ${actionOf(example) ?? ''} #${index}`,
    payload: { installation: { id: 1 }, ...example },
  })),
);

export const USED_EXAMPLES = EXAMPLES.filter(({ name }) => Object.hasOwn(TRANSLATORS, name));

export function actionOf(payload: Payload): string | null {
  return typeof payload['action'] === 'string' ? payload['action'] : null;
}

/** When the tests heard of everything. */
export const SEEN_AT = Date.UTC(2024, 0, 2);

/** Where the examples that the tables use happen. */
export const HERE = { installationId: 1, repositoryId: 186853002, seenAt: SEEN_AT };
export const CODERTOCAT = { login: 'Codertocat', id: 21031067, type: 'User' };
export const GHOST = { login: 'ghost', id: 10137, type: 'User' };

/** The first example of a webhook and action, changed: objects are merged, all else is replaced, undefined removes. */
export function example(name: string, action: string | null, change: Change = {}): Payload {
  const found = EXAMPLES.find((one) => one.name === name && actionOf(one.payload) === action);
  if (found === undefined) throw new Error(`there is no example of ${name} ${action ?? ''}`);
  return merged(
    { ...found.payload, installation: { ...objectOf(found.payload['installation']), id: 1 } },
    change,
  );
}

export interface Change {
  [key: string]: Json | undefined | Change;
}

function merged(base: Payload, change: Change): Payload {
  const result: Payload = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const json = z.json().safeParse(value);
    // oxlint-disable-next-line typescript/no-dynamic-delete -- what a test takes away is data
    if (value === undefined) delete result[key];
    else if (isObject(value)) result[key] = merged(objectOf(result[key]), value);
    else if (json.success) result[key] = json.data;
  }
  return result;
}

function isObject(value: Change[string]): value is Change {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: Json | undefined): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function translated(name: string, payload: unknown) {
  return translate({ name, payload, seenAt: SEEN_AT });
}

/** The events of a payload, and a failure that says why where there are none. */
export function eventsOf(name: string, payload: unknown) {
  const translation = translated(name, payload);
  if (translation.outcome !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events;
}

export function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}
