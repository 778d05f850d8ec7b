/** Imports point one way: entrypoints → api, adapters → app → domain. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed, path: '^src/' },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('domain-imports-only-itself', '^src/domain/', '^src/domain/', 'The domain is pure.'),
    only(
      'app-knows-ports-not-vendors',
      '^src/app/',
      '^src/(app|domain)/',
      'Use cases know ports, not vendors.',
    ),
    only(
      'adapters-face-inwards',
      '^src/adapters/',
      '^src/(adapters|app|domain)/',
      'An adapter fulfils a port.',
    ),
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/($1|storage|aws)/' },
    },
    only(
      'the-simulation-stands-alone',
      '^src/simulated-github/',
      '^src/simulated-github/',
      'It judges the product: it must not share its mistakes.',
    ),
    {
      name: 'nobody-imports-a-process',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/entrypoints/' },
      to: { path: '^src/entrypoints/' },
    },
    {
      name: 'domain-needs-only-zod-and-temporal',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: 'node_modules/(zod|temporal-polyfill|temporal-spec)/',
      },
    },
    {
      name: 'app-needs-no-vendor',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
};
