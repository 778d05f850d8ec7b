import * as z from 'zod';
import { SettingsError } from '../settings-error.js';

const required = z.string({ error: 'is missing: the deployment sets it' }).min(1);

export const PlaceVariables = z.object({
  TABLE_NAME: required,
  BUS_NAME: required,
  /** Of the secret that this function may read: the App's credentials, or the secrets that webhooks are signed with. */
  SECRET_ID: required,
  AWS_REGION: required,
});

/** What of AWS a function works with. */
export interface Place {
  table: string;
  bus: string;
  secretId: string;
  region: string;
}

type Env = Record<string, string | undefined>;

/** @throws SettingsError naming every variable that is wrong or missing. */
export function readPlace(env: Env): Place {
  return placeIn(readAs(PlaceVariables, env));
}

export function placeIn(of: z.output<typeof PlaceVariables>): Place {
  return { table: of.TABLE_NAME, bus: of.BUS_NAME, secretId: of.SECRET_ID, region: of.AWS_REGION };
}

/** @throws SettingsError naming every variable that is wrong or missing. */
export function readAs<S extends z.ZodType>(schema: S, env: Env): z.output<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}
