import type { ProbotOctokit } from 'probot';
import * as z from 'zod';
import type { WebhookLogPort } from '../../../app/ports/github.js';
import { asked } from '../faults.js';
import { Moment } from '../payload/time.js';

const Sent = z.array(
  z.object({
    id: z.number().int(),
    guid: z.string(),
    delivered_at: Moment,
    redelivery: z.boolean(),
    /** 0: it could not be connected to. */
    status_code: z.number().int(),
  }),
);

/**
 * GitHub's log of the webhooks that it sent to the App. It is the App's own, so it is asked as the App.
 *
 * @see https://docs.github.com/en/rest/apps/webhooks
 */
export function webhookLogPort(asApp: () => Promise<ProbotOctokit>): WebhookLogPort {
  return {
    listSent: (cursor) =>
      asked(async () => {
        const octokit = await asApp();
        const { data, headers } = await octokit.request('GET /app/hook/deliveries', {
          per_page: 100,
          ...(cursor === null ? {} : { cursor }),
        });
        return {
          sent: Sent.parse(data).map(({ id, guid, delivered_at, redelivery, status_code }) => ({
            id,
            guid,
            at: delivered_at,
            isRedelivery: redelivery,
            arrived: status_code >= 200 && status_code < 300,
          })),
          next: nextCursor(headers.link),
        };
      }),
    sendAgain: (id) =>
      asked(async () => {
        const octokit = await asApp();
        await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id });
      }),
  };
}

function nextCursor(link: string | undefined): string | null {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? null : new URL(next).searchParams.get('cursor');
}
