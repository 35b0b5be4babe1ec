import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../cluster/errors';
import { runProgram } from '../../../scripts/system/run-program';
import { exec, tryExec } from '../exec';
import { APT_OPTIONS, BARE_PACKAGES, OFFERED_PACKAGES, PREBAKED_PACKAGES, SUITE } from './recipe';

/** Copied into the tree as they stand. */
export const FILES = join(__dirname, 'files');

export const PREBAKE = join(__dirname, 'prebake.sh');

/** Makes, in a new folder, `bare` (a tree) and `prebake` (with its layer and its packages). */
export async function buildImage(scratch: string, signal: AbortSignal | undefined): Promise<void> {
  const [bare, prebake] = [join(scratch, 'bare'), join(scratch, 'prebake')];
  await mkdir(scratch);
  const lists = [PREBAKED_PACKAGES, OFFERED_PACKAGES].map((list) => `"${list.join(' ')}"`);
  const hook = `sh ${PREBAKE} "$1" ${prebake} ${lists.join(' ')}`;
  const { code, lastLines } = await runProgram(
    [
      ...['mmdebstrap', '--mode=root', '--variant=minbase', '--components=main'],
      ...[`--include=${BARE_PACKAGES.join(',')}`, ...APT_OPTIONS, ...machineAptOptions()],
      ...[`--customize-hook=${finish('"$1"')}`, `--customize-hook=${hook}`],
      ...[SUITE, bare, ...machineSources()],
    ],
    { signal, endWith: 'SIGINT' },
  );
  if (code !== 0) {
    await tryExec(['umount', '--recursive', join(prebake, 'merged')]);
    throw new UserError(
      `mmdebstrap: must make the image of the lab's hosts. It said:\n${lastLines.join('\n')}`,
    );
  }
  await cp(FILES, bare, { recursive: true });
  // mmdebstrap leaves the machine's own sources, which name its mirrors.
  await rm(join(bare, 'etc/apt/sources.list.d'), { recursive: true, force: true });
  await writeFile(join(bare, 'etc/machine-id'), '');
  await exec(['rm', '-rf', ...FIRST_BOOT.map((path) => join(bare, path))]);
}

/** What a booted system makes for itself. */
const FIRST_BOOT = ['var/lib/dbus/machine-id', 'etc/hostname', 'var/lib/cloud'];

/** The last steps inside the tree: each host makes SSH keys of its own, and gets its address by networkd. */
const finish = (root: string): string =>
  [
    `rm -f ${root}/etc/ssh/ssh_host_*`,
    `chroot ${root} systemctl --quiet enable systemd-networkd systemd-resolved`,
    // systemd-nspawn's own, which would take the interface before netplan's.
    `ln -sf /dev/null ${root}/etc/systemd/network/80-container-host0.network`,
    `ln -sf ../run/systemd/resolve/stub-resolv.conf ${root}/etc/resolv.conf`,
  ].join(' && ');

/** How this machine reaches its mirrors. */
function machineAptOptions(): readonly string[] {
  return readConfiguration('/etc/apt/apt.conf.d', /Acquire/).map((file) => `--aptopt=${file}`);
}

/** This machine's own mirrors where it is of the same release, else Debian's. */
function machineSources(): readonly string[] {
  const found = readConfiguration('/etc/apt/sources.list.d', new RegExp(SUITE));
  const list = '/etc/apt/sources.list';
  const own = existsSync(list) && readFileSync(list, 'utf8').includes(SUITE) ? [list] : [];
  return [...own, ...found.filter((file) => /\.(list|sources)$/.test(file))];
}

function readConfiguration(folder: string, like: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => like.test(readFileSync(file, 'utf8')));
}
