import { execFileSync, spawn } from 'node:child_process';

/** A disk of its own for a folder, which keeps what it holds. Its processes must be at rest. */
export interface SmallDisk {
  /** Whether it can be written to. */
  setWritable(isWritable: boolean): void;
  remove(): void;
}

/** Reads until there is nobody left who could write, and then lets the disk go. */
const KEEPER = 'cat >/dev/null; umount --lazy "$1"';

/**
 * Puts a folder onto a disk in memory, of so many MiB. Needs root, on Linux. It is let go with this process at the
 * latest, whatever ends that.
 */
export function onSmallDisk(folder: string, sizeMiB: number): SmallDisk {
  const kept = `${folder}.kept`;
  execFileSync('mv', [folder, kept]);
  execFileSync('mkdir', [folder]);
  const remove = mount(['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'small-disk'], folder);
  execFileSync('sh', ['-c', 'cp -a "$1/." "$2/"', 'sh', kept, folder]);
  return {
    setWritable: (isWritable) => {
      execFileSync('mount', ['-o', `remount,${isWritable ? 'rw' : 'ro'}`, folder]);
    },
    remove,
  };
}

/**
 * Puts the file system of an image over a folder. Needs root, on Linux. It is let go with this process at the latest,
 * and its loop device with it.
 *
 * @returns what lets it go
 */
export function mountImage(image: string, folder: string): () => void {
  return mount(['-o', 'loop', image], folder);
}

function mount(what: readonly string[], folder: string): () => void {
  execFileSync('mount', [...what, folder]);
  const keeper = spawn('sh', ['-c', KEEPER, 'sh', folder], {
    // Ctrl-C is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.unref();
  return () => {
    execFileSync('umount', ['--lazy', folder]);
    process.kill(-keeper.pid!);
  };
}
