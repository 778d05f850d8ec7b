import { statSync } from 'node:fs';
import { readDeployed } from '../../test/packaged/template.js';

/** How large a function may be that starts at once, bytes zipped. */
const MOST = 1_000_000;
const MOST_OF: Readonly<Record<string, number>> = { webhook: 300_000 };

export interface PackageSize {
  zip_bytes: number;
  at_most: number;
  verdict: 'ok' | 'too large';
}

/** Of each function, by its name in `serverless.yml`. */
export function benchPackages(folder: string): Record<string, PackageSize> {
  return Object.fromEntries(
    Object.values(readDeployed(folder).functions).map(({ key, zip }) => {
      const zip_bytes = statSync(zip).size;
      const at_most = MOST_OF[key] ?? MOST;
      return [key, { zip_bytes, at_most, verdict: zip_bytes < at_most ? 'ok' : 'too large' }];
    }),
  );
}
