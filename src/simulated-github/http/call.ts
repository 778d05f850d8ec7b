import type { z } from 'zod';
import { doerOf, type Actor } from '../authentication/authenticate.js';
import { GitHubRefusal, notFound, unprocessable } from '../refusals.js';
import type { Doer } from '../state.js';
import type { World } from '../world.js';

/** A request, whichever front it came through. Header names are in lower case; `path` is still encoded. */
export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a route answers; the body is sent as JSON, or as it is when `text` is given. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request to one operation, with what routes ask of it. */
export interface Call {
  readonly world: World;
  readonly request: SimulatedRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly actor: Actor;
}

export interface Route {
  readonly method: string;
  /** As GitHub's description writes it: `/repos/{owner}/{repo}/issues`. */
  readonly path: string;
  /** GitHub's operation id: `issues/list-for-repo`. */
  readonly operation: string;
  readonly handle: (call: Call) => Answer;
}

/** `on('GET /app', 'apps/get-authenticated', …)` */
export function on(where: string, operation: string, handle: (call: Call) => Answer): Route {
  const [method = '', path = ''] = where.split(' ');
  return { method, path, operation, handle };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });

export function byOf(call: Call): Doer {
  return doerOf(call.actor);
}

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw notFound();
  return value;
}

export function numberParam(call: Call, name: string): number {
  const value = Number(param(call, name));
  if (!Number.isSafeInteger(value)) throw notFound();
  return value;
}

/** The body as this schema reads it; what GitHub refuses, it refuses in GitHub's words. */
export function read<Schema extends z.ZodType>(call: Call, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(json(call));
  if (result.success) return result.data;
  const reasons = result.error.issues.map(({ path, code, message }) => {
    const field = path.join('.');
    if (code === 'invalid_type' && message.endsWith('undefined')) return `"${field}" wasn't supplied.`;
    return field === '' ? message : `For '${field}', ${message}.`;
  });
  throw unprocessable(`Invalid request.\n\n${reasons.join('\n')}`);
}

function json(call: Call): unknown {
  if (call.request.body === '') return {};
  try {
    return JSON.parse(call.request.body);
  } catch {
    throw new GitHubRefusal(400, 'Problems parsing JSON');
  }
}
