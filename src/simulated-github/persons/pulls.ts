import { destroyMergeGroup, requestMergeGroup, type MergeGroup } from '../actions/merge-queue.js';
import { mergePull } from '../actions/merging.js';
import { closePull, openPull, reopenPull, setDraft } from '../actions/pulls.js';
import { dismissReview, editReview, submitReview } from '../actions/reviews.js';
import { branchHead } from '../git/commits.js';
import type { Directory } from '../seeding.js';
import { isPull, type Doer, type PullIssue, type Repository, type Review } from '../state.js';
import type { World } from '../world.js';
import { issueIn } from './issues.js';

/** What somebody does on the pages of pull requests. */
export interface PullPerson {
  openPull(
    repository: string,
    pull: { title: string; head: string; base?: string; body?: string; draft?: boolean; fork?: string },
  ): number;
  closePull(repository: string, number: number): void;
  reopenPull(repository: string, number: number): void;
  setDraft(repository: string, number: number, draft: boolean): void;
  /** Answers the review's id. */
  review(
    repository: string,
    number: number,
    state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED',
    body?: string,
  ): number;
  editReview(repository: string, id: number, body: string): void;
  dismissReview(repository: string, id: number): void;
  /** Answers the SHA that the base moved to. */
  merge(repository: string, number: number, method?: 'merge' | 'squash' | 'rebase'): string;
  requestMergeGroup(repository: string, number: number): MergeGroup;
  destroyMergeGroup(
    repository: string,
    group: MergeGroup,
    reason: 'merged' | 'invalidated' | 'dequeued',
  ): void;
}

function pullIn(repository: Repository, number: number): PullIssue {
  const issue = issueIn(repository, number);
  if (!isPull(issue)) throw new Error(`${repository.name}#${number} is no pull request.`);
  return issue;
}

function reviewIn(repository: Repository, id: number): Review {
  const review = repository.reviews.get(id);
  if (review === undefined) throw new Error(`${repository.name} has no review ${id}.`);
  return review;
}

export function pullPerson(world: World, directory: Directory, by: Doer): PullPerson {
  const at = (name: string, number: number) => {
    const repository = directory.repository(name);
    return [world, repository, pullIn(repository, number)] as const;
  };
  return {
    openPull(name, { title, head: ref, base, body, draft, fork }) {
      const repository = directory.repository(name);
      const from = fork === undefined ? repository : directory.repository(fork);
      const target = base ?? repository.defaultBranch;
      const [head, onto] = [branchHead(from, ref), branchHead(repository, target)];
      if (head === undefined || onto === undefined) throw new Error(`No branch ${ref} or ${target}.`);
      const pull = {
        title,
        body: body ?? null,
        draft: draft ?? false,
        head: { repository: from, owner: from.owner, ref, sha: head.sha },
        base: { ref: target, sha: onto.sha },
        maintainerCanModify: false,
      };
      return openPull(world, repository, pull, by).number;
    },
    closePull(name, number) {
      closePull(...at(name, number), by);
    },
    reopenPull(name, number) {
      reopenPull(...at(name, number), by);
    },
    setDraft(name, number, draft) {
      setDraft(...at(name, number), draft, by);
    },
    review(name, number, state, body = '') {
      const [, repository, issue] = at(name, number);
      return submitReview(world, repository, issue, { state, body, commitSha: issue.pull.head.sha }, by).id;
    },
    editReview(name, id, body) {
      const repository = directory.repository(name);
      editReview(world, repository, reviewIn(repository, id), body, by);
    },
    dismissReview(name, id) {
      const repository = directory.repository(name);
      dismissReview(world, repository, reviewIn(repository, id), by);
    },
    merge: (name, number, method = 'merge') => mergePull(...at(name, number), { method }, by),
    requestMergeGroup: (name, number) => requestMergeGroup(...at(name, number), by),
    destroyMergeGroup(name, group, reason) {
      destroyMergeGroup(world, directory.repository(name), group, reason, by);
    },
  };
}
