// What Lambda functions are bundled without. Each entry is a module that only one dependency asks for, on a way that no
// function of ours goes; `test/packaged` takes the bundles through their whole work.

const EMPTY = 'module.exports = {};';

const LEFT_OUT = [
  // Its index only hands on all of Probot, its server and set-up pages included.
  { module: 'probot', of: '@probot/adapter-aws-lambda-serverless', contents: EMPTY },
  // Probot reads configurations and its manifest with it; ours is read by our own parser.
  { module: 'yaml', of: '@probot/octokit-plugin-config', contents: EMPTY },
  { module: 'yaml', of: 'probot', contents: EMPTY },
  // It makes lines for people at a terminal; Probot gets a log from us.
  { module: '@probot/pino', of: 'probot', contents: EMPTY },
  // In a function credentials come from the environment: the ways to find them elsewhere are a third of the SDK.
  {
    module: '@aws-sdk/credential-provider-node',
    of: /^@aws-sdk\/client-/,
    contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  },
];

const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/;

const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const importing = PACKAGE.exec(importer)?.[1]?.replace('\\', '/') ?? '';
      const found = LEFT_OUT.findIndex(
        ({ module, of }) =>
          module === path && (typeof of === 'string' ? of === importing : of.test(importing)),
      );
      return found === -1 ? undefined : { path: `${found}:${path}`, namespace: 'left-out' };
    });
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: LEFT_OUT[Number(path.split(':', 1)[0])].contents,
      resolveDir: process.cwd(),
    }));
  },
};

module.exports = [leftOut];
