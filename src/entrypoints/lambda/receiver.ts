import { createLambdaFunction } from '@probot/adapter-aws-lambda-serverless';
import type { Context, LambdaFunctionURLEvent } from 'aws-lambda';
import { Probot } from 'probot';
import * as z from 'zod';
import {
  checkWebhook,
  notJson,
  take,
  type Edge,
  type WebhookAnswer,
  type WebhookRequest,
} from '../../adapters/github/webhook/edge.js';
import { probotApp, type TakeIn } from '../probot-app.js';
import { probotLog } from '../probot-log.js';
import { secretsOf, signedWith, type WebhookSecrets } from '../webhook-secrets.js';

export type Receiver = (event: LambdaFunctionURLEvent, context: Context) => Promise<WebhookAnswer>;

/** What came of a webhook in our handler. */
type Outcome = { answer: WebhookAnswer } | { failure: unknown };

/**
 * Probot's Lambda adapter with what it lacks around it: its Probot is ready before it gets it, the body is decoded and
 * checked, and what is wrong with a webhook is an answer with a reason rather than a failure of the function.
 *
 * @throws when the store fails: API Gateway then answers 500, and GitHub shows the delivery as failed.
 */
export async function receiverOver(edge: Omit<Edge, 'verify'>, of: WebhookSecrets): Promise<Receiver> {
  const outcomes = new Map<string, Outcome>();
  const secrets = secretsOf(of);
  const adapters = new Map(
    await Promise.all(
      secrets.map(async (secret) => [secret, await adapterOver(edge, secret, outcomes)] as const),
    ),
  );
  return async (event, context) => {
    const signing = { secret: '' };
    const verify = async (body: string, signature: string) => {
      const secret = await signedWith(secrets, body, signature);
      signing.secret = secret ?? '';
      return secret !== null;
    };
    const checked = await checkWebhook({ verify }, requestOf(event));
    if ('status' in checked) return checked;
    const { id, name, signature, text } = checked;
    const headers = { 'x-github-delivery': id, 'x-github-event': name, 'x-hub-signature-256': signature };
    const receive = adapters.get(signing.secret);
    // It throws what our handler threw, and what never came to the handler.
    const thrown: unknown = await receive?.({ ...event, headers, body: text }, context).then(
      () => new Error(`the webhook ${id} never came to its handler`),
      (error: unknown) => error,
    );
    const outcome = outcomes.get(id) ?? (isObject(text) ? { failure: thrown } : { answer: notJson() });
    outcomes.delete(id);
    if ('failure' in outcome) throw outcome.failure;
    return outcome.answer;
  };
}

function isObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null;
  } catch {
    return false;
  }
}

async function adapterOver(edge: Omit<Edge, 'verify'>, secret: string, outcomes: Map<string, Outcome>) {
  const probot = new Probot({
    secret,
    // It asks GitHub nothing, and so has no key.
    githubToken: 'none',
    // What goes wrong is told by whoever called.
    log: probotLog('silent'),
  });
  const takeIn: TakeIn = async (delivery) => {
    try {
      const answer = await take(edge, delivery);
      outcomes.set(delivery.id, { answer });
      return answer;
    } catch (failure) {
      outcomes.set(delivery.id, { failure });
      throw failure;
    }
  };
  await probot.load(probotApp(takeIn));
  // The adapter loads what it is given, and does not wait until that is done: there is nothing left to load.
  return createLambdaFunction(() => undefined, { probot });
}

/** What is read of a request to an HTTP API (payload format 2.0). */
const HttpRequest = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

function requestOf(event: unknown): WebhookRequest {
  const { headers, body, isBase64Encoded, requestContext } = HttpRequest.parse(event);
  return {
    method: requestContext.http.method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}
