/** GitHub knows no letter case in the names of labels, and neither does anything here that asks for one. */

export function isSameLabel(label: string, name: string): boolean {
  return label.toLowerCase() === name.toLowerCase();
}

export function hasLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => isSameLabel(label, name));
}

/** What follows in a label such as `agent/apollo`, in lower case; null: it is another. */
export function labelValue(label: string, prefix: string): string | null {
  const lower = label.toLowerCase();
  const value = lower.startsWith(prefix) ? lower.slice(prefix.length).trim() : '';
  return value === '' ? null : value;
}
