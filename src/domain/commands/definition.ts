import type { Permission } from '../event.js';
import type { Argument } from './argument.js';

/** Who may give a command. */
export interface Who {
  /** The least permission in the repository; configuration may set another (`commands.permissions`). */
  permission: Permission;
  /**
   * Who may as well, whatever their permission: the author, the same unless the work comes from a fork, the agent
   * at work on it, any agent that has or had it, whoever put a hold.
   */
  or: readonly ('author' | 'author-here' | 'agent' | 'worker' | 'holder')[];
  /** Who may not, whatever their permission: nobody judges their own work. The requester started the workflow. */
  never: readonly ('agent' | 'requester')[];
}

/** One slash-command, as data: the grammar, the permission check, `/tekton help` and `docs/commands.md` all read it. */
export interface CommandDefinition<V extends string = string> {
  verb: V;
  /** Other ways to write the whole command: one word, or two such as `hold cancel`. */
  aliases: readonly string[];
  usage: string;
  /** One plain sentence. */
  summary: string;
  who: Who;
  /** The one word it takes after its verb, if any. */
  argument: Argument | null;
  /**
   * Whether what follows on the line is free text, and what that is called; null: nothing may follow. A report goes on
   * over the lines beneath, up to the next command.
   */
  text: 'reason' | 'note' | 'report' | null;
  examples: readonly string[];
}
