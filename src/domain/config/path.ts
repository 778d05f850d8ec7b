/** Where a repository keeps its configuration; the owner's `.github` repository keeps the shared one at the same place. */
export const CONFIG_PATH = '.github/tekton-core.yml';
