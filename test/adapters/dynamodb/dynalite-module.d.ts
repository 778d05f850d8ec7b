declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB in process, in memory. The times are how long a table is being made or removed, ms. */
  function dynalite(options: { createTableMs: number; deleteTableMs: number }): Server;
  export = dynalite;
}
