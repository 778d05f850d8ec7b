import type { Issue } from '../event.js';
import type { Requirement } from '../matching/ranking.js';
import { capabilitiesOf } from './capabilities.js';
import { complexityOf } from './complexity.js';
import { readBody } from './reading.js';

/**
 * What an issue asks for: how complex it is and which of the team's capabilities it needs, each with what in the
 * issue says so. The same issue and vocabulary always give the same answer.
 */
export function analyse(
  issue: Pick<Issue, 'title' | 'body' | 'labels'>,
  vocabulary: readonly string[],
): Requirement {
  const body = readBody(issue.body);
  const { complexity, evidence } = complexityOf(issue, body);
  const needs = capabilitiesOf(issue, body, vocabulary);
  return { complexity, capabilities: needs.capabilities, evidence: [...evidence, ...needs.evidence] };
}
