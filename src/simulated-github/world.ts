import type { Identifiers } from './identifiers.js';
import type { Account, App, Doer, Installation, PullIssue, Repository, Token } from './state.js';
import { isPull } from './state.js';

/** Something happened that webhooks may tell. The payload is rendered at once: it shows that moment. */
export interface Emission {
  event: string;
  action: string | null;
  payload: Record<string, unknown>;
  repository: Repository | null;
  sender: Account;
  /** For events of the installation itself, which go to its App whatever it subscribed to. */
  installation?: Installation;
  /** For events that only the App concerned is told, such as a request to run its check again. */
  only?: App;
}

/** The whole state of one simulated GitHub, and what its parts share. */
export interface World {
  apiUrl: string;
  readonly webUrl: string;
  /** Epoch ms. */
  now(): number;
  readonly identifiers: Identifiers;
  readonly accounts: Map<string, Account>;
  readonly repositories: Map<number, Repository>;
  /** `owner/name` in lower case of renamed and transferred repositories. */
  readonly formerNames: Map<string, Repository>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  emit(emission: Emission): void;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return [...world.repositories.values()].find((each) => fullName(each).toLowerCase() === wanted);
}

export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.get(login.toLowerCase());
}

/** Installations that see this repository, suspended ones too. */
export function installationsOn(world: World, repository: Repository): Installation[] {
  return [...world.installations.values()].filter((each) => covers(each, repository));
}

export function covers(installation: Installation, repository: Repository): boolean {
  return installation.account === repository.owner && (installation.repositories?.has(repository) ?? true);
}

export function repositoriesOf(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((each) => covers(installation, each));
}

export interface PullInRepository {
  repository: Repository;
  issue: PullIssue;
}

/** Every pull request whose head is this branch of this repository, in whichever repository it was opened. */
export function pullsFrom(world: World, head: Repository, branch: string): PullInRepository[] {
  return pullsWhere(world, (_, { pull }) => pull.head.repository === head && pull.head.ref === branch);
}

export function pullsWhere(
  world: World,
  test: (repository: Repository, issue: PullIssue) => boolean,
): PullInRepository[] {
  const found: PullInRepository[] = [];
  for (const repository of world.repositories.values()) {
    for (const issue of repository.issues.values()) {
      if (isPull(issue) && test(repository, issue)) found.push({ repository, issue });
    }
  }
  return found;
}

/** The account acting for an App through its installation. */
export function asBot(app: App): Doer {
  return { account: app.bot, app };
}

export function asAccount(account: Account): Doer {
  return { account, app: null };
}
