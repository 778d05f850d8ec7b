import { reviewJson, simplePullJson } from '../representation/pull.js';
import type { Doer, PullIssue, Repository, Review } from '../state.js';
import type { World } from '../world.js';
import { touch } from './issues.js';

export function submitReview(
  world: World,
  repository: Repository,
  issue: PullIssue,
  wanted: Pick<Review, 'body' | 'state' | 'commitSha'>,
  by: Doer,
): Review {
  const review: Review = {
    id: world.identifiers.number(),
    issue,
    author: by,
    body: wanted.body,
    state: wanted.state,
    commitSha: wanted.commitSha,
    submittedAt: world.now(),
  };
  repository.reviews.set(review.id, review);
  touch(world, issue);
  // A review given is no longer requested.
  issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((each) => each !== by.account);
  tell(world, repository, review, 'submitted', by);
  return review;
}

export function editReview(
  world: World,
  repository: Repository,
  review: Review,
  body: string,
  by: Doer,
): void {
  const from = review.body;
  review.body = body;
  tell(world, repository, review, 'edited', by, { changes: { body: { from } } });
}

export function dismissReview(world: World, repository: Repository, review: Review, by: Doer): void {
  review.state = 'DISMISSED';
  touch(world, review.issue);
  tell(world, repository, review, 'dismissed', by);
}

/** The newest opinion of each reviewer; a mere comment changes no opinion. */
export function opinions(repository: Repository, issue: PullIssue): Review[] {
  const latest = new Map<number, Review>();
  for (const review of repository.reviews.values()) {
    if (review.issue !== issue || review.state === 'COMMENTED') continue;
    latest.set(review.author.account.id, review);
  }
  return [...latest.values()];
}

function tell(
  world: World,
  repository: Repository,
  review: Review,
  action: 'submitted' | 'edited' | 'dismissed',
  by: Doer,
  more: Record<string, unknown> = {},
): void {
  world.emit({
    event: 'pull_request_review',
    action,
    payload: {
      review: reviewJson(world, repository, review, 'webhook'),
      pull_request: simplePullJson(world, repository, review.issue),
      ...more,
    },
    repository,
    sender: by.account,
  });
}
