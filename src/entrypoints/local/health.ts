import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { backlog, type Backlog } from '../../app/health.js';
import { TRIED_AGAIN } from '../../app/inbox/work-off.js';
import type { Clock, Log } from '../../app/ports/environment.js';
import type { Store } from '../../app/ports/store.js';
import { outward } from '../../app/texts/outward.js';
import type { Settings } from '../settings.js';

/** An answer is good for so long, ms: whoever asks all the time costs no more than one who asks now and then. */
const GOOD_FOR = 2_000;

/** What `/health` answers, beside the counts of webhooks. Times are ISO 8601. */
export interface Health extends Partial<Backlog> {
  /** `degraded`: it works, and somebody should look. `failing`: the store cannot be read. */
  status: 'ok' | 'degraded' | 'failing';
  version: string;
  store: Settings['store']['kind'];
  lastError: { at: string; message: string } | null;
  /** As the last request to GitHub went; null before there was one. */
  github: { reachable: boolean; at: string } | null;
}

/** Sees how the process fares: listens to its log and its requests, and asks the store when it is asked itself. */
export class HealthWatch {
  readonly #clock: Clock;
  #lastError: Health['lastError'] = null;
  #github: Health['github'] = null;
  #asked: { at: number; backlog: Promise<Backlog> } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The log, with an ear on its errors, and on the deliveries that fail. */
  over(log: Log): Log {
    const remember = ({ reason }: Parameters<Log['error']>[0], message: string) => {
      const sentence = typeof reason === 'string' ? `${message}: ${reason}` : message;
      this.#lastError = { at: this.#time(), message: outward(sentence) };
    };
    return {
      info: (fields, message) => {
        log.info(fields, message);
      },
      warn: (fields, message) => {
        if (message === TRIED_AGAIN) remember(fields, message);
        log.warn(fields, message);
      },
      error: (fields, message) => {
        remember(fields, message);
        log.error(fields, message);
      },
    };
  }

  /** After a request to GitHub. */
  heard(answered: boolean): void {
    this.#github = { reachable: answered, at: this.#time() };
  }

  async health(store: Store, kind: Health['store']): Promise<Health> {
    const known = await this.#backlog(store).catch((error: unknown) => String(error));
    const about = { version, store: kind, lastError: this.#lastError, github: this.#github };
    if (typeof known === 'string') {
      const lastError = { at: this.#time(), message: outward(`the store cannot be read: ${known}`) };
      return { status: 'failing', ...about, lastError };
    }
    const fine = known.inbox.dead === 0 && this.#github?.reachable !== false;
    return { status: fine ? 'ok' : 'degraded', ...about, ...known };
  }

  #backlog(store: Store): Promise<Backlog> {
    const now = Date.now();
    if (this.#asked === null || now - this.#asked.at >= GOOD_FOR)
      this.#asked = { at: now, backlog: backlog(store) };
    return this.#asked.backlog;
  }

  #time(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')));
