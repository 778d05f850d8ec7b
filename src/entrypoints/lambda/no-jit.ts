import * as z from 'zod';

/**
 * Zod compiles a schema before it reads with it for the first time. That pays where much is read with it; a function that
 * has just been started and takes in one webhook only waits for it. To be imported before any schema is made.
 */
z.config({ jitless: true });
