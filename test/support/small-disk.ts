import { execFileSync } from 'node:child_process';

/** A disk of its own for a folder, which keeps what it holds. Its processes must be at rest. */
export interface SmallDisk {
  /** Whether it can be written to. */
  setWritable(isWritable: boolean): void;
  remove(): void;
}

/** Puts a folder onto a disk in memory, of so many MiB. Needs root, on Linux. */
export function onSmallDisk(folder: string, sizeMiB: number): SmallDisk {
  const kept = `${folder}.kept`;
  execFileSync('mv', [folder, kept]);
  execFileSync('mkdir', [folder]);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'small-disk', folder]);
  let isThere = true;
  const remove = () => {
    if (isThere) execFileSync('umount', ['--lazy', folder]);
    isThere = false;
  };
  // It would outlive a run that is interrupted.
  process.once('exit', remove);
  execFileSync('sh', ['-c', 'cp -a "$1/." "$2/"', 'sh', kept, folder]);
  return {
    setWritable: (isWritable) => {
      execFileSync('mount', ['-o', `remount,${isWritable ? 'rw' : 'ro'}`, folder]);
    },
    remove,
  };
}
