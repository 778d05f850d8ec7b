import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../../app/ports/environment.js';
import { entriesTo } from './entries.js';

/** Who the events are from, in every rule's pattern. */
export const SOURCE = 'tekton-core';
/** The detail type of what only our own worker listens to. */
export const WAKE_UP = 'tekton.wake-up';

/** The bus on AWS: an EventBridge bus of our own, whose rules start the worker and whoever else subscribes. */
export function eventBridgeBus(client: EventBridgeClient, busName: string): Bus {
  const put = entriesTo(client, busName);
  return {
    wake: (item) => put({ Source: SOURCE, DetailType: WAKE_UP, Detail: JSON.stringify(item) }),
    publish: async (events) => {
      await Promise.all(
        events.map((event) => put({ Source: SOURCE, DetailType: event.type, Detail: JSON.stringify(event) })),
      );
    },
  };
}
