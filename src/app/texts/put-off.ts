import type { WaitsFor } from '../../domain/workflow/workflow.js';

/** Why a write waits though nothing is wrong with it. */
export function putOffWords(waitsFor: WaitsFor): string {
  switch (waitsFor) {
    case 'turn':
      return 'writes to GitHub are spaced out, and others come first';
    case 'rest':
      return 'GitHub is given a rest: it failed, or a limit is used up';
  }
}
