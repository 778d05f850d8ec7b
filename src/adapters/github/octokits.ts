import type { Probot, ProbotOctokit } from 'probot';
import { Lru } from 'toad-cache';

/** One Octokit for each installation, kept so that its token and its pace are kept with it. */
export type Octokits = (installationId: number) => Promise<ProbotOctokit>;

const INSTALLATIONS_KEPT = 1_000;

export function octokitsOf(probot: Pick<Probot, 'auth'>): Octokits {
  const kept = new Lru<Promise<ProbotOctokit>>(INSTALLATIONS_KEPT);
  return (installationId) => {
    const known = kept.get(installationId);
    if (known !== undefined) return known;
    const made = probot.auth(installationId);
    kept.set(installationId, made);
    made.catch(() => {
      kept.delete(installationId);
    });
    return made;
  };
}
