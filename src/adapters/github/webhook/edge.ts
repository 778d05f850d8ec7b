import { translate } from '../translate/translate.js';
import type { Delivery } from '../../../app/ports/store.js';

/** GitHub caps payloads at 25 MB. @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const PAYLOAD_CAP = 25 * 1024 * 1024;

export interface WebhookRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  /** The raw bytes: the signature is over these and nothing else. */
  body: Buffer;
}

export type Outcome = 'accepted' | 'duplicate' | 'ignored' | 'refused' | 'unsigned';

export interface WebhookAnswer {
  status: number;
  outcome: Outcome;
  body: { result: Outcome; reason?: string };
}

export interface Edge {
  verify(body: string, signature: string): Promise<boolean>;
  accept(
    delivery: Pick<Delivery, 'id' | 'name' | 'repository' | 'events'>,
  ): Promise<'accepted' | 'duplicate'>;
  now(): number;
}

/** A request that GitHub signed, with the headers that a webhook has. */
export interface SignedWebhook {
  id: string;
  name: string;
  signature: string;
  /** The payload as it came. */
  text: string;
}

/**
 * One webhook from the wire to the inbox: 202 once it is stored, 401 for a signature that is not GitHub's, another 4xx
 * with the reason for what is malformed.
 *
 * @throws when the store fails: the server then answers 500 and GitHub shows the delivery as failed.
 */
export async function receiveWebhook(edge: Edge, request: WebhookRequest): Promise<WebhookAnswer> {
  const checked = await checkWebhook(edge, request);
  if ('status' in checked) return checked;
  const { id, name, text } = checked;
  const payload = parsed(text);
  return payload === undefined ? notJson() : take(edge, { id, name, payload });
}

/** What can be said of a request before its payload is read. Nothing is looked at before its signature was verified. */
export async function checkWebhook(
  edge: Pick<Edge, 'verify'>,
  request: WebhookRequest,
): Promise<SignedWebhook | WebhookAnswer> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (request.method !== 'POST') return answer(405, 'refused', 'send webhooks with POST');
  if (request.body.byteLength > PAYLOAD_CAP) return tooLarge();
  const signature = header('x-hub-signature-256');
  if (signature === null) return answer(401, 'unsigned', 'the X-Hub-Signature-256 header is missing');
  const text = request.body.toString('utf8');
  // Without a body there is nothing that could be signed, and the check of signatures throws.
  if (text === '' || !(await edge.verify(text, signature))) return notGitHubs();

  const name = header('x-github-event');
  const id = header('x-github-delivery');
  if (name === null) return answer(400, 'refused', 'the X-GitHub-Event header is missing');
  if (id === null || !/^[\w-]{1,100}$/.test(id))
    return answer(400, 'refused', 'the X-GitHub-Delivery header is missing or odd');
  if (!/^application\/json\b/i.test(header('content-type') ?? '')) {
    return answer(415, 'refused', 'set the webhook’s content type to application/json');
  }
  return { id, name, signature, text };
}

/** A verified delivery: translated, and stored if it means anything to us. */
export async function take(
  edge: Omit<Edge, 'verify'>,
  delivery: { id: string; name: string; payload: unknown },
): Promise<WebhookAnswer> {
  const { id, name, payload } = delivery;
  const translation = translate({ name, payload, seenAt: edge.now() });
  switch (translation.outcome) {
    case 'ignored':
      return answer(202, 'ignored', translation.reason);
    case 'refused':
      return answer(422, 'refused', translation.fault);
    case 'events': {
      const { events, repository } = translation;
      return answer(202, await edge.accept({ id, name, repository, events }));
    }
  }
}

/** The answer to what is not signed with our secret. */
export function notGitHubs(): WebhookAnswer {
  return answer(401, 'unsigned', 'the signature does not match the payload');
}

/** The answer to a payload that is signed, and yet no JSON. */
export function notJson(): WebhookAnswer {
  return answer(400, 'refused', 'the payload is not JSON');
}

/** The answer to a payload larger than GitHub ever sends; the caller need not have read it. */
export function tooLarge(): WebhookAnswer {
  return answer(413, 'refused', `the payload is over ${PAYLOAD_CAP} bytes`);
}

function answer(status: number, outcome: Outcome, reason?: string): WebhookAnswer {
  return { status, outcome, body: reason === undefined ? { result: outcome } : { result: outcome, reason } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
