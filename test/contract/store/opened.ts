import { afterAll, beforeAll } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page, Store } from '../../../src/app/ports/store.js';

export type OpenStore = () => Promise<Store>;

/** One store for the tests around: given by a function, because it opens only when they run. */
export function opened(open: OpenStore): () => Store {
  let store: Store | null = null;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(async () => {
    await store?.close();
  });
  return () => {
    if (store === null) throw new Error('The store is opened when the tests run');
    return store;
  };
}

/** An index may follow a moment after its item: holds once it holds, and fails as it does after 3 s. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tried = 0; tried < 30; tried += 1) {
    try {
      await check();
      return;
    } catch {
      await delay(100);
    }
  }
  await check();
}

/** Every page to the last. Fails when there is no end. */
export async function allPages<T>(
  list: (page: { limit: number; after: string | null }) => Promise<Page<T>>,
  limit: number,
): Promise<T[][]> {
  const pages: T[][] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await list({ limit, after });
    pages.push(page.items);
    after = page.next;
    if (pages.length > 100) throw new Error('The pages have no end');
  } while (after !== null);
  return pages;
}

/** 0, 1, … below `count`. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
