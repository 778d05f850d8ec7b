import { describe, expect, it } from '@jest/globals';
import { listeningFault } from '../../../src/entrypoints/local/listening-fault.js';

const failed = (code: string) => Object.assign(new Error(`listen ${code}`), { code });
const at = { host: '10.0.0.9', port: 80 };

describe('where nobody can listen', () => {
  it.each([
    ['EADDRINUSE', 'port 80 on 10.0.0.9 is taken: stop what runs there, or set PORT to another'],
    ['EACCES', 'port 80 on 10.0.0.9 is not for this user: set PORT to 1024 or higher'],
    [
      'EADDRNOTAVAIL',
      'HOST is 10.0.0.9, which is no address of this machine: set it to 127.0.0.1, or to 0.0.0.0 for all addresses',
    ],
    ['EMFILE', 'nothing can listen on port 80 of 10.0.0.9 (listen EMFILE): set HOST and PORT to others'],
  ])('%s says what to do', (code, sentence) => {
    expect(listeningFault(failed(code), at).message).toBe(sentence);
  });
});
