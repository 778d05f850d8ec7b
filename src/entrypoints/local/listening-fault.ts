import { codeOf, plainReason } from './plain-reason.js';

/** Why nobody can listen there, and what to do. */
export function listeningFault(error: unknown, { host, port }: { host: string; port: number }): Error {
  return new Error(sentence(error, host, port), { cause: error });
}

function sentence(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is taken: stop what runs there, or set PORT to another`;
    case 'EACCES':
    case 'EPERM':
      return `port ${port} on ${host} is not for this user: set PORT to 1024 or higher`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST is ${host}, which is no address of this machine: set it to 127.0.0.1, or to 0.0.0.0 for all addresses`;
    default:
      return `nothing can listen on port ${port} of ${host} (${plainReason(error)}): set HOST and PORT to others`;
  }
}
