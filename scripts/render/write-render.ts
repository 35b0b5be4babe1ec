import { chmodSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, manifestText, type RenderManifest } from './manifest';
import { scratchOf, type RenderPlan } from './plan-render';

/**
 * Makes the folder what the plan says. Ended at any point, it can be done again: until stale files
 * are gone the manifest of the render before lists them, and no file is written that the manifest
 * does not list yet.
 */
export function writeRender(folder: string, plan: RenderPlan, manifest: RenderManifest): void {
  for (const place of plan.removals) removeFile(folder, place);
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, MANIFEST_FILE), manifestText(manifest), 0o644);
  for (const { place, file, state } of plan.files) {
    if (state === 'same') continue;
    const path = join(folder, place);
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, file.content, file.mode);
  }
}

/** A file appears under its name only when it is whole, and a link is replaced, not followed. */
function writeWhole(path: string, content: string, mode: number): void {
  const scratch = scratchOf(path);
  rmSync(scratch, { force: true });
  writeFileSync(scratch, content);
  chmodSync(scratch, mode);
  renameSync(scratch, path);
}

/** Removes a file, and the folders that it leaves empty. */
function removeFile(folder: string, place: string): void {
  rmSync(join(folder, place), { force: true });
  for (let parent = dirname(place); parent !== '.'; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return;
    }
  }
}
