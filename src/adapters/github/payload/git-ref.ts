import * as z from 'zod';

/** A branch as the Git database shows it (https://docs.github.com/en/rest/git/refs#get-a-reference). */
export const ShownRef = z
  .object({ ref: z.string().startsWith('refs/heads/'), object: z.object({ sha: z.string() }) })
  .transform(({ ref, object }) => ({ name: ref.slice('refs/heads/'.length), sha: object.sha }));
