import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a script ended, and all that it printed. */
export interface SandboxResult {
  readonly code: number | null;
  readonly said: string;
}

/** Undefined where a sandbox can be made. */
export function sandboxObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'run Linux, for mount namespaces';
  return process.getuid?.() === 0 ? undefined : 'let the tests run as root, for mount namespaces';
}

/**
 * A mount namespace in which all of the machine's files stand, and whatever is written is seen there
 * alone and gone at the end. For the host's program, as root and whole: only the commands that would
 * reach beyond files are other ones.
 */
export class HostSandbox {
  private constructor(
    private readonly folder: string,
    private readonly keeper: ChildProcess,
  ) {}

  static async make(): Promise<HostSandbox> {
    const folder = mkdtempSync(join(tmpdir(), 'host-sandbox-'));
    for (const part of ['bucket', 'programs', 'layers']) mkdirSync(join(folder, part));
    for (const [name, script] of Object.entries(PROGRAMS)) {
      const file = join(folder, 'programs', name);
      writeFileSync(file, `#!/bin/bash\n${script}\n`);
      chmodSync(file, 0o755);
    }
    // What it has mounted goes with it, and it goes when its input is closed.
    const keeper = spawn(
      'unshare',
      ['--mount', '--propagation', 'private', 'sh', '-euc', SETUP, 'sh', folder],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const first = await Promise.race([once(keeper.stdout, 'data'), once(keeper, 'exit')]);
    if (keeper.exitCode !== null) throw new Error(`no sandbox could be made: ${first.join()}`);
    return new HostSandbox(folder, keeper);
  }

  /** Runs a script of bash in it, as root; its arguments are `$1`, `$2` … */
  run(script: string, ...args: readonly string[]): SandboxResult {
    const root = join(this.folder, 'layers/root');
    const { status, stdout, stderr } = spawnSync(
      'nsenter',
      [
        ...['--target', `${this.keeper.pid}`, '--mount', 'chroot', root],
        ...['env', '-i', `PATH=/programs:${PATH}`, 'LC_ALL=C'],
        ...['bash', '-c', script, 'bash', ...args],
      ],
      // A socket as its input would make bash read its start-up files.
      { encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return { code: status, said: `${stdout}${stderr}`.trim() };
  }

  /** What a script prints that must end well. */
  sh(script: string, ...args: readonly string[]): string {
    const { code, said } = this.run(script, ...args);
    if (code !== 0) throw new Error(`${script}: exit code ${code}: ${said}`);
    return said;
  }

  /** The files that were written in it after this one: nobody else's, as the machine itself changes too. */
  writtenAfter(file: string): readonly string[] {
    const [written, root] = ['upper', 'root'].map((part) => join(this.folder, 'layers', part));
    const find = ['find', written!, '-newer', join(root!, file), '-type', 'f', '-printf', '%P\\n'];
    const inside = ['--target', `${this.keeper.pid}`, '--mount', ...find];
    const { status, stdout, stderr } = spawnSync('nsenter', inside, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout.split('\n').slice(0, -1);
  }

  /** Puts an object into the bucket `files`; undefined removes it. */
  put(key: string, content: string | Buffer | undefined): void {
    const file = join(this.folder, 'bucket/files', key);
    mkdirSync(dirname(file), { recursive: true });
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content);
  }

  async remove(): Promise<void> {
    const ended = once(this.keeper, 'exit');
    this.keeper.stdin?.end();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const SETUP = `
cd "$1/layers"
mount -t tmpfs tmpfs .
cd "$1/layers"
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
mkdir -p root/bucket root/programs root/etc/ssh
mount --bind ../bucket root/bucket
mount --bind ../programs root/programs
mount -t proc proc root/proc
mount --rbind /dev root/dev
mount -t tmpfs tmpfs root/run
rm -f root/etc/ssh/ssh_host_*
echo 'ssh-ed25519 AAAA root@host' >root/etc/ssh/ssh_host_ed25519_key.pub
echo ready
exec cat >/dev/null
`;

/** What would reach out of the namespace: the bucket is a folder, and systemd and the kernel are told of in a file. */
const PROGRAMS: Readonly<Record<string, string>> = {
  aws: `words=()
while (($#)); do
  case $1 in
    --region | --exclude) shift ;;
    --*) ;;
    *) words+=("$1") ;;
  esac
  shift
done
from=\${words[2]/#s3:\\/\\//\\/bucket\\/} to=\${words[3]/#s3:\\/\\//\\/bucket\\/}
if [[ -d $from ]]; then
  cp -r "$from/." "$to"
  rm -rf "$to/published"
else
  mkdir -p "$(dirname "$to")" && cp "$from" "$to"
fi`,
  // Nothing is active.
  systemctl: `echo "systemctl $*" >>/run/calls
[[ $1 != --quiet || $2 != is-active ]]`,
  sysctl: 'echo "sysctl $*" >>/run/calls',
  'systemd-run': 'echo "systemd-run $*" >>/run/calls',
  // What is installed is in a file.
  'dpkg-query': `grep --quiet --no-messages --line-regexp -- "\${*: -1}" /etc/installed && echo 'install ok installed'`,
  // Called for nothing: the sandbox has no disk.
  'mkfs.xfs': 'exit 1',
  java: 'exit 1',
  logrotate: 'exit 1',
};
