import type { Handling } from '../handling.js';
import { gateForStrangersCheck } from '../texts/gate.js';
import { courtesy } from './courtesy.js';
import type { ReadyProject } from './project-context.js';

/**
 * Where `tekton-core/gate` is a required check, GitHub waits for it on every pull request and merge group. Those that
 * belong to no workflow pass at once, if the configuration says `gate.on: all`, or in any case if `always`.
 */
export async function gateForStrangers(
  handling: Handling,
  origin: { installationId: number; repositoryId: number },
  { sha, always }: { sha: string; always: boolean },
): Promise<void> {
  const project = await handling.project(origin);
  if (!project?.reachable || project.config === null) return;
  if (!always && project.config.gate.on !== 'all') return;
  // A check stands on a commit, not on a pull request: what a workflow says of it is not a stranger's to change.
  const { repositoryId } = origin;
  if ((await handling.app.store.getPointer({ kind: 'commit', repositoryId, sha })) !== null) return;
  await passStrangers(handling, project, sha);
}

/** Says on a commit that no workflow stands against it. */
export async function passStrangers({ app }: Handling, project: ReadyProject, sha: string): Promise<void> {
  const check = { sha, id: null, content: gateForStrangersCheck(), again: true };
  const mode = project.config?.mode ?? 'live';
  await courtesy(app, project, { mode, write: 'setCheck', on: sha }, (github) =>
    github.setCheck(project.address, check),
  );
}
