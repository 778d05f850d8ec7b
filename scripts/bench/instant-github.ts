import type { GitHub } from '../../src/app/ports/github.js';
import { Config } from '../../src/domain/config/schema.js';

/** A GitHub that answers at once, and knows only how often it was asked: what is left is the product's own time. */
export function instantGitHub(config: unknown): { github: GitHub; counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const parsed = Config.parse(config);
  let numbers = 1_000_000;
  const answer = <T>(what: string, value: T): Promise<T> => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
    return Promise.resolve(value);
  };
  const next = (what: string) => answer(what, (numbers += 1));
  const nothing = (what: string) => answer(what, undefined);
  const none = (what: string) => answer(what, []);
  const github: GitHub = {
    permissionOf: () => answer('permissionOf', 'write'),
    branchesLike: () => none('branchesLike'),
    createBranch: () => answer('createBranch', { sha: '1'.repeat(40) }),
    deleteBranch: () => answer('deleteBranch', 'deleted'),
    createComment: () => next('createComment'),
    updateComment: () => answer('updateComment', 'updated'),
    react: () => nothing('react'),
    createIssue: () => next('createIssue'),
    updateIssue: () => nothing('updateIssue'),
    closeIssue: () => nothing('closeIssue'),
    setCheck: () => next('setCheck'),
    rerunCheck: () => nothing('rerunCheck'),
    openPullRequest: () => Promise.reject(new Error('not part of this')),
    markReady: () => nothing('markReady'),
    requestReview: () => nothing('requestReview'),
    merge: () => nothing('merge'),
    readIssue: () => none('readIssue'),
    readBranch: () => none('readBranch'),
    readPullRequest: () => none('readPullRequest'),
    readChecks: () => none('readChecks'),
    ourChecks: () => none('ourChecks'),
    readReviews: () => none('readReviews'),
    readPullRequestsFrom: () => none('readPullRequestsFrom'),
    readComments: () => none('readComments'),
    scarceUntil: () => answer('scarceUntil', 0),
    readInstallation: () => answer('readInstallation', 'active'),
    readRepository: (_, { owner, name }) =>
      answer('readRepository', {
        id: 0,
        owner,
        name,
        private: false,
        defaultBranch: 'main',
        archived: false,
      }),
    readConfiguration: () => answer('readConfiguration', { config: parsed, faults: [], sources: [] }),
  };
  return { github, counts };
}
