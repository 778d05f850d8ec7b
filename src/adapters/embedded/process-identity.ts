import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import { hasCode } from './error-code.js';

/** Who a process is, beyond a number that is given out again after its end. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, in the kernel's own count; null where `/proc` does not tell. */
  startedAt: string | null;
  /** Among which processes its number means something: one boot and PID namespace, or else one host. */
  realm: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid, startedAt: statOf(pid)?.startedAt ?? null, realm: ownRealm() };
}

/** Whether the process lives; null when it belongs to another container or host, and so cannot be seen from here. */
export function isAlive(identity: ProcessIdentity): boolean | null {
  if (identity.realm !== ownRealm()) return null;
  if (!answers(identity.pid)) return false;
  const stat = statOf(identity.pid);
  if (stat === null || identity.startedAt === null) return true;
  return stat.startedAt === identity.startedAt && !stat.ended;
}

function answers(id: number): boolean {
  try {
    kill(id, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return hasCode(error, 'EPERM');
  }
}

/** Field 3 and 22 of `/proc/<pid>/stat`; its second, the command in brackets, may itself hold spaces and brackets. */
function statOf(id: number): { startedAt: string; ended: boolean } | null {
  const text = contentOf(`/proc/${id}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const startedAt = fields?.[19];
  return startedAt === undefined ? null : { startedAt, ended: fields?.[0] === 'Z' || fields?.[0] === 'X' };
}

function ownRealm(): string {
  const boot = contentOf('/proc/sys/kernel/random/boot_id');
  const namespace = pidNamespace();
  return boot === null || namespace === null ? `host ${hostname()}` : `boot ${boot.trim()} ${namespace}`;
}

function pidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
