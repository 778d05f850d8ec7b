import { memoryStore } from '../../src/adapters/embedded/embedded-store.js';
import type { Store } from '../../src/app/ports/store.js';
import { inWords, type Act } from './acts.js';
import { checkAtRest } from './at-rest.js';
import { checkStep } from './invariants.js';
import { startMachine, type Machine } from './machine.js';
import { Noise } from './noise.js';
import { performAct } from './perform-act.js';
import { Subscriber } from './subscriber.js';
import { buildTown, CONFIGURATIONS, DRY, type Parcel, type Town } from './town.js';

/** All that a history depends on: the same one goes the same way each time. */
export interface History {
  acts: readonly Act[];
  /** Choices and faults, from 0 to 255 each; see `Noise`. */
  noise: readonly number[];
  /** Which configuration it begins with; beyond the last: a dry run. */
  configuration: number;
}

/** Something that must never be so, or must be so at rest and is not. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** What one history came to, for the counts. */
export interface Outcome {
  steps: number;
  lives: number;
  merged: number;
  writes: number;
  trail: readonly string[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How often the process looks for what is due, ms. */
const TICK = 5 * SECOND;
/** Whoever needs more steps than this to come to rest does not come to rest. */
const MOST_STEPS = 30_000;
/** When it is looked for what is due once nothing goes wrong any more: things come to rest within all of these, ms. */
const RESTS_IN = [1, 5, 5, 10, 10, 20, 20, 30].map((minutes) => minutes * MINUTE);

/** Lives a history through. @throws Violation */
export async function live(history: History): Promise<Outcome> {
  const run = new Run(history);
  await run.live();
  return run.outcome();
}

class Run {
  readonly #town: Town;
  readonly #store: Store;
  readonly #noise: Noise;
  readonly #history: History;
  readonly #isDry: boolean;
  #machine: Machine;
  #lives = 1;
  #steps = 0;
  #tickedAt = 0;
  #writes = 0;
  readonly #subscriber = new Subscriber();
  readonly #trail: string[] = [];

  constructor(history: History) {
    this.#history = history;
    this.#noise = new Noise(history.noise);
    this.#isDry = history.configuration >= CONFIGURATIONS.length;
    const config = CONFIGURATIONS[history.configuration] ?? DRY;
    this.#town = buildTown({ seed: 'town', config });
    this.#store = memoryStore();
    this.#machine = this.#newLife();
  }

  outcome(): Outcome {
    const merged = [...this.#town.repository.issues.values()].filter((issue) => issue.pull?.merged != null);
    return {
      steps: this.#steps,
      lives: this.#lives,
      merged: merged.length,
      writes: this.#writes,
      trail: this.#trail,
    };
  }

  async live(): Promise<void> {
    try {
      for (const act of this.#history.acts) await this.#act(act);
      this.#trail.push('— from here on nothing goes wrong —');
      this.#noise.silence();
      await this.#rest();
      await checkAtRest(this.#view());
    } catch (error) {
      const what =
        error instanceof Violation ? error.message : error instanceof Error ? error.stack : String(error);
      throw new Violation(`${what ?? ''}\n${this.#trail.join('\n')}`, { cause: error });
    }
  }

  #view() {
    return {
      town: this.#town,
      store: this.#store,
      machine: this.#machine,
      isDry: this.#isDry,
      writes: this.#writes,
      subscriber: this.#subscriber,
      violated: (what: string) => new Violation(what),
    };
  }

  #newLife(): Machine {
    return startMachine({
      town: this.#town,
      store: this.#store,
      noise: this.#noise,
      life: this.#lives,
      wrote: (what) => {
        this.#writes += 1;
        this.#trail.push(`      ${what}`);
      },
      heard: (events) => {
        this.#subscriber.hear(events);
      },
      onKill: () => {
        this.#trail.push('      the process is killed');
      },
    });
  }

  async #act(act: Act): Promise<void> {
    this.#town.clock.advance(300);
    switch (act.do) {
      case 'wait':
        this.#trail.push(inWords(act));
        this.#town.clock.advance(act.ms);
        break;
      case 'kill':
        this.#trail.push(inWords(act));
        this.#machine.kill();
        break;
      case 'settle':
        this.#trail.push(inWords(act));
        await this.#quiet();
        break;
      case 'finish': {
        const { issue, queued } = act;
        await this.#act({ do: 'settle' });
        await this.#act({ do: 'work', issue });
        await this.#act({ do: 'settle' });
        if (queued) await this.#act({ do: 'queue', issue, what: 'enter' });
        await this.#act({ do: 'review', issue, by: 'omar', state: 'APPROVED' });
        break;
      }
      case 'go-on':
        for (let step = 0; step < act.steps; step++) if (!(await this.#step())) break;
        break;
      case 'configure':
        // That would be its end as a dry run.
        if (this.#isDry) break;
        this.#trail.push(inWords(act));
        performAct(this.#town, act);
        break;
      default:
        this.#trail.push(`${performAct(this.#town, act) ? '' : '(impossible) '}${inWords(act)}`);
    }
    await this.#check();
  }

  /** Until nothing is left to do at this moment. */
  async #quiet(): Promise<void> {
    for (let step = 0; await this.#step(); step++) {
      if (step > MOST_STEPS) throw new Violation('it does not come to rest');
    }
  }

  /** Lets time go on, tick by tick, as long as it takes whatever was lost to be found. */
  async #rest(): Promise<void> {
    await this.#quiet();
    for (const pause of RESTS_IN) {
      this.#town.clock.advance(pause);
      await this.#quiet();
    }
  }

  /** One thing happens, of all that could; false: there is nothing. */
  async #step(): Promise<boolean> {
    if (!this.#machine.alive) await this.#restart();
    const machine = this.#machine;
    const { waiting, wakes } = machine;
    const { parcels, clock } = this.#town;
    const mayTick = clock.now() - this.#tickedAt >= TICK && machine.tasks() < 20;
    const choices = waiting.length + wakes.length + parcels.length + (mayTick ? 1 : 0);
    if (choices === 0) return false;
    this.#steps += 1;
    clock.advance(3);
    let choice = this.#noise.below(choices);
    if (choice < waiting.length) {
      const [next] = waiting.splice(choice, 1);
      await next?.go();
    } else if ((choice -= waiting.length) < wakes.length) {
      const [item] = wakes.splice(choice, 1);
      // One in sixteen wake-ups is lost.
      if (this.#noise.next() < 240 && item !== undefined) machine.seeTo(item);
    } else if ((choice -= wakes.length) < parcels.length) {
      const [parcel] = parcels.splice(choice, 1);
      if (parcel !== undefined) this.#deliver(parcel);
    } else {
      this.#tickedAt = clock.now();
      machine.tick();
    }
    await this.#still();
    await this.#check();
    return true;
  }

  /** A webhook comes once, twice, or not at all. */
  #deliver(parcel: Parcel): void {
    const fate = this.#noise.next();
    if (fate >= 235) {
      parcel.end(fate % 2 === 0 ? 502 : 504);
      return;
    }
    this.#machine.receive(parcel);
    if (fate >= 215) this.#machine.receive({ request: parcel.request, end: () => undefined });
  }

  async #restart(): Promise<void> {
    this.#lives += 1;
    this.#machine = this.#newLife();
    this.#tickedAt = 0;
    // On disk the next process knows that it is alone; on AWS it waits until the claims of the dead have run out.
    if (this.#noise.next() < 128) this.#machine.takeOver();
    await this.#still();
  }

  /** Until the process waits at its gates for all that it wants. */
  async #still(): Promise<void> {
    let before: number;
    do {
      before = this.#machine.activity();
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#machine.activity() !== before);
  }

  async #check(): Promise<void> {
    await checkStep(this.#view());
  }
}
