import * as z from 'zod';
import { Config } from '../config/schema.js';
import { Visibility } from './visibility.js';

/** A fault in a configuration file, where a person can find it. Lines and columns count from 1. */
export const ConfigFault = z.object({
  path: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  /** What is wrong, in the words of the schema or the YAML parser. */
  message: z.string(),
});
export type ConfigFault = z.infer<typeof ConfigFault>;

/** What was found when the configuration was last read. */
export const ConfigReading = z.object({
  /** The last good one; null: there has been none, and the repository is inert. */
  config: Config.nullable(),
  faults: z.array(ConfigFault),
  /** Which files made it, as `owner/name:path`. */
  sources: z.array(z.string()),
  readAt: z.number(),
  /** The default branch of that time; a reading of another than today's is stale. */
  branch: z.string().nullable().default(null),
});
export type ConfigReading = z.infer<typeof ConfigReading>;

/** A repository under management. */
export const Project = z.object({
  repositoryId: z.number().int(),
  installationId: z.number().int(),
  /** What the API and people call it: `<owner>-<name>` when it was registered, and unchanged by a rename. */
  slug: z.string(),
  owner: z.string(),
  name: z.string(),
  private: z.boolean(),
  /** Null until GitHub told us. */
  visibility: Visibility.nullable().default(null),
  /** Null until GitHub told us. */
  defaultBranch: z.string().nullable(),
  /** `archived`: read-only on GitHub. `gone`: deleted, or no longer ours to see. */
  state: z.enum(['active', 'archived', 'gone']),
  /** The time GitHub gave to the newest state we know, ms. */
  changedAt: z.number(),
  reading: ConfigReading.nullable(),
  /** What was last said of a pause of the whole project; null: nothing ever was. */
  pause: z
    .object({ on: z.boolean(), by: z.string(), reason: z.string(), at: z.number() })
    .nullable()
    .default(null),
  createdAt: z.number(),
});
export type Project = z.infer<typeof Project>;

/** One installation of the App on an account. */
export const Installation = z.object({
  id: z.number().int(),
  account: z.object({ login: z.string(), id: z.number().int(), type: z.string() }),
  state: z.enum(['active', 'suspended', 'deleted']),
  /** When that was found out, ms by our clock; 0: it is only known to be there. */
  changedAt: z.number(),
  /** When the configuration shared by its repositories last changed, ms: older readings are stale. */
  sharedConfigChangedAt: z.number(),
  /** When the owner last accepted other permissions, ms: what GitHub refused before is worth another try. */
  permissionsChangedAt: z.number(),
});
export type Installation = z.infer<typeof Installation>;
