import type { Config } from '../../domain/config/schema.js';
import type { Application } from '../application.js';
import { throughDoor } from '../door.js';
import { Refusal, type GitHubWrites } from '../ports/github.js';
import type { ReadyProject } from './project-context.js';

/**
 * A write that belongs to no workflow, and that nothing else waits for. One that GitHub refuses is logged and let be: to
 * ask again would be in vain, and what came with it must not be lost.
 */
export async function courtesy(
  { writes, log }: Pick<Application, 'writes' | 'log'>,
  { address }: Pick<ReadyProject, 'address'>,
  what: { mode: Config['mode']; write: keyof GitHubWrites; on: string },
  doing: (github: GitHubWrites) => Promise<unknown>,
): Promise<void> {
  const { mode, write, on } = what;
  const note = { repository: `${address.owner}/${address.name}`, write, on };
  try {
    const outcome = await throughDoor(writes, mode, doing);
    if ('planned' in outcome) {
      log.info(note, 'would have been performed: a dry run');
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ ...note, code: error.code }, 'refused');
  }
}
