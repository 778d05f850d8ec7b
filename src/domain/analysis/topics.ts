/** A field of work: what teams call the capability, and what in an issue speaks of it. */
interface Topic {
  /** Each is also a word, and the language of a code block, that speaks of it. */
  names: readonly string[];
  words: readonly string[];
  extensions: readonly string[];
}

const TOPICS: readonly Topic[] = [
  {
    names: ['python'],
    words: ['py', 'python3', 'pytest', 'django', 'flask', 'fastapi'],
    extensions: ['py', 'pyi', 'ipynb'],
  },
  { names: ['typescript'], words: ['ts', 'tsx'], extensions: ['ts', 'tsx', 'mts', 'cts'] },
  {
    names: ['javascript', 'node'],
    words: ['js', 'jsx', 'nodejs', 'node.js', 'npm'],
    extensions: ['js', 'jsx', 'mjs', 'cjs'],
  },
  { names: ['go', 'golang'], words: [], extensions: ['go'] },
  { names: ['rust'], words: ['rs', 'cargo'], extensions: ['rs'] },
  { names: ['java'], words: ['maven', 'gradle'], extensions: ['java'] },
  { names: ['kotlin'], words: ['kt'], extensions: ['kt', 'kts'] },
  { names: ['swift'], words: ['swiftui'], extensions: ['swift'] },
  { names: ['c'], words: [], extensions: ['c', 'h'] },
  { names: ['c++', 'cpp'], words: ['cmake'], extensions: ['cc', 'cpp', 'cxx', 'hpp'] },
  { names: ['c#', 'csharp', 'dotnet'], words: ['cs', '.net'], extensions: ['cs', 'csproj'] },
  { names: ['ruby'], words: ['rb', 'rails'], extensions: ['rb'] },
  { names: ['php'], words: ['laravel', 'symfony'], extensions: ['php'] },
  { names: ['shell', 'bash'], words: ['sh', 'zsh'], extensions: ['sh', 'bash'] },
  {
    names: ['sql', 'database', 'databases'],
    words: ['postgres', 'postgresql', 'mysql', 'sqlite'],
    extensions: ['sql'],
  },
  {
    names: ['frontend', 'ui', 'css', 'html'],
    words: ['front-end', 'react', 'vue', 'svelte'],
    extensions: ['css', 'scss', 'html', 'vue', 'svelte'],
  },
  {
    names: ['backend', 'api'],
    words: ['back-end', 'endpoint', 'endpoints', 'rest', 'graphql'],
    extensions: ['proto', 'graphql'],
  },
  {
    names: ['docs', 'documentation', 'writing'],
    words: ['readme', 'typo', 'typos'],
    extensions: ['md', 'mdx', 'rst', 'adoc'],
  },
  { names: ['testing', 'tests', 'qa'], words: ['test', 'flaky', 'coverage'], extensions: [] },
  { names: ['debugging', 'bugs'], words: ['bug', 'crash', 'regression', 'traceback'], extensions: [] },
  {
    names: ['performance', 'optimization'],
    words: ['slow', 'latency', 'cache', 'caching', 'memory-leak'],
    extensions: [],
  },
  { names: ['security'], words: ['vulnerability', 'cve', 'xss', 'csrf', 'injection'], extensions: [] },
  {
    names: ['devops', 'ci', 'infrastructure'],
    words: ['pipeline', 'deploy', 'deployment'],
    extensions: ['yml', 'yaml', 'tf'],
  },
  { names: ['docker', 'kubernetes'], words: ['dockerfile', 'k8s', 'helm'], extensions: ['dockerfile'] },
  { names: ['refactoring', 'architecture'], words: ['refactor', 'redesign', 'rewrite'], extensions: [] },
];

/** Names that are also everyday words: in a sentence they do not count. */
const EVERYDAY: ReadonlySet<string> = new Set([
  'go',
  'c',
  'r',
  'd',
  'node',
  'rust',
  'swift',
  'shell',
  'rest',
  'make',
  'basic',
]);

/** Finds the capabilities, of those that the team declares, that a word or a file speaks of. */
export interface Vocabulary {
  inLabel: (word: string) => readonly string[];
  inSentence: (word: string) => readonly string[];
  ofExtension: (extension: string) => readonly string[];
}

export function vocabularyOf(declared: readonly string[]): Vocabulary {
  const own = new Set(declared);
  const words = new Map([...own].map((name) => [name, [name]]));
  const extensions = new Map<string, string[]>();
  for (const topic of TOPICS) {
    const names = topic.names.filter((name) => own.has(name));
    if (names.length === 0) continue;
    for (const word of [...topic.names, ...topic.words]) {
      // A capability that is declared by this very word is meant alone.
      if (!own.has(word)) words.set(word, [...(words.get(word) ?? []), ...names]);
    }
    for (const extension of topic.extensions) extensions.set(extension, names);
  }
  const inLabel = (word: string) => words.get(word) ?? [];
  return {
    inLabel,
    inSentence: (word) => (EVERYDAY.has(word) ? [] : inLabel(word)),
    ofExtension: (extension) => extensions.get(extension) ?? [],
  };
}
