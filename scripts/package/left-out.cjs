// What Lambda functions are bundled without. Each entry is a module that only one dependency asks for, on a way that no
// function of ours goes; `test/packaged` takes the bundles through their whole work.

const EMPTY = 'module.exports = {};';
/** An Octokit plugin, by each name that one goes by, that adds nothing. */
const NO_PLUGIN = `const none = () => undefined;
  export { none as restEndpointMethods, none as paginateRest, none as retry, none as throttling };`;

/** Pino as Probot is given it there. */
const SILENT_PINO = `const none = () => undefined;
  const log = { level: 'silent', fatal: none, error: none, warn: none, info: none, debug: none, trace: none, child: () => log };
  export const pino = Object.assign(() => log, { destination: none });
  export default pino;`;

/** The function that takes webhooks in is to start at once. */
const WEBHOOK = /\/webhook\.ts$/;

const LEFT_OUT = [
  // Its index only hands on all of Probot, its server and set-up pages included.
  { module: 'probot', of: '@probot/adapter-aws-lambda-serverless', contents: EMPTY },
  // Probot reads configurations and its manifest with it; ours is read by our own parser.
  { module: 'yaml', of: '@probot/octokit-plugin-config', contents: EMPTY },
  { module: 'yaml', of: 'probot', contents: EMPTY },
  // It makes lines for people at a terminal; Probot gets a log from us.
  { module: '@probot/pino', of: 'probot', contents: EMPTY },
  // Probot would share its pace through Redis with it.
  { module: 'bottleneck', of: 'probot', contents: EMPTY },
  // For its server, and its set-up.
  { module: 'pino-http', of: 'probot', contents: EMPTY },
  { module: 'npx-import-light', of: 'probot', contents: EMPTY },
  // In a function credentials come from the environment: the ways to find them elsewhere are a third of the SDK.
  {
    module: '@aws-sdk/credential-provider-node',
    of: /^@aws-sdk\/client-/,
    contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  },
  // There Probot has nothing to say, and nobody else says it with pino.
  { module: 'pino', of: /^(probot)?$/, in: WEBHOOK, contents: SILENT_PINO },
  // With these Probot's Octokit asks GitHub: the webhook asks it nothing.
  ...['rest-endpoint-methods', 'paginate-rest', 'retry', 'throttling'].map((plugin) => ({
    module: `@octokit/plugin-${plugin}`,
    of: 'probot',
    in: WEBHOOK,
    contents: NO_PLUGIN,
  })),
];

const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/;

const leftOut = {
  name: 'left-out',
  setup(build) {
    const [entry] = build.initialOptions.entryPoints;
    const leftOutHere = LEFT_OUT.filter((each) => each.in?.test(entry) ?? true);
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const importing = PACKAGE.exec(importer)?.[1]?.replace('\\', '/') ?? '';
      const found = leftOutHere.findIndex(
        ({ module, of }) =>
          module === path && (typeof of === 'string' ? of === importing : of.test(importing)),
      );
      return found === -1 ? undefined : { path: `${found}:${path}`, namespace: 'left-out' };
    });
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: leftOutHere[Number(path.split(':', 1)[0])].contents,
      resolveDir: process.cwd(),
    }));
  },
};

module.exports = [leftOut];
