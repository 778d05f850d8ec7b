import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import type * as z from 'zod';
import { secretsClient } from '../../adapters/secrets-manager/client.js';
import type { Log } from '../../app/ports/environment.js';

/** How long a secret is taken for what it was, s: so soon a new one is in use everywhere, with no deployment. */
const GOOD_FOR = 300;

const OLD = 'goes on with an old secret';

const provider = new SecretsProvider({ awsSdkV3Client: secretsClient() });

export interface FromSecret<S extends z.ZodType, T> {
  /** The name or ARN of a secret of Secrets Manager, whose text is a JSON object. */
  id: string;
  schema: S;
  /** What is made of it, once, and again when it is another. */
  make: (secret: z.output<S>) => Promise<T>;
  log: Log;
}

/**
 * What depends on a secret, kept between invocations. While Secrets Manager cannot be asked, or has a value that is no use,
 * what there is stays in use.
 *
 * @throws when there is nothing yet, or the secret is not as it must be; the message quotes nothing of it.
 */
export function fromSecret<S extends z.ZodType, T>({
  id,
  schema,
  make,
  log,
}: FromSecret<S, T>): () => Promise<T> {
  let kept: { text: string; made: T } | null = null;
  return async () => {
    const text = await read(id).catch((error: unknown) => {
      if (kept === null) throw error;
      log.warn({ secret: id, reason: error instanceof Error ? error.name : 'unknown' }, OLD);
      return kept.text;
    });
    if (kept?.text === text) return kept.made;
    try {
      const made = await make(parsed(schema, text, id));
      kept = { text, made };
      return made;
    } catch (error) {
      if (kept === null) throw error;
      log.error({ secret: id, reason: error instanceof Error ? error.message : 'unknown' }, OLD);
      return kept.made;
    }
  };
}

async function read(id: string): Promise<string> {
  const secret = await provider.get(id, { maxAge: GOOD_FOR });
  if (typeof secret !== 'string' || secret === '')
    throw new Error(`The secret ${id} is empty: put its JSON in`);
  return secret;
}

function parsed<S extends z.ZodType>(schema: S, text: string, id: string): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`The secret ${id} is not JSON: put it in as docs/deployment.md shows`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`The secret ${id} is wrong: ${faults.join('; ')}`);
}
