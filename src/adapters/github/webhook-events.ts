import { TRANSLATORS } from './translate/translate.js';

/**
 * The webhooks that the App subscribes to: `default_events` of its manifest. Those about the installation itself come
 * to every App, and GitHub refuses a manifest that asks for them.
 */
export const SUBSCRIBED_EVENTS: readonly string[] = Object.entries(TRANSLATORS)
  .filter(([, { comes }]) => comes === 'subscribed')
  .map(([name]) => name)
  .sort();
