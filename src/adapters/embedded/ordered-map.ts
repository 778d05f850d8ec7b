/** Keys from `from` up to but without `before`, in byte order of their UTF-8; the other way round when `reverse`. */
export interface Range {
  from: string;
  before: string;
  limit: number;
  reverse?: boolean;
}

export interface Entry {
  key: string;
  value: string;
}

export interface Reader {
  get(key: string): string | undefined;
  range(range: Range): Entry[];
}

export interface Writer extends Reader {
  put(key: string, value: string): void;
  remove(key: string): void;
}

/** The little that the embedded store needs of what keeps its bytes. */
export interface OrderedMap extends Reader {
  /**
   * Runs `work` on its own, all of it or nothing, and resolves once its writes are durable.
   * `work` finds what can go wrong before its first write: what it throws is not undone.
   */
  transaction<T>(work: (writer: Writer) => T): Promise<T>;
  close(): Promise<void>;
}
