import { Refusal, type CheckContent, type GitHub } from '../../src/app/ports/github.js';
import type { Config } from '../../src/domain/config/schema.js';
import type {
  Check,
  EventOf,
  Issue,
  Permission,
  PullRequest,
  RepositorySnapshot,
} from '../../src/domain/event.js';
import type { ConfigFault } from '../../src/domain/project/project.js';
import { readingsOf } from './memory-readings.js';
import { DEFAULT_BRANCH, ME, REPOSITORY_ID } from './names.js';
import { sha } from '../contract/samples.js';

export interface MemoryComment {
  id: number;
  number: number;
  /** The hidden first line. */
  marker: string;
  body: string;
}

/** GitHub as plain state, in our own words: what the port reads and writes, and nothing else. */
export interface World {
  issues: Map<number, { issue: Issue; updatedAt: number }>;
  branches: Map<string, string>;
  comments: MemoryComment[];
  reactions: { commentId: number; content: string }[];
  /** Our own check runs. */
  checks: { id: number; sha: string; content: CheckContent }[];
  /** What others' checks say of a commit. */
  reported: Map<string, Check[]>;
  reruns: number[];
  /** By pull request. */
  reviews: Map<number, EventOf<'review-given'>[]>;
  pullRequests: Map<
    number,
    { pullRequest: PullRequest; updatedAt: number; labels: string[]; asked: string[] }
  >;
  /** What people wrote. */
  written: EventOf<'text-written'>[];
  /** Until when few requests are left; 0: there are enough. */
  scarceUntil: number;
  permissions: Map<string, Permission>;
  repository: RepositorySnapshot;
  installation: 'active' | 'suspended' | 'gone';
  /** By commit; the entry of `''` is what the head of the default branch has. */
  configurations: Map<string, { config: Config | null; faults: ConfigFault[] }>;
}

/** A repository with one branch, no issue and no configuration. */
export function emptyWorld(): World {
  return {
    issues: new Map(),
    branches: new Map([[DEFAULT_BRANCH, sha(1)]]),
    comments: [],
    reactions: [],
    checks: [],
    reported: new Map(),
    reruns: [],
    reviews: new Map(),
    pullRequests: new Map(),
    written: [],
    scarceUntil: 0,
    permissions: new Map(),
    installation: 'active',
    repository: {
      id: REPOSITORY_ID,
      owner: 'octo',
      name: 'list',
      private: false,
      defaultBranch: DEFAULT_BRANCH,
      archived: false,
    },
    configurations: new Map(),
  };
}

