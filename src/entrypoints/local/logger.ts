import { pino } from 'pino';
import type { Log } from '../../app/ports/environment.js';

/** One JSON line a note, on standard error: standard output belongs to the commands. */
export function loggerAt(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: false }));
}
