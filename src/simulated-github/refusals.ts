import type { Need } from './permissions.js';
import { parseNeed } from './permissions.js';

/** One entry of `errors` in a 422. */
export type FieldError =
  | { resource: string; field: string; code: string; value?: string; message?: string }
  | string;

/** A "no" of GitHub: thrown anywhere below a route, answered by the router. */
export class GitHubRefusal extends Error {
  override readonly name = 'GitHubRefusal';
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

export const notFound = () => new GitHubRefusal(404, 'Not Found');

export const badCredentials = () => new GitHubRefusal(401, 'Bad credentials');

export const unprocessable = (message: string) => new GitHubRefusal(422, message);

export const invalid = (...errors: FieldError[]) => new GitHubRefusal(422, 'Validation Failed', { errors });

/** An App without the permission: which would do, GitHub says in a header. */
export function notAccessible(needs: readonly Need[]): GitHubRefusal {
  const accepted = needs.map((need) => {
    const { name, access } = parseNeed(need);
    return `${name}=${access}`;
  });
  return new GitHubRefusal(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': accepted.join('; ') },
  });
}

/** Texts longer than GitHub stores. */
export function refuseLongBody(resource: string, body: string | null | undefined): void {
  if (body === null || body === undefined || body.length <= 65_536) return;
  throw invalid({
    resource,
    code: 'custom',
    field: 'body',
    message: 'body is too long (maximum is 65536 characters)',
  });
}
