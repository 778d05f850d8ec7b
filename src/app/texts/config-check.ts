import type { ConfigFault } from '../../domain/project/project.js';
import type { CheckContent } from '../ports/github.js';
import { faultList } from './begin.js';
import { oneLine } from './clean.js';

/** GitHub takes 50 annotations in one request. */
const MOST_ANNOTATIONS = 50;

export const CONFIGURATION_CHECK = 'tekton-core/config';

export interface ConfigurationFound {
  faults: readonly ConfigFault[];
  /** Only there does it take effect. */
  onDefaultBranch: boolean;
  /** Whether an earlier configuration without faults stays in force. */
  keptLastGood: boolean;
}

/** The check run of a commit that changes the configuration: whether it is right, and if not on which line. */
export function configurationCheck({
  faults,
  onDefaultBranch,
  keptLastGood,
}: ConfigurationFound): CheckContent {
  const name = CONFIGURATION_CHECK;
  if (faults.length === 0) {
    const summary = onDefaultBranch
      ? 'The configuration has no mistake and is in force from this commit on.'
      : 'The configuration has no mistake. It is in force once this is merged into the default branch.';
    return { name, state: 'success', title: 'The configuration is right', summary, annotations: [] };
  }
  const title =
    faults.length === 1 ? '1 mistake in the configuration' : `${faults.length} mistakes in the configuration`;
  const summary = [
    consequence(onDefaultBranch, keptLastGood),
    faultList(faults, MOST_ANNOTATIONS),
    'Correct each line and push again.',
  ];
  const annotations = faults
    .filter(({ path }) => !path.includes(':'))
    .slice(0, MOST_ANNOTATIONS)
    .map(({ path, line, message }) => ({ path, line, message: oneLine(message, 1000) }));
  return { name, state: 'failure', title, summary: summary.join('\n\n'), annotations };
}

function consequence(onDefaultBranch: boolean, keptLastGood: boolean): string {
  if (!onDefaultBranch)
    return 'Nothing changes yet: only the default branch counts. Merged as it is, it would not take effect.';
  return keptLastGood
    ? 'The last configuration without a mistake stays in force.'
    : 'Until it is right, tekton-core does nothing in this repository.';
}
