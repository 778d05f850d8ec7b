import * as z from 'zod';

/** Digits and nothing else: `Number` would read `1e3` and `0x10` as well. */
export const digits = (wrong: string) =>
  z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/, { error: wrong, abort: true })
    .transform(Number);
export const milliseconds = (least: number, tooFew: string) =>
  digits('must be a whole number of milliseconds').pipe(z.number().min(least, tooFew));

/** What every process reads, wherever it runs. */
export const Tuning = z.object({
  GITHUB_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an http or https address such as https://github.example.com/api/v3',
    })
    .default('https://api.github.com')
    .transform((url) => url.replace(/\/+$/, '')),
  WRITE_SPACING_MS: milliseconds(0, 'must not be less than 0').default(1000),
  DELIVERY_TRIES: digits('must be a whole number')
    .pipe(z.number().min(1, 'must be at least 1').max(100, 'must be at most 100'))
    .default(8),
});

/** The App's number. */
export const AppId = digits('must be the App’s number').pipe(z.number().positive());
