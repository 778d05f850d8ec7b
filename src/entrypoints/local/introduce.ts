import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Probot } from 'probot';
import { parse } from 'yaml';
import * as z from 'zod';
import {
  askWhoWeAre,
  settingsPage,
  type Asked,
  type Registration,
} from '../../adapters/github/registration.js';
import type { Log } from '../../app/ports/environment.js';
import {
  couldNotAsk,
  lacksEvent,
  lacksPermission,
  noSuchApp,
  wrongKey,
} from '../../app/texts/registration.js';

/** How long a start waits for GitHub's word, ms. */
const PATIENCE = 5_000;
const LEVELS = ['read', 'write', 'admin'];

const Manifest = z.object({
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

/**
 * Asks GitHub once who we are, says it, and warns of what the App may not do though `app.yml` wants it.
 *
 * @throws with what to do when GitHub does not take the credentials. That it cannot be asked stops nothing.
 */
export async function introduce(
  probot: Pick<Probot, 'auth'>,
  of: { appId: number; apiUrl: string; log: Log },
): Promise<void> {
  const tooLate = wait<Asked>(
    PATIENCE,
    { outcome: 'silent', reason: `no answer in ${PATIENCE} ms` },
    { ref: false },
  );
  const answer = await Promise.race([probot.auth().then(askWhoWeAre), tooLate]);
  switch (answer.outcome) {
    case 'known':
      of.log.info(
        { app: answer.registration.slug, settings: settingsPage(answer.registration) },
        `runs as the GitHub App “${answer.registration.name}”`,
      );
      warn(answer.registration, of.log);
      return;
    case 'refused':
      throw new Error(answer.status === 404 ? noSuchApp(of) : wrongKey(of, answer.reason));
    case 'silent':
      of.log.warn({ reason: answer.reason }, couldNotAsk);
  }
}

function warn(registration: Registration, log: Log): void {
  const page = settingsPage(registration);
  const { default_permissions, default_events } = Manifest.parse(
    parse(readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8')),
  );
  for (const [name, needs] of Object.entries(default_permissions)) {
    const has = registration.permissions[name] ?? null;
    if (LEVELS.indexOf(has ?? '') < LEVELS.indexOf(needs))
      log.warn({ permission: name }, lacksPermission({ name, needs, has, page }));
  }
  for (const name of default_events) {
    if (!registration.events.includes(name)) log.warn({ event: name }, lacksEvent({ name, page }));
  }
}
