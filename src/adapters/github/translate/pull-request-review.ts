import * as z from 'zod';
import { Actor } from '../payload/account.js';
import { Moment } from '../payload/time.js';
import { inRepository, origin } from './context.js';
import { type Arrival, events, ignored, read, refused, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    ...inRepository,
    review: z.object({
      id: z.number().int(),
      user: Actor,
      state: z.string().toLowerCase(),
      commit_id: z.string().nullable(),
      submitted_at: Moment.nullish(),
      html_url: z.string(),
    }),
    pull_request: z.object({
      number: z.number().int(),
      updated_at: Moment,
      head: z.object({ sha: z.string() }),
    }),
  }),
);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review */
export const pullRequestReview: Translator = (arrival) => {
  if (arrival.action !== 'submitted' && arrival.action !== 'dismissed') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const { review, pull_request: page } = shown;
    const state = opinion(arrival, review.state);
    if (state === null) return ignored('review-without-verdict');
    // An approval is of one commit: not of whichever is the head by now.
    if (state === 'approved' && review.commit_id === null)
      return refused('review.commit_id: an approval of no commit');
    return events({
      kind: 'review-given',
      ...origin(arrival, shown),
      pullRequestNumber: page.number,
      reviewId: review.id,
      by: review.user,
      state,
      sha: review.commit_id ?? page.head.sha,
      url: review.html_url,
      at: state === 'dismissed' ? page.updated_at : (review.submitted_at ?? page.updated_at),
    });
  });
};

function opinion({ action }: Arrival, state: string): 'approved' | 'changes_requested' | 'dismissed' | null {
  if (action === 'dismissed') return 'dismissed';
  return state === 'approved' || state === 'changes_requested' ? state : null;
}
