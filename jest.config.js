import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Half as many again as there are cores: the end-to-end tests wait a good part of their time for processes of their own.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A busy machine is no fault; what hangs is found all the same.
  testTimeout: 20_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: './test/transpile.mjs',
  testSequencer: './test/sequencer.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/property-seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Source imports end in `.js`, as Node wants them; here the files are still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
};
