import { asAccount, asBot, type World } from '../world.js';
import { badCredentials, GitHubRefusal } from '../refusals.js';
import type { Account, App, Doer, Installation, Permissions, Repository } from '../state.js';
import { verifyJsonWebToken } from './json-web-token.js';

/** Who a request comes from. */
export type Actor =
  | { kind: 'nobody' }
  | { kind: 'user'; account: Account }
  | { kind: 'app'; app: App }
  | {
      kind: 'installation';
      installation: Installation;
      permissions: Permissions;
      /** `null`: all that the installation covers. */
      repositories: ReadonlySet<Repository> | null;
    };

export function authenticate(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'nobody' };
  const value = /^(?:bearer|token)\s+(\S+)$/i.exec(authorization.trim())?.[1];
  if (value === undefined) throw badCredentials();
  if (value.split('.').length === 3) return { kind: 'app', app: verifyJsonWebToken(world, value) };
  const token = world.tokens.get(value);
  if (token === undefined) throw badCredentials();
  if (token.kind === 'user') return { kind: 'user', account: token.account };
  const { installation, permissions, repositories, expiresAt } = token;
  if (expiresAt <= world.now() || !world.installations.has(installation.id)) throw badCredentials();
  if (installation.suspended !== null) throw new GitHubRefusal(403, 'This installation has been suspended');
  return { kind: 'installation', installation, permissions, repositories };
}

export function doerOf(actor: Actor): Doer {
  switch (actor.kind) {
    case 'nobody':
      throw new GitHubRefusal(401, 'Requires authentication');
    case 'user':
      return asAccount(actor.account);
    case 'app':
      return asBot(actor.app);
    case 'installation':
      return asBot(actor.installation.app);
  }
}

/** How a log names them. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : doerOf(actor).account.login;
}