/** The port over a world. Whoever has no permission there is a stranger who may read. */
export function githubOf(world: World, now: () => number): GitHub {
  let last = 1000;
  const fresh = () => (last += 1);
  const missing = (what: string) => new Refusal('not-found', `there is no ${what}`);
  const pullRequest = (number: number) => {
    const found = world.pullRequests.get(number);
    if (found === undefined) throw missing(`pull request ${number}`);
    return found;
  };
  const change = (number: number, over: Partial<PullRequest>) => {
    const found = pullRequest(number);
    world.pullRequests.set(number, {
      ...found,
      pullRequest: { ...found.pullRequest, ...over },
      updatedAt: now(),
    });
  };
  const soon = <T>(doing: () => T): Promise<T> => Promise.resolve().then(doing);

  return {
    permissionOf: (_repository, login) => soon(() => world.permissions.get(login) ?? 'read'),

    branchesLike: (_repository, prefix) =>
      soon(() => [...world.branches.keys()].filter((name) => name.startsWith(prefix))),
    createBranch: (_repository, { name, from, again }) =>
      soon(() => {
        const there = world.branches.get(name);
        if (there !== undefined && again) return { sha: there };
        if (there !== undefined) throw new Refusal('conflict', `a branch called ${name} exists already`);
        const head = world.branches.get(from);
        if (head === undefined) throw missing(`branch ${from}`);
        world.branches.set(name, head);
        return { sha: head };
      }),
    deleteBranch: (_repository, { name, sha: head }) =>
      soon(() => {
        if (world.branches.get(name) !== head) return 'left';
        world.branches.delete(name);
        return 'deleted';
      }),

    createComment: (_repository, { number, marker, body, again }) =>
      soon(() => {
        const ours = world.comments.find((comment) => comment.number === number && comment.marker === marker);
        if (again && ours !== undefined) return ours.id;
        const id = fresh();
        world.comments.push({ id, number, marker, body });
        return id;
      }),
    updateComment: (_repository, { id, body }) =>
      soon(() => {
        const found = world.comments.find((comment) => comment.id === id);
        if (found === undefined) return 'gone';
        found.body = body.slice(body.indexOf('\n') + 1);
        return 'updated';
      }),
    react: (_repository, commentId, content) =>
      soon(() => {
        world.reactions.push({ commentId, content });
      }),
    createIssue: (_repository, { title, body, label, marker, again }) =>
      soon(() => {
        const ours = [...world.issues.values()].find(({ issue }) => issue.body.startsWith(marker));
        if (again && ours !== undefined) return ours.issue.number;
        const number = Math.max(0, ...world.issues.keys(), ...world.pullRequests.keys()) + 1;
        const issue: Issue = {
          number,
          nodeId: `I_${number}`,
          title,
          body: `${marker}\n${body}`,
          state: 'open',
          stateReason: null,
          labels: [label],
          author: ME,
          url: `https://github.com/octo/list/issues/${number}`,
        };
        world.issues.set(number, { issue, updatedAt: now() });
        return number;
      }),
    updateIssue: (_repository, { number, title, body }) =>
      soon(() => {
        const found = world.issues.get(number);
        if (found === undefined) throw missing(`issue ${number}`);
        world.issues.set(number, { issue: { ...found.issue, title, body }, updatedAt: now() });
      }),

    closeIssue: (_repository, number) =>
      soon(() => {
        const found = world.issues.get(number);
        if (found === undefined) throw missing(`issue ${number}`);
        world.issues.set(number, { issue: { ...found.issue, state: 'closed' }, updatedAt: now() });
      }),

    setCheck: (_repository, { sha: commit, id, content, again }) =>
      soon(() => {
        const found = world.checks.find((check) =>
          id === null
            ? again && check.sha === commit && check.content.name === content.name
            : check.id === id,
        );
        if (found !== undefined) {
          found.content = content;
          return found.id;
        }
        const made = fresh();
        world.checks.push({ id: made, sha: commit, content });
        return made;
      }),
    rerunCheck: (_repository, id) =>
      soon(() => {
        world.reruns.push(id);
      }),

    openPullRequest: (_repository, { branch, base, title, draft, labels }) =>
      soon(() => {
        const open = [...world.pullRequests.values()].find(
          ({ pullRequest: { head, state } }) => head.ref === branch && state === 'open',
        );
        if (open !== undefined) return open;
        const head = world.branches.get(branch);
        if (head === undefined) throw missing(`branch ${branch}`);
        const number = fresh();
        const made: PullRequest = {
          number,
          nodeId: `PR_${number}`,
          title,
          state: 'open',
          draft,
          mergedAt: null,
          mergedBy: null,
          labels,
          author: ME,
          head: { ref: branch, sha: head, repositoryId: REPOSITORY_ID },
          baseRef: base,
          closes: [],
          url: `https://github.com/octo/list/pull/${number}`,
        };
        const entry = { pullRequest: made, updatedAt: now(), labels, asked: [] };
        world.pullRequests.set(number, entry);
        return entry;
      }),
    markReady: (_repository, { number }) =>
      soon(() => {
        change(number, { draft: false });
      }),
    requestReview: (_repository, { number, people, teams }) =>
      soon(() => {
        pullRequest(number).asked.push(...people, ...teams);
      }),
    merge: (_repository, { number, sha: head }) =>
      soon(() => {
        const { head: at_, mergedAt } = pullRequest(number).pullRequest;
        if (mergedAt !== null) return;
        if (at_.sha !== head) throw new Refusal('not-mergeable', 'the head has moved');
        change(number, { mergedAt: now(), state: 'closed', mergedBy: ME.login });
      }),

    ...readingsOf(world, now),

    readInstallation: () => soon(() => world.installation),
    readRepository: () => soon(() => world.repository),
    readConfiguration: (_installationId, { ref }) =>
      soon(() => {
        const found = world.configurations.get(ref ?? '') ?? world.configurations.get('');
        if (found === undefined) return { config: null, faults: [], sources: [] };
        return { ...found, sources: ['octo/list:.github/tekton-core.yml'] };
      }),
  };
}
