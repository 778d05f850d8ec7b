import { parseArgs } from 'node:util';
import { revive } from '../../../app/inbox/revive.js';
import type { Delivery, Store } from '../../../app/ports/store.js';
import {
  deadLetterLine,
  historyLine,
  NO_DEAD_LETTERS,
  NO_HISTORY,
  noDeadLetter,
  NOTHING_WAITS,
  OPS_USAGE,
  queuedLines,
  replayed,
} from '../../../app/texts/operations.js';
import { readSettings, withoutCredentials } from '../../settings.js';
import { runCommand, UsageError } from '../command-line.js';
import { visitStore } from '../open-store.js';

/** How many records one look shows. */
const SHOWN = 200;
/** How many of what is due are looked through for what waits: most workflows wait only for their next look. */
const SEARCHED = 2_000;

const usage = (reason: string) => new UsageError(`${reason}\nUsage: ${OPS_USAGE}`);

interface Asked {
  replay: string | undefined;
  replayAll: boolean;
  all: boolean;
  json: boolean;
}

/** `npm run ops`: what an operator asks of the store, and may tell it, also while the product runs. */
async function main(): Promise<void> {
  const { words, ...asked } = arguments_();
  const [what = '', name, ...rest] = words;
  if (rest.length > 0) throw usage(`Unexpected argument '${rest[0] ?? ''}'.`);
  const settings = readSettings(withoutCredentials(process.env), () => null);
  const run = { 'dead-letters': deadLetters, queue, history }[what];
  if (run === undefined) throw usage(what === '' ? 'Say what to show.' : `There is no '${what}'.`);
  const store = await visitStore(settings);
  try {
    await run(store, name, asked);
  } finally {
    await store.close();
  }
}

function arguments_(): Asked & { words: string[] } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        replay: { type: 'string' },
        'replay-all': { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { replay, 'replay-all': replayAll, all, json } = values;
    return { words: positionals, replay, replayAll, all, json };
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function tell(records: readonly unknown[], lines: readonly string[], nothing: string, json: boolean): void {
  if (json) say(JSON.stringify(records, null, 2));
  else for (const line of lines.length === 0 ? [nothing] : lines) say(line);
}

async function deadLetters(store: Store, id: string | undefined, asked: Asked): Promise<void> {
  const { replay, replayAll, json } = asked;
  if (replay !== undefined || replayAll) {
    const ids = replay === undefined ? await store.listDead(SHOWN) : [replay];
    const clock = { now: () => Date.now() };
    let count = 0;
    for (const each of ids) if (await revive({ store, clock }, each)) count += 1;
    if (count === 0 && replay !== undefined) throw new Error(noDeadLetter(replay));
    say(count === 0 ? NO_DEAD_LETTERS : replayed(count));
    return;
  }
  const ids = id === undefined ? await store.listDead(SHOWN) : [id];
  const found = await Promise.all(ids.map((each) => store.getDelivery(each)));
  const letters = found.flatMap((stored): Delivery[] =>
    stored?.value.state === 'dead' ? [stored.value] : [],
  );
  if (id !== undefined && letters.length === 0) throw new Error(noDeadLetter(id));
  tell(letters, letters.map(deadLetterLine), NO_DEAD_LETTERS, json || id !== undefined);
}

async function queue(store: Store, _name: string | undefined, { json }: Asked): Promise<void> {
  const due = await store.listWaiting(SEARCHED);
  const ids = due.filter(({ what }) => what === 'workflow').map(({ id }) => id);
  const found = await Promise.all(ids.map((id) => store.getWorkflow(id)));
  const workflows = found.flatMap((stored) => stored?.value ?? []);
  const records = workflows.map(({ id, outbox }) => ({ id, outbox }));
  tell(
    records.filter(({ outbox }) => Object.keys(outbox).length > 0),
    records.flatMap(queuedLines),
    NOTHING_WAITS,
    json,
  );
}

async function history(store: Store, name: string | undefined, { all, json }: Asked): Promise<void> {
  if (name === undefined) throw usage('Say which workflow.');
  const entries = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['listAudit']>> = await store.listAudit(name, {
      limit: SHOWN,
      after,
    });
    entries.push(...page.items);
    after = page.next;
  } while (all && after !== null);
  if (entries.length === 0) throw new Error(NO_HISTORY);
  tell(entries, entries.map(historyLine), NO_HISTORY, json);
}

runCommand(main);
