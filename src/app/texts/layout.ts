/** Paragraphs one after another; what there is nothing to say about is left out. */
export function paragraphs(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}

/** Behind a line that a reader can open. */
export function folded(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
}

/** The first items, as many as fit into `most` characters as text, and how many more there are. */
export function fitting<T>(
  items: readonly T[],
  show: (item: T) => string,
  most: number,
): { shown: string[]; more: number } {
  const shown: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = show(item);
    length += text.length + 1;
    if (length > most) break;
    shown.push(text);
  }
  return { shown, more: items.length - shown.length };
}
