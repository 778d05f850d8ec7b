import { z } from 'zod';
import { readDescription } from './description.js';
import { createRequestCheck } from './requests.js';
import { createSchemas, readWebhookSchemas, type Schemas } from './schemas.js';
import type { Verdicts } from './verdicts.js';

/** Something that is not as GitHub describes it. */
export interface Violation {
  readonly of: 'request' | 'answer' | 'webhook';
  /** GitHub's operation id and the status, or `event.action`. */
  readonly what: string;
  readonly problems: readonly string[];
}

export interface Judge extends Verdicts {
  readonly violations: readonly Violation[];
}

/** Statuses that GitHub's description leaves out here and there, always with the same error body. */
const anywhere = new Set([301, 307, 400, 401, 403, 404, 405, 409, 422]);
const basicError = z.object({ message: z.string() });

/** Read and compiled once, when first needed: many judges may sit in one process. */
const description = lazily(readDescription);
const schemas: () => Schemas = lazily(() => createSchemas({ $defs: description().$defs }));
const requestCheck = lazily(() => createRequestCheck(description(), schemas()));
const webhookDefinitions = lazily(readWebhookSchemas);
const webhooks = lazily(() => createSchemas(webhookDefinitions()));

/**
 * Holds what comes in and goes out to GitHub's published descriptions: requests and answers to its OpenAPI
 * description, webhooks to Octokit's schemas. Nothing is read or compiled before it is needed.
 */
export function createJudge(): Judge {
  const violations: Violation[] = [];
  const found = (of: Violation['of'], what: string, problems: readonly string[]): void => {
    if (problems.length > 0) violations.push({ of, what, problems });
  };
  return {
    violations,
    request(operation, params, request) {
      const described = description().operations[operation];
      if (described !== undefined) found('request', operation, requestCheck()(described, params, request));
    },
    answer(operation, { status, body, text }) {
      const described = description().operations[operation];
      if (described === undefined || text !== undefined) return;
      const name = described.responses[String(status)];
      const what = `${operation} ${status}`;
      if (name === undefined) {
        const isError = anywhere.has(status) && basicError.safeParse(body).success;
        found('answer', what, isError ? [] : ['GitHub describes no such answer']);
      } else if (name !== null) {
        // As it will arrive: without what JSON leaves out.
        found('answer', what, schemas().at(`#/$defs/${name}`)(JSON.parse(JSON.stringify(body))));
      } else if (body !== undefined && JSON.stringify(body) !== '{}') {
        found('answer', what, ['GitHub describes an answer without a body']);
      }
    },
    webhook(event, action, payload) {
      const name = `${event}$${action ?? 'event'}`;
      const what = action === null ? event : `${event}.${action}`;
      if (webhookDefinitions().definitions[name] === undefined) {
        found('webhook', what, ['there is no schema of such a webhook']);
        return;
      }
      found('webhook', what, webhooks().at(`#/definitions/${name}`)(JSON.parse(JSON.stringify(payload))));
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
