import { parseCommands, type ParsedCommand } from '../../domain/commands/grammar.js';
import type { Config } from '../../domain/config/schema.js';
import type { Account, EventOf, Issue, Permission } from '../../domain/event.js';
import type { Command } from '../../domain/facts.js';
import { isSameLabel } from '../../domain/labels.js';
import type { Log } from '../ports/environment.js';
import { Unavailable, type PermissionPort, type RepositoryAddress } from '../ports/github.js';

export interface Intake {
  github: PermissionPort;
  log: Log;
}

/** Whether a text holds anything that could be a command, whatever the configuration says. */
export function mayHoldCommands({ body }: EventOf<'text-written'>): boolean {
  return parseCommands(body, { bare: true }).length > 0;
}

/**
 * The lines of a text that are commands here. Bots command nothing, unless the configuration names them or they are
 * agents of the team: otherwise two bots could talk to each other for ever.
 */
export function linesIn(config: Config, event: EventOf<'text-written'>): ParsedCommand[] {
  return mayCommand(config, event.by) ? parseCommands(event.body, { bare: config.commands.bare }) : [];
}

/** The commands in a text, each with what GitHub says its writer may do. */
export async function commandsIn(
  intake: Intake,
  repository: RepositoryAddress,
  config: Config,
  event: EventOf<'text-written'>,
  issue: Issue | null,
): Promise<Command[]> {
  const lines = linesIn(config, event);
  if (lines.length === 0) return [];
  const permission = await permissionOf(intake, repository, event.by.login);
  const page = event.commentId === null ? `body-${event.number}` : `comment-${event.commentId}`;
  return lines.map(({ line, verb, args, text, problem }) => ({
    id: `${page}-${line}`,
    verb,
    args,
    text,
    problem,
    by: event.by,
    permission,
    ...onClosed(issue),
    via: event.commentId === null ? 'body' : 'comment',
    number: event.number,
    commentId: event.commentId,
    at: event.at,
  }));
}

/** Whether it is the start label, put on or taken off by somebody whom it is for. */
export function isStartLabel(config: Config, event: EventOf<'label-changed'>): boolean {
  return isSameLabel(event.label, config.labels.start) && mayCommand(config, event.by);
}

/** The start label put on is a start, and taken off a stop, by whoever did it. */
export async function commandOfLabel(
  intake: Intake,
  repository: RepositoryAddress,
  config: Config,
  event: EventOf<'label-changed'>,
  issue: Issue | null,
): Promise<Command | null> {
  if (!isStartLabel(config, event)) return null;
  const verb = event.on ? 'start' : 'stop';
  return {
    id: `label-${event.at}-${verb}`,
    verb,
    args: [],
    text: '',
    problem: null,
    by: event.by,
    permission: await permissionOf(intake, repository, event.by.login),
    ...onClosed(issue),
    via: 'label',
    number: event.issueNumber,
    commentId: null,
    at: event.at,
  };
}

function onClosed(issue: Issue | null): Pick<Command, 'onClosed'> {
  return issue?.state === 'closed' ? { onClosed: true } : {};
}

function mayCommand(config: Config, { login, type }: Account): boolean {
  if (type !== 'Bot') return true;
  const named = [...config.trusted_bots, ...config.team.map((agent) => agent.login)];
  return named.some((name) => name?.toLowerCase() === login.toLowerCase());
}

/**
 * A look-up that fails is a refusal: null.
 *
 * @throws Unavailable when GitHub says when to ask again.
 */
async function permissionOf(
  { github, log }: Intake,
  repository: RepositoryAddress,
  login: string,
): Promise<Permission | null> {
  try {
    return await github.permissionOf(repository, login);
  } catch (error) {
    // GitHub said when to come back: until then the command waits, and is not refused for good.
    if (error instanceof Unavailable && error.retryAt !== null) throw error;
    log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'a permission look-up failed',
    );
    return null;
  }
}
