import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod';
import { urlOf } from '../loopback.js';

/** API Gateway's HTTP API in front of a function: requests become events of payload format 2.0. */
export interface Gateway {
  url: string;
  close(): Promise<void>;
}

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
});

/** @param isBinary whether a body is handed on as base64, which API Gateway does by its content type. */
export async function gateway(of: {
  route: string;
  region: string;
  invoke: (event: object) => Promise<unknown>;
  isBinary?: (requests: number) => boolean;
}): Promise<Gateway> {
  let requests = 0;
  const server = createServer((request, response) => {
    void answerTo(request).then(({ statusCode, headers, body }) => {
      response.writeHead(statusCode, headers);
      response.end(body);
    });
  });
  async function answerTo(request: IncomingMessage): Promise<z.output<typeof Answer>> {
    const body = await bytesOf(request);
    if (`${request.method} ${request.url?.split('?')[0]}` !== of.route)
      return { statusCode: 404, headers: {}, body: '{"message":"Not Found"}' };
    const isBase64Encoded = of.isBinary?.(requests++) ?? false;
    try {
      return Answer.parse(await of.invoke(eventOf(request, body, isBase64Encoded, of)));
    } catch {
      return { statusCode: 500, headers: {}, body: '{"message":"Internal Server Error"}' };
    }
  }
  const url = await urlOf(server);
  return {
    url,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function eventOf(
  { method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  isBase64Encoded: boolean,
  { route, region }: { route: string; region: string },
): object {
  const [path = '/', query = ''] = url.split('?');
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: query,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: `api-id.execute-api.${region}.amazonaws.com`,
      domainPrefix: 'api-id',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '140.82.115.1', userAgent: 'GitHub-Hookshot/1' },
      requestId: 'request-id',
      routeKey: route,
      stage: '$default',
      time: '28/Nov/2026:09:00:00 +0000',
      timeEpoch: Date.now(),
    },
    ...(body.byteLength === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
