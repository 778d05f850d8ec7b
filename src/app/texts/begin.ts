import type { ConfigFault } from '../../domain/project/project.js';
import { code, withCode } from './code.js';

/** The least that a repository needs. Kept valid by its test. */
export const SMALLEST_CONFIG = `team:
  - name: apollo
    capabilities: [typescript, testing]
`;

/** To whoever asks for something where there is no configuration, or none that could be read. */
export function howToBegin({ faults }: { faults: readonly ConfigFault[] }): string {
  return faults.length > 0 ? faulty(faults) : missing();
}

function missing(): string {
  return `This repository has no \`.github/tekton-core.yml\` on its default branch, so tekton-core does nothing here. To begin, add that file with your agents; this is enough:

\`\`\`yaml
${SMALLEST_CONFIG}\`\`\`

Give an agent its GitHub account with \`login:\`, so that it is mentioned when there is work for it. Then write \`/tekton start\` on an issue.`;
}

function faulty(faults: readonly ConfigFault[]): string {
  return `The configuration of this repository has a mistake, so tekton-core does nothing here yet:

${faultList(faults)}

Put it right on the default branch, then write your command again.`;
}

/** To whoever gives a command on a pull request that we know nothing of. */
export function noWorkflowHere(): string {
  return 'This pull request belongs to no workflow of tekton-core. Give the command on the issue that it is about; `/tekton start` there begins one.';
}

/** Where each fault is and what it says; the first few of them. */
export function faultList(faults: readonly ConfigFault[], most = 10): string {
  const lines = faults
    .slice(0, most)
    .map(({ path, line, message }) => `- ${code(`${path}:${line}`, 200)}: ${withCode(message, 300)}`);
  const more = faults.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
