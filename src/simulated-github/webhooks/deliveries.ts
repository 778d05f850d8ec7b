import { createHmac } from 'node:crypto';
import type { Identifiers } from '../identifiers.js';
import type { App } from '../state.js';
import type { Webhook } from './emit.js';

/** A webhook's request, exactly as sent: the signature is over the bytes of `body`. */
export interface DeliveryRequest {
  readonly url: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Carries webhooks. The default posts them; a simulation may delay, reorder, double or drop them.
 * What it throws counts as a failed delivery. The next one waits until it answers, unless they go side by side.
 */
export type Deliver = (request: DeliveryRequest) => Promise<{ status: number }>;

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly appId: number;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  /** When it was answered, or given up; until then when it was sent. */
  at: number;
  readonly request: DeliveryRequest;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds, and GitHub's words for how it went; null while it is under way. */
  answer: { status: number; text: string; duration: number } | null;
}

export interface Deliveries {
  readonly log: readonly Delivery[];
  send(webhook: Webhook): void;
  /** Sends a delivery of the log again, under its own GUID, as GitHub's button does. */
  redeliver(delivery: Delivery): void;
  /** Until nothing is waiting to be delivered. */
  idle(): Promise<void>;
}

/** GitHub keeps three days; a bound on what is kept here. */
const kept = 10_000;

export function createDeliveries(options: {
  now: () => number;
  identifiers: Identifiers;
  deliver: Deliver;
  sideBySide?: boolean;
}): Deliveries {
  const { now, identifiers, deliver, sideBySide = false } = options;
  const log: Delivery[] = [];
  let underWay: Promise<void> = Promise.resolve();
  let waiting = 0;

  const queue = (delivery: Delivery): void => {
    log.push(delivery);
    if (log.length > kept) log.shift();
    waiting++;
    const before = sideBySide ? Promise.resolve() : underWay;
    const carried = before.then(async () => {
      const from = now();
      try {
        const { status } = await deliver(delivery.request);
        delivery.answer = {
          status,
          text: status < 400 ? 'OK' : 'Invalid HTTP Response',
          duration: now() - from,
        };
      } catch (error) {
        const timedOut = error instanceof Error && error.name === 'TimeoutError';
        const text = timedOut ? 'timed out' : 'failed to connect to host';
        delivery.answer = { status: timedOut ? 504 : 502, text, duration: now() - from };
      }
      delivery.at = now();
      waiting--;
    });
    underWay = sideBySide ? Promise.all([underWay, carried]).then(() => undefined) : carried;
  };

  return {
    log,
    send(webhook) {
      const { app } = webhook.installation;
      if (app.webhook === null) return;
      const guid = identifiers.uuid();
      queue({
        id: identifiers.number(),
        guid,
        event: webhook.event,
        action: webhook.action,
        appId: app.id,
        installationId: webhook.installation.id,
        repositoryId: webhook.repositoryId,
        redelivery: false,
        at: now(),
        request: requestOf(webhook, app.webhook, guid, app),
        payload: webhook.payload,
        answer: null,
      });
    },
    redeliver(delivery) {
      queue({ ...delivery, id: identifiers.number(), redelivery: true, at: now(), answer: null });
    },
    async idle() {
      while (waiting > 0) await underWay;
    },
  };
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers */
function requestOf(
  webhook: Webhook,
  target: { url: string; secret: string },
  guid: string,
  app: App,
): DeliveryRequest {
  const body = JSON.stringify(webhook.payload);
  const sign = (algorithm: 'sha1' | 'sha256') =>
    `${algorithm}=${createHmac(algorithm, target.secret).update(body).digest('hex')}`;
  return {
    url: target.url,
    guid,
    event: webhook.event,
    action: webhook.action,
    body,
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/51a1b2c',
      'x-github-event': webhook.event,
      'x-github-delivery': guid,
      'x-github-hook-id': String(app.hookId),
      'x-github-hook-installation-target-id': String(app.id),
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature': sign('sha1'),
      'x-hub-signature-256': sign('sha256'),
    },
  };
}

/** GitHub gives a receiver ten seconds. */
export const postWebhook: Deliver = async ({ url, headers, body }) => {
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
  await answer.arrayBuffer();
  return { status: answer.status };
};
