import { Refusal, type QuotaPort, type ReadingPort } from '../../src/app/ports/github.js';
import type { Observation } from '../../src/domain/observation.js';
import type { World } from './memory-github.js';

/** What the world shows to whoever looks anew. */
export function readingsOf(world: World, now: () => number): ReadingPort & QuotaPort {
  const at = (repository: { installationId: number; repositoryId: number }) => ({
    installationId: repository.installationId,
    repositoryId: repository.repositoryId,
    seenAt: now(),
  });
  const soon = <T>(doing: () => T): Promise<T> => Promise.resolve().then(doing);

  return {
    readIssue: (repository, number) =>
      soon((): Observation[] => {
        const found = world.issues.get(number);
        return found === undefined
          ? [
              {
                kind: 'issue-removed',
                ...at(repository),
                source: 'reading',
                issueNumber: number,
                at: now(),
                movedTo: null,
              },
            ]
          : [{ kind: 'issue-changed', ...at(repository), source: 'reading', ...found }];
      }),
    readBranch: (repository, branch) =>
      soon((): Observation[] => {
        const head = world.branches.get(branch) ?? null;
        return [
          {
            kind: 'branch-moved',
            ...at(repository),
            source: 'reading',
            branch,
            sha: head,
            by: null,
            at: now(),
          },
        ];
      }),
    readPullRequest: (repository, number) =>
      soon((): Observation[] => {
        const found = world.pullRequests.get(number);
        if (found === undefined) throw new Refusal('not-found', `there is no pull request ${number}`);
        const { pullRequest: shown, updatedAt } = found;
        return [
          {
            kind: 'pull-request-changed',
            ...at(repository),
            source: 'reading',
            pullRequest: shown,
            headMoved: false,
            updatedAt,
          },
        ];
      }),
    readChecks: (repository, commit) =>
      soon(() =>
        (world.reported.get(commit) ?? []).map((check): Observation => ({
          kind: 'check-reported',
          ...at(repository),
          sha: commit,
          branches: [],
          appId: null,
          check,
        })),
      ),
    ourChecks: (_repository, commit) =>
      soon(() => world.checks.filter(({ sha }) => sha === commit).map(({ content }) => content.name)),
    readReviews: (_repository, number) =>
      soon(() =>
        (world.reviews.get(number) ?? []).map((review): Observation => ({
          kind: 'review-weighed',
          review,
          permission: world.permissions.get(review.by.login) ?? 'read',
        })),
      ),

    readPullRequestsFrom: (repository, branch) =>
      soon(() =>
        [...world.pullRequests.values()]
          .filter(({ pullRequest: { head, state } }) => head.ref === branch && state === 'open')
          .map(({ pullRequest: shown, updatedAt }): Observation => ({
            kind: 'pull-request-changed',
            ...at(repository),
            source: 'reading',
            pullRequest: shown,
            headMoved: false,
            updatedAt,
          })),
      ),
    readComments: (_repository, { number, since }) =>
      soon(() => world.written.filter((comment) => comment.number === number && comment.at >= since)),
    scarceUntil: () => soon(() => world.scarceUntil),
  };
}
