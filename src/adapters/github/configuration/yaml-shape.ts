import { isMap, isScalar, visit, type Alias, type Document, type Node, type YAMLMap } from 'yaml';

/** Aliases are for a few repetitions; thousands are an attack. */
export const MOST_ALIASES = 50;
const DEEPEST = 32;

interface ShapeFault {
  node: Node;
  message: string;
}

/** What YAML allows and a configuration does not. */
export function shapeFaults(document: Document): ShapeFault[] {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (!isMap(root)) return [{ node: root, message: 'the file must hold settings, each as `name: value`' }];

  const faults: ShapeFault[] = [];
  let aliases = 0;
  visit(document, {
    Map(_, node, path) {
      faults.push(...nameFaults(node));
      return tooDeep(node, path, faults);
    },
    Seq: (_, node, path) => tooDeep(node, path, faults),
    Alias(_, node, path) {
      aliases++;
      if (aliases > MOST_ALIASES) {
        faults.push({ node, message: `there are more than ${MOST_ALIASES} aliases` });
        return visit.BREAK;
      }
      faults.push(...aliasFaults(node, path, document));
      return undefined;
    },
  });
  return faults;
}

/** The path holds a document, then a pair or none and a node for each level. */
function tooDeep(node: Node, path: readonly unknown[], faults: ShapeFault[]): symbol | undefined {
  if (path.length <= DEEPEST) return undefined;
  faults.push({ node, message: 'this is nested too deeply' });
  return visit.BREAK;
}

/** Every cycle goes through an alias that lies within what it names: anchors stand before their aliases. */
function aliasFaults(node: Alias, path: readonly unknown[], document: Document): ShapeFault[] {
  const target = node.resolve(document);
  if (target === undefined) return [{ node, message: `there is no \`&${node.source}\` before it` }];
  return path.includes(target) ? [{ node, message: `\`*${node.source}\` contains itself` }] : [];
}

function nameFaults({ items }: YAMLMap): ShapeFault[] {
  const names = new Set<unknown>();
  return items.flatMap(({ key }): ShapeFault[] => {
    if (!isScalar(key)) return [];
    const double = names.has(key.value);
    names.add(key.value);
    if (double) return [{ node: key, message: `\`${String(key.value)}\` is there twice` }];
    return key.value === '__proto__' ? [{ node: key, message: '`__proto__` cannot be a name' }] : [];
  });
}
