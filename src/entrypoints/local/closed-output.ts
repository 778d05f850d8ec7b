import { codeOf } from './plain-reason.js';

let end = (): void => process.exit(0);

/** Nobody reads on, as after `| head`: from now on that ends the process, without a word. */
export function endWithOutput(): void {
  process.stdout.on('error', (error) => {
    if (codeOf(error) !== 'EPIPE') throw error;
    const once = end;
    // Whatever is said meanwhile fails as well.
    end = () => undefined;
    once();
  });
  process.stderr.on('error', () => undefined);
}

/** How it ends then, where there is something to put away first. */
export function endInsteadBy(how: () => void): void {
  end = how;
}
