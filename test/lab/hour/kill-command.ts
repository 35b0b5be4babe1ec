import { readFileSync, readdirSync } from 'node:fs';

/** As kill -9 does it to a command of the tool, such as `converge`, that was started for a project. */
export function killCommand(folder: string, command: string): void {
  for (const pid of commandsOf(folder, command)) process.kill(pid, 'SIGKILL');
}

function commandsOf(folder: string, command: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      const read = (name: string) => readFileSync(`/proc/${id}/${name}`, 'latin1');
      try {
        return read('cmdline').includes(`\0${command}\0`) && read('environ').includes(folder);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);
}
