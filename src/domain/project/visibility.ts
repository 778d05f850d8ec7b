import * as z from 'zod';

/** Who may read a repository, from all to the fewest: everybody, the members of its enterprise, those whom it names. */
const VISIBILITIES = ['public', 'internal', 'private'] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

/** What GitHub says of that; `private` is said of internal ones too. Null or absent: it did not say which. */
export interface Readers {
  private: boolean;
  visibility?: Visibility | null | undefined;
}

/** Whether what is in a repository may be told in another: whoever reads the other may read the first. What is not known forbids it. */
export function mayTellIn(hub: Readers, of: Readers): boolean {
  const rank = (it: Readers, inDoubt: Visibility) =>
    VISIBILITIES.indexOf(it.private ? (it.visibility ?? inDoubt) : 'public');
  return rank(of, 'private') <= rank(hub, 'internal');
}
