import type { Settings } from '../settings.js';
import { Tuning } from '../tuning.js';
import { placeIn, PlaceVariables, readAs, type Place } from './place.js';

/** What a function reads that has the whole application in it. */
const Environment = Tuning.extend(PlaceVariables.shape);

export interface LambdaSettings
  extends Place, Pick<Settings, 'githubApiUrl' | 'writeSpacing' | 'deliveryTries'> {}

/** @throws SettingsError naming every variable that is wrong or missing. */
export function readLambdaSettings(env: Record<string, string | undefined>): LambdaSettings {
  const data = readAs(Environment, env);
  return {
    ...placeIn(data),
    githubApiUrl: data.GITHUB_API_URL,
    writeSpacing: data.WRITE_SPACING_MS,
    deliveryTries: data.DELIVERY_TRIES,
  };
}
