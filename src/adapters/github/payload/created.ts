import * as z from 'zod';

/** Whatever GitHub made for us: its id is kept. */
export const Created = z.object({ id: z.number().int() });
