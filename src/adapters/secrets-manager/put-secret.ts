import {
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

import { patience } from '../aws/patience.js';

/** Two tries of a second: an invocation waits for it. */
export function secretsClient(region?: string): SecretsManagerClient {
  return new SecretsManagerClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 2,
    requestHandler: patience(1_000),
  });
}

/** Where the deployment's secrets are. Credentials of AWS are found as its own tools find them. */
export interface SecretsAddress {
  region: string;
}

/** Puts a new value into secrets that the deployment made. */
export class Secrets {
  readonly #client: SecretsManagerClient;
  constructor({ region }: SecretsAddress) {
    this.#client = secretsClient(region);
  }

  /** `missing`: there is no such secret in that region. */
  async put(id: string, value: Readonly<Record<string, string>>): Promise<'put' | 'missing'> {
    try {
      await this.#client.send(
        new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify(value) }),
      );
      return 'put';
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return 'missing';
      throw error;
    }
  }
}
