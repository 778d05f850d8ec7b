import { agentName, commit, oneOf } from './argument.js';
import type { CommandDefinition } from './definition.js';

/**
 * Every command that people and agents can give. Undo forms follow Prow: `/hold cancel`, `/remove-hold` and
 * `/unhold` are one.
 */
export const CATALOGUE = [
  {
    verb: 'start',
    aliases: [],
    usage: '/tekton start',
    summary:
      'Starts the workflow of this issue, which must be open: an agent is chosen, gets a branch and goes to work.',
    who: { permission: 'write', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton start'],
  },
  {
    verb: 'assign',
    aliases: [],
    usage: '/tekton assign <agent>|auto',
    summary:
      'Gives the issue to an agent of the team, or to the best one with `auto`; starts the workflow if need be.',
    who: { permission: 'write', or: [], never: [] },
    argument: { required: true, read: agentName },
    text: null,
    examples: ['/tekton assign apollo', '/tekton assign @apollo', '/tekton assign auto'],
  },
  {
    verb: 'unassign',
    aliases: ['assign cancel', 'remove-assign'],
    usage: '/tekton unassign',
    summary: 'Takes the agent off the issue and gives it to nobody else.',
    who: { permission: 'write', or: ['agent'], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton unassign', '/tekton assign cancel'],
  },
  {
    verb: 'reassign',
    aliases: [],
    usage: '/tekton reassign [<agent>|auto]',
    summary:
      'Takes the agent off the issue and gives it to another: the one named, or else the best of the rest.',
    who: { permission: 'write', or: [], never: [] },
    argument: { required: false, read: agentName },
    text: null,
    examples: ['/tekton reassign', '/tekton reassign athena'],
  },
  {
    verb: 'status',
    aliases: [],
    usage: '/tekton status',
    summary: 'Shows where the workflow stands.',
    who: { permission: 'read', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton status'],
  },
  {
    verb: 'why',
    aliases: [],
    usage: '/tekton why',
    summary: 'Explains the decisions so far: why this agent, and what the workflow waits for.',
    who: { permission: 'read', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton why'],
  },
  {
    verb: 'ready',
    aliases: [],
    usage: '/tekton ready',
    summary: 'Says that the work is done and can be reviewed.',
    who: { permission: 'write', or: ['agent'], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton ready'],
  },
  {
    verb: 'hold',
    aliases: [],
    usage: '/tekton hold [reason]',
    summary:
      'Stops the merge until the hold is lifted. No agent can lift it, while any account that may write can take the hold label off.',
    who: { permission: 'triage', or: ['author', 'agent'], never: [] },
    argument: null,
    text: 'reason',
    examples: ['/tekton hold', '/tekton hold wait for the release on Friday'],
  },
  {
    verb: 'unhold',
    aliases: ['hold cancel', 'remove-hold'],
    usage: '/tekton unhold',
    summary:
      'Lifts every hold; who may not write lifts only their own. An agent may put a hold but never lift one.',
    who: { permission: 'write', or: ['holder'], never: ['agent'] },
    argument: null,
    text: null,
    examples: ['/tekton unhold', '/tekton hold cancel'],
  },
  {
    verb: 'retest',
    aliases: [],
    usage: '/tekton retest',
    summary: 'Runs the failed checks of the newest commit again.',
    who: { permission: 'write', or: ['author-here'], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton retest'],
  },
  {
    verb: 'approve',
    aliases: [],
    usage: '/tekton approve [commit]',
    summary: 'Approves the newest commit, or the one named. Later commits need a new approval.',
    who: { permission: 'write', or: [], never: ['agent', 'requester'] },
    argument: { required: false, read: commit },
    text: null,
    examples: ['/tekton approve', '/tekton approve 3f2c1ab'],
  },
  {
    verb: 'unapprove',
    aliases: ['approve cancel', 'remove-approve'],
    usage: '/tekton unapprove',
    summary: 'Takes your own approval back, that of a review as well.',
    // Only one's own word can be taken back, so whoever lost the permission since may still do it.
    who: { permission: 'read', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton unapprove', '/tekton approve cancel'],
  },
  {
    verb: 'stop',
    aliases: [],
    usage: '/tekton stop',
    summary: 'Ends the workflow and frees its agent. Branches and pull requests stay.',
    who: { permission: 'write', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton stop'],
  },
  {
    verb: 'escalate',
    aliases: [],
    usage: '/tekton escalate [reason]',
    summary: 'Calls for a person: those in `escalation.people`, or else the shepherd, or whoever started it.',
    who: { permission: 'write', or: ['agent'], never: [] },
    argument: null,
    text: 'reason',
    examples: ['/tekton escalate the API key in the vault has expired'],
  },
  {
    verb: 'ack',
    aliases: ['escalate cancel', 'remove-escalate'],
    usage: '/tekton ack',
    summary: 'Says that a person has taken notice of what was escalated: it is not repeated.',
    who: { permission: 'triage', or: ['author'], never: ['agent'] },
    argument: null,
    text: null,
    examples: ['/tekton ack', '/tekton escalate cancel'],
  },
  {
    verb: 'confidence',
    aliases: [],
    usage: '/tekton confidence high|medium|low [note]',
    summary:
      'Says how sure the agent is: `medium` wants another look before the pull request, `low` waits for a person.',
    who: { permission: 'write', or: ['agent'], never: [] },
    argument: { required: true, ...oneOf('high', 'medium', 'low') },
    text: 'note',
    examples: ['/tekton confidence high', '/tekton confidence low two designs are possible'],
  },
  {
    verb: 'report',
    aliases: [],
    usage: '/tekton report <report>',
    summary:
      'The agent’s report of its day, in free text or as lines such as `progress: …`, up to the next command. Several of a day are taken together, and it counts after the end of the work too.',
    who: { permission: 'write', or: ['worker'], never: [] },
    argument: null,
    text: 'report',
    examples: ['/tekton report the parser works, tests come tomorrow'],
  },
  {
    verb: 'health',
    aliases: [],
    usage: '/tekton health',
    summary: 'Explains how healthy this project is, and what would help most.',
    who: { permission: 'read', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton health'],
  },
  {
    verb: 'pause',
    aliases: [],
    usage: '/tekton pause [reason]',
    summary:
      'Stops all work of tekton-core in this repository, on every issue, until it is resumed: nothing is assigned, opened or merged.',
    who: { permission: 'maintain', or: [], never: ['agent'] },
    argument: null,
    text: 'reason',
    examples: ['/tekton pause', '/tekton pause release freeze until Monday'],
  },
  {
    verb: 'resume',
    aliases: ['pause cancel', 'remove-pause'],
    usage: '/tekton resume',
    summary: 'Ends the pause of this repository: all work goes on where it stood.',
    who: { permission: 'maintain', or: [], never: ['agent'] },
    argument: null,
    text: null,
    examples: ['/tekton resume', '/tekton pause cancel'],
  },
  {
    verb: 'refresh',
    aliases: [],
    usage: '/tekton refresh',
    summary:
      'Reads issue, branch, checks, pull request and reviews from GitHub anew; tries again what was refused.',
    who: { permission: 'triage', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton refresh'],
  },
  {
    verb: 'help',
    aliases: [],
    usage: '/tekton help',
    summary: 'Lists the commands.',
    who: { permission: 'read', or: [], never: [] },
    argument: null,
    text: null,
    examples: ['/tekton help', '/tekton'],
  },
] as const satisfies readonly CommandDefinition[];

export type Verb = (typeof CATALOGUE)[number]['verb'];

/** By verb and by alias. */
const BY_FORM: ReadonlyMap<string, CommandDefinition<Verb>> = new Map(
  CATALOGUE.flatMap((definition) =>
    [definition.verb, ...definition.aliases].map((form) => [form, definition] as const),
  ),
);

/** The command of that verb, or that is also written so (`remove-hold`, `hold cancel`); letter case does not matter. */
export function definitionOf(form: string): CommandDefinition<Verb> | null {
  return BY_FORM.get(form.toLowerCase()) ?? null;
}

/** Commands that change nothing whoever gives them. */
export const QUESTIONS: ReadonlySet<string> = new Set<Verb>(['help', 'status', 'why', 'health']);
