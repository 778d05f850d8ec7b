import * as z from 'zod';

const REASONS: Record<string, string> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'there is nothing of this name',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'it is a file',
  EISDIR: 'it is a folder',
};

const SystemError = z.object({ code: z.string() });

/** `EACCES` and the like; null for what is no system error. */
export function codeOf(error: unknown): string | null {
  return SystemError.safeParse(error).data?.code ?? null;
}

/** What a system error means, without the system's words where we know it. */
export function plainReason(error: unknown): string {
  const known = REASONS[codeOf(error) ?? ''];
  return known ?? (error instanceof Error ? error.message : String(error));
}
