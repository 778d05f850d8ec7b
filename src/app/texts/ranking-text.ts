import type { Candidate, Criterion, Ranking, Requirement } from '../../domain/matching/ranking.js';
import { code } from './code.js';
import { agentName, codes } from './names.js';
import { COMPLEXITY_WORD, exclusionWords } from './words.js';

const MOST_EVIDENCE = 6;
const LONGEST_TABLE = 15_000;

/** What the issue needs and how the agents compare: a sentence and a table. */
export function rankingText({ requirement, candidates, others }: Ranking, chosen: string | null): string {
  if (candidates.length === 0) return `${needs(requirement)}\n\nThere was nobody to compare.`;
  let table = '| Agent | Score | Capabilities | Load | |\n|:--|--:|:--|:--|:--|';
  let shown = 0;
  for (const candidate of candidates) {
    const line = row(candidate, candidate.agent === chosen);
    if (table.length + line.length > LONGEST_TABLE) break;
    table += `\n${line}`;
    shown += 1;
  }
  const more = candidates.length - shown + others;
  return [needs(requirement), table, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n\n');
}

function needs({ complexity, capabilities, evidence }: Requirement): string {
  const what = capabilities.length === 0 ? 'no particular capability' : codes(capabilities, 10);
  const found = evidence.slice(0, MOST_EVIDENCE).map(({ what: about, from, value }) => {
    return `\n- ${code(about, 40)}: from the ${from}, ${code(value, 60)}`;
  });
  return `The issue is ${COMPLEXITY_WORD[complexity]} and needs ${what}.${found.length > 0 ? '\n' : ''}${found.join('')}`;
}

function row({ agent, score, because, excluded }: Candidate, isChosen: boolean): string {
  const name = isChosen ? `**${agentName(agent)}**` : agentName(agent);
  const cells = [
    name,
    rounded(score),
    capabilities(because),
    load(because),
    remarks(because, excluded, isChosen),
  ];
  return `| ${cells.join(' | ')} |`;
}

function rounded(score: number): string {
  return Number.isFinite(score) ? String(Math.round(score)) : '–';
}

function capabilities(because: readonly Criterion[]): string {
  const found = because.find((criterion) => criterion.code === 'capability');
  if (found === undefined) return '–';
  const parts = [
    ...(found.matched.length > 0 ? [`has ${codes(found.matched)}`] : []),
    ...(found.missing.length > 0 ? [`lacks ${codes(found.missing)}`] : []),
  ];
  return parts.length === 0 ? 'none needed' : parts.join('; ');
}

function load(because: readonly Criterion[]): string {
  const found = because.find((criterion) => criterion.code === 'load');
  return found === undefined ? '–' : `${found.active} of ${found.capacity}`;
}

function remarks(because: readonly Criterion[], excluded: string | null, isChosen: boolean): string {
  const parts = isChosen ? ['chosen'] : [];
  for (const criterion of because) {
    if (criterion.code === 'same-agent') parts.push('worked on it before');
    if (criterion.code === 'asked-for') parts.push(`asked for by a ${criterion.by}`);
  }
  if (excluded !== null) parts.push(exclusionWords(excluded));
  return parts.join(', ');
}
