import * as z from 'zod';
import type { PermissionPort, RepositoryAddress } from '../../../app/ports/github.js';
import type { EventOf } from '../../../domain/event.js';
import type { Observation } from '../../../domain/observation.js';
import type { Octokits } from '../octokits.js';
import { Actor } from '../payload/account.js';
import { Moment } from '../payload/time.js';

type Review = Pick<EventOf<'review-given'>, 'reviewId' | 'by' | 'state' | 'sha' | 'url' | 'at'>;

/** A commit that no branch has: an opinion on one that is gone is never on the head, but it is an opinion. */
const NO_COMMIT = '0'.repeat(40);

const OPINIONS: Readonly<Record<string, Review['state']>> = {
  approved: 'approved',
  changes_requested: 'changes_requested',
  dismissed: 'dismissed',
};

const ShownReview = z
  .object({
    id: z.number().int(),
    user: Actor,
    state: z.string().toLowerCase(),
    commit_id: z.string().nullish(),
    submitted_at: Moment.nullish(),
    html_url: z.string(),
  })
  .transform((shown): Review | null => {
    const state = OPINIONS[shown.state];
    if (state === undefined) return null;
    const { id: reviewId, user: by, html_url: url } = shown;
    return { reviewId, by, state, sha: shown.commit_id ?? NO_COMMIT, url, at: shown.submitted_at ?? 0 };
  });

/** The newest opinion of each reviewer, with what they may do. */
export async function reviewsOf(
  octokits: Octokits,
  { permissionOf }: PermissionPort,
  repository: RepositoryAddress,
  number: number,
  now: () => number,
): Promise<Observation[]> {
  const { installationId, repositoryId, owner, name: repo } = repository;
  const octokit = await octokits(installationId);
  const all = await octokit.paginate(octokit.rest.pulls.listReviews, {
    owner,
    repo,
    pull_number: number,
    per_page: 100,
  });
  const newest = newestOfEach(all.flatMap((shown) => ShownReview.parse(shown) ?? []));
  const told: Observation[] = [];
  for (const opinion of newest) {
    const permission = await permissionOf(repository, opinion.by.login);
    const where = { installationId, repositoryId, seenAt: now(), pullRequestNumber: number };
    told.push({ kind: 'review-weighed', review: { kind: 'review-given', ...where, ...opinion }, permission });
  }
  return told;
}

function newestOfEach(reviews: readonly Review[]): Review[] {
  const newest = new Map<string, Review>();
  for (const review of reviews) {
    const known = newest.get(review.by.login);
    if (known === undefined || known.reviewId < review.reviewId) newest.set(review.by.login, review);
  }
  return [...newest.values()];
}
