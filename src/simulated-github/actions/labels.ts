import { labelJson } from '../representation/label.js';
import type { Doer, Label, Repository } from '../state.js';
import type { World } from '../world.js';

export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

export function createLabel(
  world: World,
  repository: Repository,
  wanted: { name: string; color?: string | undefined; description?: string | null | undefined },
  by: Doer,
): Label {
  const label: Label = {
    id: world.identifiers.number(),
    name: wanted.name,
    color: wanted.color ?? 'ededed',
    description: wanted.description ?? null,
    default: false,
  };
  repository.labels.push(label);
  world.emit({
    event: 'label',
    action: 'created',
    payload: { label: labelJson(world, repository, label) },
    repository,
    sender: by.account,
  });
  return label;
}

/** Labels by name; those that the repository does not have are made, as GitHub does. */
export function labelsNamed(
  world: World,
  repository: Repository,
  names: readonly string[],
  by: Doer,
): Label[] {
  return names.map((name) => findLabel(repository, name) ?? createLabel(world, repository, { name }, by));
}
