import { z } from 'zod';
import { setReviewers } from '../actions/pulls.js';
import { dismissReview, submitReview } from '../actions/reviews.js';
import { byOf, created, numberParam, ok, on, read, type Answer, type Route } from '../http/call.js';
import { inRepository, type RepositoryCall } from '../http/in-repository.js';
import { page } from '../http/pagination.js';
import { notFound, refuseLongBody, unprocessable, GitHubRefusal } from '../refusals.js';
import { reviewJson, simplePullJson } from '../representation/pull.js';
import type { Review, ReviewState } from '../state.js';
import { findAccount } from '../world.js';
import { pullOf } from './find.js';
import { isAssignable } from './issues.js';

const newReview = z.object({
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).optional(),
  body: z.string().optional(),
  commit_id: z.string().optional(),
});

const stateOf = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const satisfies Record<string, ReviewState>;

const refused = (why: string) => new GitHubRefusal(422, 'Unprocessable Entity', { errors: [why] });

/** https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request */
function create(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const issue = pullOf(call);
  const by = byOf(call);
  const { event, body = '', commit_id: commit } = read(call, newReview);
  refuseLongBody('PullRequestReview', body);
  const isOwn = by.account === issue.author.account;
  if (isOwn && event === 'APPROVE') throw refused('Can not approve your own pull request');
  if (isOwn && event === 'REQUEST_CHANGES') throw refused('Can not request changes on your own pull request');
  if (event !== 'APPROVE' && event !== undefined && body.trim() === '')
    throw unprocessable('Body cannot be blank');
  const state: ReviewState = event === undefined ? 'PENDING' : stateOf[event];
  const wanted = { body, state, commitSha: commit ?? issue.pull.head.sha };
  return ok(reviewJson(world, repository, submitReview(world, repository, issue, wanted, by), 'api'));
}

function reviewOf(call: RepositoryCall): Review {
  const review = call.repository.reviews.get(numberParam(call, 'review_id'));
  if (review?.issue !== pullOf(call)) throw notFound();
  return review;
}

function dismiss(call: RepositoryCall): Answer {
  const review = reviewOf(call);
  read(call, z.object({ message: z.string(), event: z.literal('DISMISS').optional() }));
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw refused('Can not dismiss a commented pull request review');
  }
  dismissReview(call.world, call.repository, review, byOf(call));
  return ok(reviewJson(call.world, call.repository, review, 'api'));
}

const reviewers = z.object({
  reviewers: z.array(z.string()).optional(),
  team_reviewers: z.array(z.string()).optional(),
});

/** https://docs.github.com/en/rest/pulls/review-requests */
function request(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const issue = pullOf(call);
  const { reviewers: logins = [], team_reviewers: teams = [] } = read(call, reviewers);
  if (teams.length > 0)
    throw unprocessable(`Could not resolve to a node with the global id of '${teams.join(', ')}'.`);
  const found = logins.map((login) => {
    const account = findAccount(world, login);
    if (account === issue.author.account) {
      throw unprocessable('Review cannot be requested from pull request author.');
    }
    if (account === undefined || !isAssignable(account, repository)) {
      throw unprocessable(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a ' +
          `collaborator of the ${repository.owner.login}/${repository.name} repository.`,
      );
    }
    return account;
  });
  const all = [...new Set([...issue.pull.requestedReviewers, ...found])];
  if (all.length > 15) throw unprocessable('A pull request has at most 15 requested reviewers.');
  setReviewers(world, repository, issue, all, byOf(call));
  return created(simplePullJson(world, repository, issue));
}

function withdraw(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const issue = pullOf(call);
  const gone = new Set((read(call, reviewers).reviewers ?? []).map((each) => each.toLowerCase()));
  const rest = issue.pull.requestedReviewers.filter((each) => !gone.has(each.login.toLowerCase()));
  setReviewers(world, repository, issue, rest, byOf(call));
  return ok(simplePullJson(world, repository, issue));
}

const one = '/repos/{owner}/{repo}/pulls/{pull_number}';
const mayRead = { needs: ['pull_requests:read'] } as const;

export const reviewRoutes: Route[] = [
  on(
    `GET ${one}/reviews`,
    'pulls/list-reviews',
    inRepository(mayRead, (call) => {
      const issue = pullOf(call);
      const found = [...call.repository.reviews.values()].filter((each) => each.issue === issue);
      return page(call, found, (each) => reviewJson(call.world, call.repository, each, 'api'));
    }),
  ),
  on(
    `POST ${one}/reviews`,
    'pulls/create-review',
    inRepository({ needs: ['pull_requests:write'], role: 'read' }, create),
  ),
  on(
    `GET ${one}/reviews/{review_id}`,
    'pulls/get-review',
    inRepository(mayRead, (call) => ok(reviewJson(call.world, call.repository, reviewOf(call), 'api'))),
  ),
  on(
    `PUT ${one}/reviews/{review_id}/dismissals`,
    'pulls/dismiss-review',
    inRepository({ needs: ['pull_requests:write'] }, dismiss),
  ),
  on(
    `POST ${one}/requested_reviewers`,
    'pulls/request-reviewers',
    inRepository({ needs: ['pull_requests:write'], role: 'triage' }, request),
  ),
  on(
    `DELETE ${one}/requested_reviewers`,
    'pulls/remove-requested-reviewers',
    inRepository({ needs: ['pull_requests:write'], role: 'triage' }, withdraw),
  ),
];
