import type { Account } from '../../src/domain/event.js';

/** Who and what the tests of the use cases speak of. */

export const REPOSITORY_ID = 100;
export const INSTALLATION_ID = 1;
export const DEFAULT_BRANCH = 'main';
export const APP_ID = 77;

const person = (login: string, id: number): Account => ({ login, id, type: 'User' });

/** Our own App's account. */
export const ME: Account = { login: 'tekton-core[bot]', id: 70, type: 'Bot' };
/** May write. */
export const MARIA = person('maria', 11);
/** May write, and started nothing. */
export const PAUL = person('paul', 12);
/** May triage. */
export const TINA = person('tina', 13);
/** Somebody from the street. */
export const STRANGER = person('stranger', 14);
/** The account of the agent `apollo`. */
export const APOLLO = person('apollo-ci', 15);
export const SOME_BOT: Account = { login: 'renovate[bot]', id: 16, type: 'Bot' };

export const BRANCH = 'feature/apollo-7-export-the-list';
