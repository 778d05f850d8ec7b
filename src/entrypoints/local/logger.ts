import { pino } from 'pino';
import type { Log } from '../../app/ports/environment.js';
import { correlation } from '../correlation.js';

/** One JSON line a note, with the delivery in whose name it is, on standard error: standard output belongs to the commands. */
export function loggerAt(level: string): Log {
  return pino({ level, base: null, mixin: correlation }, pino.destination({ dest: 2, sync: false }));
}
