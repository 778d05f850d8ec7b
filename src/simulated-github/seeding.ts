import { createPublicKey } from 'node:crypto';
import { install } from './actions/installations.js';
import { addCommit, signatureOf } from './git/commits.js';
import type {
  Access,
  Account,
  App,
  Commit,
  Installation,
  Permissions,
  Protection,
  Repository,
  Role,
} from './state.js';
import { findAccount, findRepository, type World } from './world.js';

export interface RepositorySeed {
  files?: Readonly<Record<string, string>>;
  private?: boolean;
  description?: string;
  defaultBranch?: string;
  collaborators?: Readonly<Record<string, Role>>;
  protection?: Readonly<Record<string, Protection>>;
  labels?: readonly string[];
}

export interface AppSeed {
  id: number;
  slug: string;
  name?: string;
  /** A login that exists. */
  owner: string;
  /** PEM; its private half signs the App's JSON web tokens. Without it the App only acts through `as`. */
  publicKey?: string;
  permissions: Readonly<Record<string, Access>>;
  events?: readonly string[];
  webhook?: { url: string; secret: string };
}

/** What is there before the story begins: none of it is told by webhooks, but for installations. */
export interface Seeding {
  addUser(login: string): Account;
  addOrganization(
    login: string,
    people?: { owners?: readonly string[]; members?: readonly string[] },
  ): Account;
  /** `acme/api`: the owner must exist. */
  addRepository(fullName: string, seed?: RepositorySeed): Repository;
  addApp(seed: AppSeed): App;
  /** By default on all repositories of the account. The webhook `installation.created` is sent. */
  install(
    appSlug: string,
    account: string,
    options?: { repositories?: readonly string[]; permissions?: Permissions; by?: string },
  ): Installation;
  addCollaborator(fullName: string, login: string, role: Role): void;
  protect(fullName: string, branch: string, protection: Protection): void;
  /** A personal access token of this user. */
  userToken(login: string): string;
}

/** What names stand for; a name that is unknown is a mistake in the test, not a 404. */
export interface Directory {
  account(login: string): Account;
  repository(fullName: string): Repository;
  app(slug: string): App;
}

export function createDirectory(world: World): Directory {
  const found = <T>(what: string, value: T | undefined): T => {
    if (value === undefined) throw new Error(`The simulated GitHub has no ${what}.`);
    return value;
  };
  return {
    account: (login) => found(`account ${login}`, findAccount(world, login)),
    repository(fullName) {
      const [owner = '', name = ''] = fullName.split('/');
      return found(`repository ${fullName}`, findRepository(world, owner, name));
    },
    app: (slug) =>
      found(
        `App ${slug}`,
        [...world.apps.values()].find((each) => each.slug === slug),
      ),
  };
}

export function createSeeding(world: World, directory: Directory): Seeding {
  const addAccount = (login: string, type: Account['type']): Account => {
    const account: Account = { id: world.identifiers.number(), login, type, members: new Map() };
    world.accounts.set(login.toLowerCase(), account);
    return account;
  };
  return {
    addUser: (login) => addAccount(login, 'User'),
    addOrganization(login, { owners = [], members = [] } = {}) {
      const organization = addAccount(login, 'Organization');
      for (const each of members) organization.members.set(directory.account(each), 'member');
      for (const each of owners) organization.members.set(directory.account(each), 'owner');
      return organization;
    },
    addRepository(fullName, seed = {}) {
      const [owner = '', name = ''] = fullName.split('/');
      return addRepository(world, directory, directory.account(owner), name, seed);
    },
    addApp({ id, slug, name, owner, publicKey, permissions, events, webhook }) {
      const app: App = {
        id,
        slug,
        name: name ?? slug,
        owner: directory.account(owner),
        bot: addAccount(`${slug}[bot]`, 'Bot'),
        publicKey: publicKey === undefined ? null : createPublicKey(publicKey),
        permissions: { metadata: 'read', ...permissions },
        events: events ?? [],
        hookId: world.identifiers.number(),
        webhook: webhook ?? null,
        createdAt: world.now(),
      };
      world.apps.set(id, app);
      return app;
    },
    install(slug, login, { repositories, permissions, by } = {}) {
      const account = directory.account(login);
      const app = directory.app(slug);
      const chosen = repositories?.map((each) =>
        directory.repository(each.includes('/') ? each : `${login}/${each}`),
      );
      const sender = by === undefined ? account : directory.account(by);
      return install(world, app, { account, repositories: chosen ?? null, permissions }, sender);
    },
    addCollaborator(fullName, login, role) {
      directory.repository(fullName).collaborators.set(directory.account(login), role);
    },
    protect(fullName, branch, protection) {
      directory.repository(fullName).protection.set(branch, protection);
    },
    userToken(login) {
      const token = world.identifiers.word('ghp_');
      world.tokens.set(token, { kind: 'user', account: directory.account(login) });
      return token;
    },
  };
}

/** The labels that GitHub gives to a new repository, those that matter here. */
const firstLabels: readonly (readonly [string, string, string])[] = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['question', 'd876e3', 'Further information is requested'],
];

function addRepository(
  world: World,
  directory: Directory,
  owner: Account,
  name: string,
  seed: RepositorySeed,
): Repository {
  const repository = emptyRepository(world, owner, name, null);
  repository.private = seed.private ?? false;
  repository.description = seed.description ?? null;
  repository.defaultBranch = seed.defaultBranch ?? 'main';
  for (const [login, role] of Object.entries(seed.collaborators ?? {})) {
    repository.collaborators.set(directory.account(login), role);
  }
  for (const [branch, rules] of Object.entries(seed.protection ?? {}))
    repository.protection.set(branch, rules);
  for (const [label, color, description] of firstLabels) {
    repository.labels.push({
      id: world.identifiers.number(),
      name: label,
      color,
      description,
      default: true,
    });
  }
  for (const label of seed.labels ?? []) {
    const id = world.identifiers.number();
    repository.labels.push({ id, name: label, color: 'ededed', description: null, default: false });
  }
  const tree = new Map(Object.entries(seed.files ?? { 'README.md': `# ${name}\n` }));
  const author = signatureOf(owner, world.now());
  const { sha } = addCommit(repository, { tree, parents: [], message: 'Initial commit', author });
  repository.refs.set(`refs/heads/${repository.defaultBranch}`, sha);
  return repository;
}

/** A repository without commits of its own; a fork shares its parent's. */
export function emptyRepository(
  world: World,
  owner: Account,
  name: string,
  parent: Repository | null,
): Repository {
  const now = world.now();
  const repository: Repository = {
    id: world.identifiers.number(),
    name,
    owner,
    private: parent?.private ?? false,
    description: parent?.description ?? null,
    archived: false,
    defaultBranch: parent?.defaultBranch ?? 'main',
    parent,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    commits: parent?.commits ?? new Map<string, Commit>(),
    refs: new Map(parent?.refs),
    collaborators: new Map(),
    labels: [],
    issues: new Map(),
    gone: new Map(),
    lastNumber: 0,
    comments: new Map(),
    reviews: new Map(),
    checkSuites: [],
    checkRuns: new Map(),
    statuses: [],
    protection: new Map(),
  };
  world.repositories.set(repository.id, repository);
  return repository;
}
