import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod';
import { urlOf } from '../loopback.js';

/**
 * AWS's EventBridge and Secrets Manager at the wire: what the SDK sends is checked against what AWS documents, and
 * answered as AWS would.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export interface AwsEndpoint {
  url: string;
  /** By name. Setting one is putting in a new value. */
  secrets: Map<string, string>;
  /** What of a request was not as AWS wants it. */
  faults: string[];
  /** Every event that the bus took. */
  events: BusEvent[];
  /** How many entries each request to the bus had. */
  requests: number[];
  /** From now on the bus refuses an entry so often as if it were overrun, by the `id` in its detail. */
  refuse(which: (id: string) => boolean, times: number): void;
  close(): Promise<void>;
}

/** An event as a rule's target gets it. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

const Entries = z.strictObject({
  Entries: z
    .array(
      z.strictObject({
        Source: z.string().regex(/^(?!aws\.)[\w.-]+$/),
        DetailType: z.string().min(1).max(128),
        Detail: z.string(),
        EventBusName: z.string(),
      }),
    )
    .min(1)
    .max(10),
});
const SecretId = z.object({ SecretId: z.string() });
const NewSecret = SecretId.extend({ SecretString: z.string(), ClientRequestToken: z.string().min(32) });
/** Of all entries of a request together, in bytes. */
const LARGEST = 256 * 1024;

export async function awsEndpoint(of: {
  busName: string;
  region: string;
  put?: (event: BusEvent) => void;
}): Promise<AwsEndpoint> {
  const secrets = new Map<string, string>();
  const faults: string[] = [];
  const events: BusEvent[] = [];
  const requests: number[] = [];
  let refusing: { which: (id: string) => boolean; times: number } = { which: () => false, times: 0 };
  const refused = new Map<string, number>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      faults.push(...faultsOf(request));
      const target = String(request.headers['x-amz-target']);
      const [status, answer] = answerTo(target, body);
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': randomUUID(),
      });
      response.end(JSON.stringify(answer));
    });
  });

  function answerTo(target: string, body: string): [number, unknown] {
    switch (target) {
      case 'AWSEvents.PutEvents':
        return putEvents(body);
      case 'secretsmanager.GetSecretValue': {
        const { SecretId: name } = SecretId.parse(JSON.parse(body));
        const text = secrets.get(name);
        return text === undefined
          ? [400, { __type: 'ResourceNotFoundException', Message: 'no value for staging label: AWSCURRENT' }]
          : [200, { ARN: name, Name: name, SecretString: text, VersionId: randomUUID() }];
      }
      case 'secretsmanager.PutSecretValue': {
        const { SecretId: name, SecretString: text } = NewSecret.parse(JSON.parse(body));
        if (!secrets.has(name))
          return [400, { __type: 'ResourceNotFoundException', Message: 'no such secret' }];
        secrets.set(name, text);
        return [200, { ARN: name, Name: name, VersionId: randomUUID() }];
      }
      default:
        faults.push(`nobody here knows ${target}`);
        return [400, { __type: 'UnknownOperationException' }];
    }
  }

  function putEvents(body: string): [number, unknown] {
    const parsed = Entries.safeParse(JSON.parse(body));
    if (!parsed.success) {
      faults.push(z.prettifyError(parsed.error));
      return [400, { __type: 'ValidationException' }];
    }
    const { Entries: entries } = parsed.data;
    const size = entries.reduce(
      (sum, { Source, DetailType, Detail }) => sum + Buffer.byteLength(Source + DetailType + Detail),
      0,
    );
    if (size > LARGEST) faults.push(`${size} bytes in one request`);
    requests.push(entries.length);
    const results = entries.map(({ Source, DetailType, Detail, EventBusName }) => {
      if (EventBusName !== of.busName) faults.push(`the bus ${EventBusName} does not exist`);
      const detail = z.record(z.string(), z.unknown()).parse(JSON.parse(Detail));
      const id = String(detail['id']);
      const times = refused.get(id) ?? 0;
      if (refusing.which(id) && times < refusing.times) {
        refused.set(id, times + 1);
        return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
      }
      const event: BusEvent = {
        version: '0',
        id: randomUUID(),
        'detail-type': DetailType,
        source: Source,
        account: '123456789012',
        time: new Date().toISOString(),
        region: of.region,
        resources: [],
        detail,
      };
      events.push(event);
      of.put?.(event);
      return { EventId: event.id };
    });
    return [
      200,
      { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length },
    ];
  }

  const url = await urlOf(server);
  return {
    url,
    secrets,
    faults,
    events,
    requests,
    refuse: (which, times) => {
      refusing = { which, times };
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function faultsOf({ method, headers }: IncomingMessage): string[] {
  const checks: [string, boolean][] = [
    ['it is no POST', method === 'POST'],
    ['the content type', headers['content-type'] === 'application/x-amz-json-1.1'],
    [
      'the signature',
      /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/(events|secretsmanager)\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/.test(
        headers.authorization ?? '',
      ),
    ],
    ['the date', /^\d{8}T\d{6}Z$/.test(String(headers['x-amz-date']))],
  ];
  return checks.flatMap(([what, isRight]) => (isRight ? [] : [`wrong in a request: ${what}`]));
}
