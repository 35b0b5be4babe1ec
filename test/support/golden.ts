import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';

/** Files by their path inside a folder of test/golden/. */
export type GoldenFiles = Readonly<Record<string, string>>;

/**
 * What test/golden/ holds for this folder. With UPDATE_GOLDEN=1 it is made what `files` are, and
 * the difference shows in git.
 */
export function goldenFiles(folder: string, files: GoldenFiles): GoldenFiles {
  const root = join(packageFolder(), 'test', 'golden', folder);
  if (process.env.UPDATE_GOLDEN === '1') writeGolden(root, files);
  if (!existsSync(root)) return {};
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

function writeGolden(root: string, files: GoldenFiles): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
