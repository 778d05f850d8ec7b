import type { Config } from '../domain/config/schema.js';
import type { GitHubWrites } from './ports/github.js';

/** A write that a dry run kept from GitHub. */
export interface Plan {
  /** The port's method, and what it was asked for. */
  write: keyof GitHubWrites;
  wanted: unknown;
}

/** What came of going to the door: it was done, or it is what would have been done. */
export type Outcome<T> = { done: T } | { planned: Plan };

/** Thrown by the shut door in place of the first write, so that nothing goes on as if it had been done. */
class Planned extends Error {
  readonly plan: Plan;
  constructor(plan: Plan) {
    super('a dry run');
    this.plan = plan;
  }
}

/**
 * The one way to GitHub's writes. In a dry run they are not even there: whatever tries to write ends at its first
 * attempt, and that is the answer.
 */
export async function throughDoor<T>(
  github: GitHubWrites,
  mode: Config['mode'],
  doing: (github: GitHubWrites) => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { done: await doing(mode === 'live' ? github : SHUT) };
  } catch (error) {
    if (error instanceof Planned) return { planned: error.plan };
    throw error;
  }
}

/** The same writes, and each one that took effect is noted. */
export function noting(github: GitHubWrites, note: () => void): GitHubWrites {
  return new Proxy(github, {
    get(of, key): unknown {
      const write: unknown = Reflect.get(of, key);
      if (typeof write !== 'function') return write;
      return async (...wanted: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(write, of, wanted);
        note();
        return answer;
      };
    },
  });
}

function plan(write: keyof GitHubWrites, wanted: unknown): Promise<never> {
  return Promise.reject(new Planned({ write, wanted }));
}

const SHUT: GitHubWrites = {
  createBranch: (_, branch) => plan('createBranch', branch),
  deleteBranch: (_, branch) => plan('deleteBranch', branch),
  createComment: (_, comment) => plan('createComment', comment),
  updateComment: (_, comment) => plan('updateComment', comment),
  react: (_, commentId, content) => plan('react', { commentId, content }),
  createIssue: (_, issue) => plan('createIssue', issue),
  updateIssue: (_, issue) => plan('updateIssue', issue),
  closeIssue: (_, number) => plan('closeIssue', { number }),
  setCheck: (_, check) => plan('setCheck', check),
  rerunCheck: (_, checkRunId) => plan('rerunCheck', { checkRunId }),
  openPullRequest: (_, wanted) => plan('openPullRequest', wanted),
  markReady: (_, pullRequest) => plan('markReady', pullRequest),
  requestReview: (_, wanted) => plan('requestReview', wanted),
  merge: (_, wanted) => plan('merge', wanted),
};
