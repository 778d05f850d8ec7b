import type { Conductor } from './conduct/conduct.js';
import type { Bus } from './ports/environment.js';
import type { GitHubReads, GitHubWrites } from './ports/github.js';
import type { Store } from './ports/store.js';

/** Everything the use cases work with; `wire` in the entrypoints puts it together. */
export interface Application extends Conductor {
  store: Store;
  github: GitHubReads;
  /** Goes through `throughDoor` only. */
  writes: GitHubWrites;
  bus: Bus;
  identity: {
    /** Our App's id at GitHub: how we know our own comments and checks. */
    appId: number;
  };
}
