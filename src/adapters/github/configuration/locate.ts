import { isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import type { ConfigFault } from '../../../domain/project/project.js';
import type { YamlFile } from './yaml-file.js';

export type Path = readonly PropertyKey[];

interface Place {
  file: YamlFile;
  node: Node;
}

/**
 * The fault where a person finds it: in the file that the value came from, at the value, or at its name if
 * `atKey`. What is missing is told where it should be. `files`: the farthest first, as they were merged.
 */
export function faultFor(
  files: readonly YamlFile[],
  path: Path,
  message: string,
  atKey: boolean,
): ConfigFault | null {
  let places = topmost(
    files.flatMap((file) => (isNode(file.document.contents) ? [{ file, node: file.document.contents }] : [])),
  );
  let key: Place | undefined;
  for (const step of path) {
    const inside = topmost(places.flatMap((place) => child(place, step)));
    if (inside.length === 0) break;
    key = topmostOf(places.flatMap((place) => keyOf(place, step)));
    places = inside;
  }
  const place = (atKey ? key : undefined) ?? topmostOf(places);
  return place === undefined ? null : place.file.faultAt(place.node.range?.[0] ?? 0, message);
}

/** Of what several files say of one thing, what counts after merging: the nearest, and as long as they are mappings, those below. */
function topmost(places: readonly Place[]): readonly Place[] {
  const filled = places.filter(({ node }) => !(isScalar(node) && node.value === null));
  const set = filled.length > 0 ? filled : places;
  const lowest = set.findLastIndex(({ node }) => !isMap(node));
  return lowest === -1 ? set : set.slice(lowest === set.length - 1 ? lowest : lowest + 1);
}

function topmostOf(places: readonly Place[]): Place | undefined {
  return places.at(-1);
}

function child({ file, node }: Place, step: PropertyKey): Place[] {
  const value = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))?.value
    : isSeq(node)
      ? node.items[Number(step)]
      : undefined;
  const target = isAlias(value) ? value.resolve(file.document) : value;
  return isNode(target) ? [{ file, node: target }] : [];
}

function keyOf({ file, node }: Place, step: PropertyKey): Place[] {
  const pair = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
    : undefined;
  return isNode(pair?.key) ? [{ file, node: pair.key }] : [];
}
