import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { mkdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance, Volume } from '../account';
import { exec, inNamespace, tryExec, waitUntil } from '../exec';
import type { LabPlace } from '../lab-place';
import type { LabNetwork } from '../network/network';
import {
  controlGroupFolders,
  freezeControlGroup,
  killControlGroup,
  makeControlGroup,
} from './control-group';
import type { Disks } from './disks';

/** What the hosts of a lab have in common. */
export interface HostGround {
  readonly place: LabPlace;
  readonly network: LabNetwork;
  readonly disks: Disks;
  /** Read-only trees of an image, the uppermost first. */
  readonly layersOf: (imageId: string) => readonly string[];
  /** Of every unit of the hosts; no value has a space. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How systemd-nspawn ends when its host reboots. */
const REBOOT = 133;

/** systemd's signal for an orderly power-off: SIGRTMIN+4. */
const POWER_OFF_SIGNAL = 38;

/** Where a volume is plugged in: the loop device outside, and its name inside. */
interface Plug {
  readonly device: string;
  readonly node: string;
}

/** A Debian host, booted by systemd-nspawn for one instance of the double. */
export class BootedHost {
  private nspawn: ChildProcess | undefined;
  private mayReboot = true;
  private plugged = new Map<string, Plug>();

  constructor(
    private readonly ground: HostGround,
    readonly instance: Instance,
  ) {}

  get running(): boolean {
    return this.nspawn !== undefined;
  }

  /** What was printed on its console since it was made, all boots. */
  get consoleFile(): string {
    return join(this.folder, 'console.log');
  }

  /** Resolves when its first process runs, as EC2 says `running` before a host has booted. */
  async boot(): Promise<void> {
    const { place, network, layersOf } = this.ground;
    const root = join(this.folder, 'root');
    for (const part of ['root', 'changes', 'work', 'by-id', 'hypervisor']) {
      await mkdir(join(this.folder, part), { recursive: true });
    }
    // By this cloud-init knows EC2.
    const uuid = `ec2${this.instance.id.slice(-5)}-0000-0000-0000-000000000000\n`;
    await writeFile(join(this.folder, 'hypervisor', 'uuid'), uuid);
    if ((await tryExec(['mountpoint', '-q', root])) === undefined) {
      const layers = `lowerdir=${layersOf(this.instance.imageId).join(':')}`;
      const own = `upperdir=${join(this.folder, 'changes')},workdir=${join(this.folder, 'work')}`;
      await exec(['mount', '-t', 'overlay', place.namespace, '-o', `${layers},${own}`, root]);
    }
    await network.connect(this.instance);
    await makeControlGroup(this.controlGroup);
    this.mayReboot = true;
    this.start();
    await this.firstProcess();
    await this.plug(this.instance.volumes);
  }

  /** Gives it the volumes that it lacks, and takes those that it should not have; grows those that grew. */
  async plug(volumes: readonly Volume[]): Promise<void> {
    // A host that reboots meanwhile has plugs of its own again.
    const { plugged } = this;
    const wanted = new Set(volumes.map(({ id }) => id));
    for (const [id, { node }] of plugged) {
      if (wanted.has(id)) continue;
      await rm(this.link(id), { force: true });
      await this.inside(['rm', '-f', node]);
      await this.ground.disks.detach(id);
      plugged.delete(id);
    }
    for (const { id, sizeGiB } of volumes) {
      const device = await this.ground.disks.attach(id, sizeGiB);
      if (plugged.get(id)?.device === device) continue;
      const node = freeNode(plugged);
      const { rdev } = await stat(device);
      const [major, minor] = [(rdev >> 8) & 0xfff, (rdev & 0xff) | ((rdev >> 12) & 0xfff00)];
      await this.inside(['mknod', '-m', '660', node, 'b', `${major}`, `${minor}`]);
      await rm(this.link(id), { force: true });
      await symlink(`../../${node.slice('/dev/'.length)}`, this.link(id));
      plugged.set(id, { device, node });
    }
  }

  /** Runs a command inside the host, as root. */
  async inside(argv: readonly string[]): Promise<string> {
    return exec(['nsenter', '-t', `${await this.firstProcess()}`, '-a', '--', ...argv]);
  }

