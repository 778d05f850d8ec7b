import { dueRecords } from '../../../app/health.js';
import { revive } from '../../../app/inbox/revive.js';
import { waitsForNextTry } from '../../../app/inbox/work-off.js';
import type { AuditEntry, Delivery, Store } from '../../../app/ports/store.js';
import {
  deadLetterLine,
  historyLine,
  NO_DEAD_LETTERS,
  NO_HISTORY,
  noDeadLetter,
  NOTHING_WAITS,
  noTableYet,
  queuedLines,
  replayed,
  retryingLine,
} from '../../../app/texts/operations.js';
import { doesNotGoWith, OPS_USAGE, unexpectedWord } from '../../../app/texts/usage.js';
import { readSettings, withoutCredentials, type Settings } from '../../settings.js';
import { commandLine, runCommand, UsageError, type Given } from '../command-line.js';
import { readEnvFile } from '../env-file.js';
import { visitStore } from '../open-store.js';

/** How many records one look shows. */
const SHOWN = 200;
/** How many of what is due are looked through for what waits: most workflows wait only for their next look. */
const SEARCHED = 2_000;

const usage = (reason: string) => new UsageError(reason, OPS_USAGE);

type Option = 'replay' | 'replay-all' | 'all' | 'json';
type Asked = Given<'replay-all' | 'all' | 'json', 'replay'>;

interface Verb {
  /** Whether a name may follow. */
  named: boolean;
  options: readonly Option[];
  run(store: Store, name: string | undefined, asked: Asked): Promise<void>;
}

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['dead-letters', { named: true, options: ['replay', 'replay-all', 'json'], run: deadLetters }],
  ['queue', { named: false, options: ['json'], run: queue }],
  ['history', { named: true, options: ['all', 'json'], run: history }],
]);

/** `npm run ops`: what an operator asks of the store, and may tell it, also while the product runs. */
async function main(): Promise<void> {
  const asked = commandLine({
    usage: OPS_USAGE,
    switches: ['replay-all', 'all', 'json'],
    values: ['replay'],
    words: 2,
  });
  const [what = '', name] = asked.words;
  const verb = VERBS.get(what);
  if (verb === undefined) throw usage(what === '' ? 'Say what to show.' : `There is no '${what}'.`);
  const replays = asked.values.has('replay') || asked.switches.has('replay-all');
  if (name !== undefined && (replays || !verb.named)) throw usage(unexpectedWord(name));
  for (const option of [...asked.switches, ...asked.values.keys()])
    if (!verb.options.includes(option)) throw usage(doesNotGoWith(option, what));
  readEnvFile();
  const settings = readSettings(withoutCredentials(process.env), () => null);
  const store = await visitStore(settings);
  try {
    await verb.run(store, name, asked);
  } catch (error) {
    throw explained(error, settings);
  } finally {
    await store.close();
  }
}

/** A table is asked for only with the first question. */
function explained(error: unknown, { store }: Settings): unknown {
  const isMissing = error instanceof Error && error.name === 'ResourceNotFoundException';
  return isMissing && store.kind === 'dynamodb'
    ? new Error(noTableYet(store.table), { cause: error })
    : error;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function tell(records: unknown, lines: readonly string[], nothing: string, json: boolean): void {
  if (json) say(JSON.stringify(records, null, 2));
  else for (const line of lines.length === 0 ? [nothing] : lines) say(line);
}

async function deadLetters(store: Store, id: string | undefined, asked: Asked): Promise<void> {
  const replay = asked.values.get('replay');
  if (replay !== undefined || asked.switches.has('replay-all')) {
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
  const whole = asked.switches.has('json') || id !== undefined;
  tell(letters, letters.map(deadLetterLine), NO_DEAD_LETTERS, whole);
}

async function queue(store: Store, _name: string | undefined, { switches }: Asked): Promise<void> {
  const due = await store.listWaiting(SEARCHED);
  const deliveries = (await dueRecords(due, 'delivery', (id) => store.getDelivery(id))).filter(
    waitsForNextTry,
  );
  const workflows = (await dueRecords(due, 'workflow', (id) => store.getWorkflow(id)))
    .map(({ id, outbox }) => ({ id, outbox }))
    .filter(({ outbox }) => Object.keys(outbox).length > 0);
  const lines = [...deliveries.map(retryingLine), ...workflows.flatMap(queuedLines)];
  tell({ deliveries, workflows }, lines, NOTHING_WAITS, switches.has('json'));
}

async function history(store: Store, name: string | undefined, { switches }: Asked): Promise<void> {
  if (name === undefined) throw usage('Say which workflow.');
  const entries: AuditEntry[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['listAudit']>> = await store.listAudit(name, {
      limit: SHOWN,
      after,
    });
    entries.push(...page.items);
    after = page.next;
  } while (switches.has('all') && after !== null);
  if (entries.length === 0) throw new Error(NO_HISTORY);
  tell(entries, entries.map(historyLine), NO_HISTORY, switches.has('json'));
}

runCommand(main);
