import type { Effect } from '../../domain/effect.js';
import type { Observation } from '../../domain/observation.js';
import type { Context } from '../../domain/workflow/situation.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Bus, Clock, Log } from '../ports/environment.js';
import type { GitHubReads, GitHubWrites, RepositoryAddress } from '../ports/github.js';
import type {
  AgentStore,
  DeliveryStore,
  PointerStore,
  ProjectStore,
  ReportStore,
  WorkflowStore,
} from '../ports/store.js';

/** What is known when an effect is performed. */
export interface Circumstances {
  workflow: Workflow;
  /** Which save of the workflow that is: it grows with each. */
  version: number;
  context: Context;
  /** An earlier try may have taken effect: look before creating. */
  again: boolean;
}

export interface Hands {
  github: GitHubReads;
  writes: GitHubWrites;
  store: AgentStore &
    PointerStore &
    ReportStore &
    ProjectStore &
    Pick<DeliveryStore, 'addDelivery' | 'getDelivery' | 'saveDelivery'> &
    Pick<WorkflowStore, 'getWorkflow' | 'saveWorkflow' | 'listOpenWorkflows'>;
  bus: Bus;
  clock: Clock;
  log: Log;
}

/** One effect about to be performed, with all that the doing needs. */
export interface Deed<E extends Effect = Effect> extends Circumstances {
  effect: E;
  hands: Hands;
  repository: RepositoryAddress;
}

/** What the doing of one effect answers; most have nothing to tell but that it is so now. */
export interface Done {
  /** Kept with the record, where it is needed again: an id, a first commit. */
  ref?: string | number | null;
  observations?: Observation[];
  /** It could not be done now for a reason of our own: try again then, epoch ms. */
  retryAt?: { at: number; why: string };
}
