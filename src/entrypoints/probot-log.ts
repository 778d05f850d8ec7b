import { pino, type Logger } from 'pino';

/**
 * What Probot itself has to say, as JSON lines on standard error. Whatever LOG_LEVEL says: further down Octokit logs
 * requests with their bodies.
 */
export function probotLog(level: 'warn' | 'silent'): Logger {
  return pino({ level, name: 'probot' }, pino.destination(2));
}
