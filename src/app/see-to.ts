import type { WorkItem } from './ports/environment.js';

/** Who sees to what, each by its id. */
export interface Seers {
  workOff(deliveryId: string): Promise<void>;
  lookAgain(workflowId: string): Promise<void>;
  seeToDay(id: string): Promise<void>;
}

/** Does what is waiting, whoever tells of it: a wake-up or `tick`. What is done already, or not due yet, does no harm. */
export function seeTo(by: Seers, { what, id }: WorkItem): Promise<void> {
  switch (what) {
    case 'delivery':
      return by.workOff(id);
    case 'workflow':
      return by.lookAgain(id);
    case 'day':
      return by.seeToDay(id);
  }
}