  /** An orderly shutdown, as at `aws ec2 stop-instances`; by force after EC2's own few minutes. */
  async powerOff(): Promise<void> {
    this.mayReboot = false;
    const { nspawn } = this;
    if (!nspawn) return;
    const ended = once(nspawn, 'exit');
    process.kill(await this.firstProcess(), POWER_OFF_SIGNAL);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((done) => (timer = setTimeout(done, 300_000)))]);
    clearTimeout(timer);
    await this.kill();
  }

  /** As if its rack had lost power: nothing in it runs a moment longer. */
  async kill(): Promise<void> {
    this.mayReboot = false;
    const { nspawn } = this;
    const ended = nspawn && nspawn.exitCode === null ? once(nspawn, 'exit') : undefined;
    await killControlGroup(this.controlGroup);
    await ended;
    this.nspawn = undefined;
  }

  /** Stops its processes where they are, as a hypervisor that hangs does; or lets them go on. */
  async freeze(frozen: boolean): Promise<void> {
    await freezeControlGroup(this.controlGroup, frozen);
  }

  /** Takes away all that it had but its volumes. */
  async discard(): Promise<void> {
    await this.kill();
    for (const id of this.plugged.keys()) await this.ground.disks.detach(id);
    this.plugged.clear();
    await this.ground.network.disconnect(this.instance);
    await tryExec(['umount', join(this.folder, 'root')]);
    for (const part of ['root', 'changes', 'work', 'by-id', 'hypervisor']) {
      await rm(join(this.folder, part), { recursive: true, force: true });
    }
  }

  private get folder(): string {
    return join(this.ground.place.folder, 'hosts', this.instance.id);
  }

  private get controlGroup(): string {
    return join(this.ground.place.controlGroup, this.instance.id);
  }

  private link(volumeId: string): string {
    const serial = volumeId.replace('-', '');
    return join(this.folder, 'by-id', `nvme-Amazon_Elastic_Block_Store_${serial}`);
  }

  /** Its volumes follow at the next look of who keeps it in step. */
  private start(): void {
    this.plugged = new Map();
    const output = openSync(this.consoleFile, 'a');
    const groups = controlGroupFolders(this.controlGroup).map((path) => `${path}/cgroup.procs`);
    // The shell puts itself into the control groups and becomes nspawn there.
    const enter = groups.map((file) => `echo $$ > ${file}`).join(' && ');
    const nspawn = spawn('sh', ['-c', `${enter} && exec "$@"`, 'sh', ...this.nspawnCommand()], {
      stdio: ['ignore', output, output],
      detached: true,
      env: {
        ...process.env,
        // A /sys of its own, as with a private network that nspawn itself makes.
        SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network',
        // As on a host: what a unit may reach is held to by control groups of version 2.
        SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1',
      },
    });
    closeSync(output);
    this.nspawn = nspawn;
    nspawn.once('exit', (code) => {
      if (code === REBOOT && this.mayReboot) this.start();
      else this.nspawn = undefined;
    });
  }

  private nspawnCommand(): readonly string[] {
    const bindReadOnly = (from: string, to: string) => `--bind-ro=${join(this.folder, from)}:${to}`;
    return inNamespace(this.ground.place.namespace, [
      ...['systemd-nspawn', '--quiet', '--boot', `--directory=${join(this.folder, 'root')}`],
      `--machine=${this.instance.id}`,
      ...['--register=no', '--keep-unit', '--console=read-only'],
      ...['--resolv-conf=off', '--timezone=off', '--link-journal=no'],
      `--network-namespace-path=/run/netns/${this.ground.network.namespaceOf(this.instance)}`,
      ...['--capability=CAP_NET_ADMIN', '--system-call-filter=bpf'],
      bindReadOnly('hypervisor', '/sys/hypervisor'),
      bindReadOnly('by-id', '/dev/disk/by-id'),
      // For systemd, as a kernel's command line is.
      ...Object.entries(this.ground.environment).map((each) => `systemd.setenv=${each.join('=')}`),
    ]);
  }

  /** The id, outside, of the host's process 1. */
  private async firstProcess(): Promise<number> {
    let found: number | undefined;
    await waitUntil(`${this.instance.id} to start; see ${this.consoleFile}`, () => {
      const pid = this.nspawn?.pid;
      if (pid === undefined) throw new Error(`${this.instance.id} ended; see ${this.consoleFile}`);
      found = children(pid).find(isFirstInItsNamespace);
      return found !== undefined;
    });
    await readlink(`/proc/${found}/ns/mnt`);
    return found ?? 0;
  }
}

function freeNode(plugged: ReadonlyMap<string, Plug>): string {
  const taken = new Set([...plugged.values()].map(({ node }) => node));
  for (let number = 1; ; number++) {
    const node = `/dev/nvme${number}n1`;
    if (!taken.has(node)) return node;
  }
}

function children(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return list.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function isFirstInItsNamespace(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // By then its own init runs, not nspawn that prepares its folders.
    return /^NSpid:\t\d+\t1$/m.test(status) && /^Name:\tsystemd$/m.test(status);
  } catch {
    return false;
  }
}
