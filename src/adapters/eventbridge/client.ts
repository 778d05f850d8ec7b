import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { patience } from '../aws/patience.js';

/** Of the region that it runs in. Two tries of a second: GitHub may be waiting, and a wake-up may be lost. */
export function eventBridgeClient(region: string): EventBridgeClient {
  return new EventBridgeClient({ region, maxAttempts: 2, requestHandler: patience(1_000) });
}
