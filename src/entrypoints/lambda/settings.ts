import * as z from 'zod';
import { SettingsError, Tuning, type Settings } from '../settings.js';

const required = z.string({ error: 'is missing: the deployment sets it' }).min(1);

const Environment = Tuning.extend({
  TABLE_NAME: required,
  BUS_NAME: required,
  /** Of the secret that this function may read: the App's credentials, or the secrets that webhooks are signed with. */
  SECRET_ID: required,
  AWS_REGION: required,
});

export interface LambdaSettings extends Pick<Settings, 'githubApiUrl' | 'writeSpacing' | 'deliveryTries'> {
  table: string;
  bus: string;
  secretId: string;
  region: string;
}

/** @throws SettingsError naming every variable that is wrong or missing. */
export function readLambdaSettings(env: Record<string, string | undefined>): LambdaSettings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  const { data } = parsed;
  return {
    table: data.TABLE_NAME,
    bus: data.BUS_NAME,
    secretId: data.SECRET_ID,
    region: data.AWS_REGION,
    githubApiUrl: data.GITHUB_API_URL,
    writeSpacing: data.WRITE_SPACING_MS,
    deliveryTries: data.DELIVERY_TRIES,
  };
}
