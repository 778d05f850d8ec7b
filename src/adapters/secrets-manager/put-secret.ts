import {
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** Puts a new value into a secret that the deployment made. `missing`: there is none of this name in the client's region. */
export async function putSecret(
  client: SecretsManagerClient,
  id: string,
  value: Readonly<Record<string, string>>,
): Promise<'put' | 'missing'> {
  try {
    await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify(value) }));
    return 'put';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'missing';
    throw error;
  }
}
