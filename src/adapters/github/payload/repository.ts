import * as z from 'zod';
import type { RepositoryIdentity, RepositorySnapshot } from '../../../domain/event.js';
import { Visibility } from '../../../domain/project/visibility.js';

/** `owner/name`: the one form that every payload has, be it a push, an issue or an installation. */
const FullName = z.string().transform((fullName, context) => {
  const [owner, name, ...more] = fullName.split('/');
  if (owner && name && more.length === 0) return { owner, name };
  context.addIssue({ code: 'custom', message: 'is not owner/name' });
  return z.NEVER;
});

/** A repository in the lists of an installation. */
export const ListedRepository = z.lazy(() =>
  z
    .object({ id: z.number().int(), full_name: FullName, private: z.boolean() })
    .transform(({ id, full_name, private: isPrivate }): RepositoryIdentity => ({
      id,
      ...full_name,
      private: isPrivate,
    })),
);

/** The `repository` of a webhook's payload. */
export const ShownRepository = z.lazy(() =>
  z
    .object({
      id: z.number().int(),
      full_name: FullName,
      private: z.boolean(),
      visibility: Visibility.optional().catch(undefined),
      default_branch: z.string(),
      archived: z.boolean(),
    })
    .transform((shown): RepositorySnapshot => ({
      id: shown.id,
      ...shown.full_name,
      private: shown.private,
      ...(shown.visibility === undefined ? {} : { visibility: shown.visibility }),
      defaultBranch: shown.default_branch,
      archived: shown.archived,
    })),
);

const WithRepository = z.object({ repository: ShownRepository });

/** Where a delivery happened, as it says itself; null when it is about no repository. */
export function repositoryOf(payload: unknown): RepositorySnapshot | null {
  return WithRepository.safeParse(payload).data?.repository ?? null;
}
