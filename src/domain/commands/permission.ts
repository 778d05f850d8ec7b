import type { Config } from '../config/schema.js';
import { Permission } from '../event.js';
import { definitionOf, type Verb } from './catalogue.js';
import type { CommandDefinition } from './definition.js';

/** From none to all. */
export const PERMISSION_ORDER: readonly Permission[] = Permission.options;

/** What is known of the person or agent that gave a command. */
export interface Actor {
  /** Null: GitHub could not be asked. */
  permission: Permission | null;
  isAuthor: boolean;
  /** The pull request comes from a fork. */
  onFork: boolean;
  /** The agent at work on this issue. */
  isAgent: boolean;
  /** An agent that has the issue or had it, whether or not it is at work now. */
  isWorker: boolean;
  isHolder: boolean;
  isRequester: boolean;
}

export type Permit =
  | { allowed: true }
  | { allowed: false; needed: Permission; because: 'permission' | 'own-work' | 'lookup-failed' };

/**
 * Whether somebody may give a command. A failed look-up is a refusal. `overrides` replace the least permission only:
 * what the author or the agent may do about their own work stays, and so does what nobody may.
 */
export function permits(
  definition: CommandDefinition<Verb>,
  actor: Actor,
  overrides: Config['commands']['permissions'],
): Permit {
  const { verb, who } = definition;
  const needed = overrides[verb] ?? who.permission;
  if (actor.permission === null) return { allowed: false, needed, because: 'lookup-failed' };

  const is = {
    author: actor.isAuthor,
    'author-here': actor.isAuthor && !actor.onFork,
    agent: actor.isAgent,
    worker: actor.isWorker,
    holder: actor.isHolder,
    requester: actor.isRequester,
  };
  if (who.never.some((role) => is[role])) return { allowed: false, needed, because: 'own-work' };
  if (who.or.some((role) => is[role]) || atLeast(actor.permission, needed)) return { allowed: true };
  return { allowed: false, needed, because: 'permission' };
}

/** Whether a permission is enough for a command by itself, whoever has it. */
export function isEnough(
  verb: Verb,
  permission: Permission | null,
  overrides: Config['commands']['permissions'],
): boolean {
  const needed = overrides[verb] ?? definitionOf(verb)?.who.permission;
  return permission !== null && needed !== undefined && atLeast(permission, needed);
}

/** Whether a permission is enough where `needed` is. */
export function atLeast(permission: Permission, needed: Permission): boolean {
  return PERMISSION_ORDER.indexOf(permission) >= PERMISSION_ORDER.indexOf(needed);
}
