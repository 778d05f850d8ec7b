import { ignored, type Translator } from './translation.js';

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#create
 *
 * It names the new branch but not its commit, which the `push` beside it does.
 */
export const create: Translator = () => ignored('push-carries-the-head');
