import type { StatusView } from '../../domain/workflow/status-view.js';
import { code } from './code.js';
import { agentName } from './names.js';

/** Who is at it and where: agent, terminal, branch, pull request; what is not there yet is left out. */
export function whereabouts({ agent, branch, pullRequest }: StatusView): string | null {
  const parts: string[] = [];
  if (agent !== null) {
    const turn = agent.epoch > 1 ? ` (turn ${agent.epoch})` : '';
    parts.push(`**Agent:** ${agentName(agent.name)}${turn}`, `**Terminal:** ${code(agent.terminal)}`);
  }
  if (branch !== null) parts.push(`**Branch:** ${code(branch)}`);
  if (pullRequest !== null) parts.push(`**Pull request:** #${pullRequest}`);
  return parts.length === 0 ? null : parts.join(' · ');
}
