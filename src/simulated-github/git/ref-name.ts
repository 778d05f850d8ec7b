/**
 * Whether git takes this as a reference's name (git-check-ref-format(1)).
 * `name` is full: `refs/heads/…`.
 */
export function isValidRefName(name: string): boolean {
  if (!name.startsWith('refs/') || name.split('/').length < 3) return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what git forbids
  if (/[\u0000-\u0020\u007f~^:?*[\\]/.test(name)) return false;
  if (/\.\.|\/\/|@\{/.test(name) || /[/.]$/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
