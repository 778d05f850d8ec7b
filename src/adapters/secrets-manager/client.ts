import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { patience } from '../aws/patience.js';

/** Without a region that of where it runs. Two tries of a second: an invocation waits for it. */
export function secretsClient(region?: string): SecretsManagerClient {
  return new SecretsManagerClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 2,
    requestHandler: patience(1_000),
  });
}
