import { createHash } from 'node:crypto';
import { authenticate, nameOf } from '../authentication/authenticate.js';
import type { Verdicts } from '../judge/verdicts.js';
import { GitHubRefusal, notFound } from '../refusals.js';
import { nodeId } from '../identifiers.js';
import { fullName, type World } from '../world.js';
import type { Answer, Call, Route, SimulatedAnswer, SimulatedRequest } from './call.js';
import type { RateLimit } from './rate-limit.js';

/** One line of the request log. */
export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** GitHub's operation id, or `unknown`. */
  readonly operation: string;
  readonly status: number;
  readonly actor: string;
}

export interface Router {
  answer(request: SimulatedRequest): SimulatedAnswer;
  /** The operation that a request is for. */
  operationOf(request: SimulatedRequest): string;
}

interface Matcher {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Parameters that hold slashes, encoded or not. */
const deep = new Set(['path', 'ref', 'branch', 'basehead']);

export function createRouter(options: {
  world: World;
  routes: readonly Route[];
  limit: RateLimit;
  judge: Verdicts | null;
  log: (entry: LoggedRequest) => void;
}): Router {
  const { world, limit, judge, log } = options;
  const matchers = options.routes.map(matcherOf).sort((a, b) => b.route.path.length - a.route.path.length);

  const find = ({ method, path: asked }: SimulatedRequest) => {
    const path = byName(world, asked);
    for (const { route, pattern, names } of matchers) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found === null) continue;
      const values = found.slice(1).map(decode);
      return { route, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
    }
    return undefined;
  };

  return {
    operationOf: (request) => find(request)?.route.operation ?? 'unknown',
    answer(request) {
      const found = find(request);
      let actor = 'nobody';
      let answer: Answer;
      try {
        const who = authenticate(world, request.headers['authorization']);
        actor = nameOf(who);
        limit.spend(actor);
        if (found === undefined) throw notFound();
        judge?.request(found.route.operation, found.params, request);
        const call: Call = { world, request, params: found.params, actor: who };
        answer = found.route.handle(call);
      } catch (error) {
        if (!(error instanceof GitHubRefusal)) throw error;
        answer = refusal(error);
      }
      const operation = found?.route.operation ?? 'unknown';
      if (found !== undefined) judge?.answer(operation, answer);
      log({
        at: world.now(),
        method: request.method,
        path: request.path,
        operation,
        status: answer.status,
        actor,
      });
      return finish(world, request, answer, limit.headers(actor));
    },
  };
}

/** `/repositories/{id}/…` is any of a repository's addresses, whatever its name is by now. */
function byName(world: World, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = id === undefined ? undefined : world.repositories.get(Number(id));
  return repository === undefined ? path : `/repos/${fullName(repository)}${rest}`;
}

function matcherOf(route: Route): Matcher {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
  const source = route.path.replace(/\{(\w+)\}/g, (_, name: string) => (deep.has(name) ? '(.+)' : '([^/]+)'));
  return { route, names, pattern: new RegExp(`^${source}$`) };
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function refusal({ status, message, errors, headers }: GitHubRefusal): Answer {
  const documentation_url = 'https://docs.github.com/rest';
  const body = {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url,
    status: String(status),
  };
  return { status, body, headers };
}

/** Headers and conditional requests: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
function finish(
  world: World,
  request: SimulatedRequest,
  answer: Answer,
  limits: Readonly<Record<string, string>>,
): SimulatedAnswer {
  const text = answer.text?.content ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const headers: Record<string, string> = {
    date: new Date(world.now()).toUTCString(),
    server: 'github.com',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': nodeId('SIM', world.now()),
    ...limits,
    ...answer.headers,
  };
  if (answer.status === 204 || text === '') return { status: answer.status, headers, body: '' };
  headers['content-type'] = answer.text?.type ?? 'application/json; charset=utf-8';
  if (request.method !== 'GET' || answer.status !== 200)
    return { status: answer.status, headers, body: text };
  headers['etag'] = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  headers['cache-control'] = 'private, max-age=60, s-maxage=60';
  const known = request.headers['if-none-match'];
  if (known?.split(/,\s*/).includes(headers['etag']) !== true) return { status: 200, headers, body: text };
  return { status: 304, headers, body: '' };
}
