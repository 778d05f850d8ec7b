import { z } from 'zod';
import { ok, on, read, type Answer, type Call, type Route } from '../http/call.js';
import { allowed } from '../http/in-repository.js';
import { fromNodeId, nodeId } from '../identifiers.js';
import { GitHubRefusal } from '../refusals.js';
import { markReady } from './pulls.js';
import { pullsWhere } from '../world.js';

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

/** GraphQL says its errors with status 200. */
const failed = (type: string, message: string): Answer =>
  ok({ data: null, errors: [{ type, path: ['markPullRequestReadyForReview'], message }] });

/** One mutation only: taking a pull request out of draft, which REST cannot. */
function answer(call: Call): Answer {
  const { query, variables = {} } = read(call, request);
  if (!/\bmarkPullRequestReadyForReview\s*\(/.test(query)) {
    return failed(
      'NOT_SUPPORTED',
      'The simulated GitHub knows only the mutation markPullRequestReadyForReview.',
    );
  }
  const id = pullRequestId(query, variables);
  const wanted = id === null ? null : fromNodeId('PR', id);
  const [found] = pullsWhere(call.world, (_, { pull }) => pull.id === wanted);
  if (found === undefined) {
    return failed('NOT_FOUND', `Could not resolve to a node with the global id of '${id ?? ''}'`);
  }
  const { repository, issue } = found;
  try {
    return allowed(call, repository, { needs: ['pull_requests:write'] }, (inside) => {
      markReady(inside, issue);
      const pullRequest = {
        id: nodeId('PR', issue.pull.id),
        number: issue.number,
        isDraft: issue.pull.draft,
      };
      return ok({ data: { markPullRequestReadyForReview: { clientMutationId: null, pullRequest } } });
    });
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return failed(error.status === 422 ? 'UNPROCESSABLE' : 'FORBIDDEN', error.message);
  }
}

/** Written into the mutation, or given as a variable: directly, or inside `input`. */
function pullRequestId(query: string, variables: Record<string, unknown>): string | null {
  const literal = /pullRequestId\s*:\s*"([^"]+)"/.exec(query)?.[1];
  if (literal !== undefined) return literal;
  const named = /pullRequestId\s*:\s*\$(\w+)/.exec(query)?.[1];
  const direct = z.string().safeParse(variables[named ?? 'pullRequestId']);
  if (direct.success) return direct.data;
  const inside = z.object({ pullRequestId: z.string() }).safeParse(variables['input']);
  return inside.success ? inside.data.pullRequestId : null;
}

export const graphqlRoutes: Route[] = [on('POST /graphql', 'graphql', answer)];
