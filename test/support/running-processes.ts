import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes whose command line has this text in it, such as the path of a folder. */
export function runningProcesses(text: string): readonly number[] {
  return commandLines()
    .filter(({ pid, line }) => pid !== process.pid && line.includes(text))
    .map(({ pid }) => pid);
}

function commandLines(): readonly { readonly pid: number; readonly line: string }[] {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-Ao', 'pid=,command='], { encoding: 'utf8' });
    return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line), line }));
  }
  // Debian's smallest installation has no ps.
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return { pid: Number(name), line: readFileSync(`/proc/${name}/cmdline`, 'utf8') };
      } catch {
        return [];
      }
    });
}
