import * as z from 'zod';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span of time as people write it: `30m`, `2h`, `1d`. */
export const Duration = z.string().regex(/^[1-9]\d{0,3}[mhd]$/, {
  error: 'must be a number of minutes, hours or days such as `30m`, `2h` or `1d`',
  // What is no span of time is compared with none.
  abort: true,
});
export type Duration = z.infer<typeof Duration>;

/** In ms. */
export function lengthOf(duration: Duration): number {
  const unit = duration.endsWith('m') ? UNITS.m : duration.endsWith('h') ? UNITS.h : UNITS.d;
  return Number(duration.slice(0, -1)) * unit;
}
