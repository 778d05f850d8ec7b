import * as z from 'zod';
import { Account } from '../../../domain/event.js';

/** Who stands in for a deleted account (https://github.com/ghost). */
export const GHOST: Account = { login: 'ghost', id: 10137, type: 'User' };

/** Who did or wrote something; GitHub says null when the account is gone. */
export const Actor = Account.nullable().transform((account) => account ?? GHOST);

/** The App through which something was done, if any. */
export const ViaApp = z
  .object({ id: z.number().int() })
  .nullish()
  .transform((app) => app?.id ?? null);
