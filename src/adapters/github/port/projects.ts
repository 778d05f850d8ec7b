import type { ProbotOctokit } from 'probot';
import * as z from 'zod';
import type { Log } from '../../../app/ports/environment.js';
import { Refusal, type ProjectPort } from '../../../app/ports/github.js';
import { CONFIG_PATH } from '../../../domain/config/path.js';
import type { Config } from '../../../domain/config/schema.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { parseConfiguration } from '../configuration/parse.js';
import { asked } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownRepository } from '../payload/repository.js';
import { addressOf, chainFrom, faultIn, SHARED, type Chain, type Source } from './extended-files.js';
import { fileReader, type File } from './file-content.js';

const ShownInstallation = z.object({ suspended_at: z.string().nullable() });

export function projectPort(octokits: Octokits, asApp: () => Promise<ProbotOctokit>, log: Log): ProjectPort {
  return {
    readInstallation: async (installation_id) => {
      try {
        const { data } = await asked(async () =>
          (await asApp()).request('GET /app/installations/{installation_id}', { installation_id }),
        );
        return ShownInstallation.parse(data).suspended_at === null ? 'active' : 'suspended';
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not-found') return 'gone';
        throw error;
      }
    },

    readRepository: (installationId, { owner, name: repo }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        return ShownRepository.parse((await octokit.rest.repos.get({ owner, repo })).data);
      }),

    readConfiguration: (installationId, { owner, name, ref }) =>
      asked(async () => {
        const read = fileReader(octokits, installationId);
        const own: File = { owner, repo: name, path: CONFIG_PATH, ref };
        const shared: File = { owner, repo: SHARED, path: CONFIG_PATH, ref: null };
        let found = await read(own);
        let file = own;
        if (found === null && name !== SHARED) {
          found = await read(shared);
          file = shared;
        }
        if (found === null) return { config: null, faults: [], sources: [] };
        // The path alone for the repository's own file: there a check run can point at the line.
        const path = file === own ? CONFIG_PATH : addressOf(file);
        if ('fault' in found)
          return { config: null, faults: [faultIn(path, found.fault)], sources: [addressOf(file)] };

        const chain = await chainFrom({ read, log, project: { name } }, { file, path, text: found.text });
        const { config, faults } = parsed(chain, log);
        const used = faults.length > 0 ? chain.sources.filter((source) => !source.hidden) : chain.sources;
        return {
          config: faults.length > 0 ? null : config,
          faults,
          sources: used.map((source) => addressOf(source.file)),
        };
      }),
  };
}

/** What the files make together; what is told of them follows from the visible ones alone. */
function parsed(
  { sources, faults, hidden }: Chain,
  log: Log,
): { config: Config | null; faults: ConfigFault[] } {
  const together = parse(sources);
  if (hidden === null || faults.length > 0) return { ...together, faults: [...together.faults, ...faults] };
  const alone = parse(sources.filter((source) => !source.hidden));
  const told = new Set(alone.faults.map((fault) => JSON.stringify(fault)));
  const untold = together.faults.filter((fault) => !told.has(JSON.stringify(fault)));
  const [first] = untold;
  if (first === undefined) return together;
  const { path: file, line } = first;
  log.warn({ file, line, faults: untold.length }, 'an extended configuration cannot be used');
  return { config: null, faults: [...alone.faults, hidden] };
}

function parse(sources: readonly Source[]): ReturnType<typeof parseConfiguration> {
  return parseConfiguration(sources.map(({ path, text }) => ({ source: path, text })));
}
