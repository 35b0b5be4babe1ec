import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { startInOwnSession } from '../../../scripts/system/own-session';
import { inNamespace, waitUntil } from '../exec';
import { LAB_ADDRESSES, type LabPlace } from '../lab-place';
import type { Subnet } from './network';

/** A host that DHCP knows. */
export interface DnsmasqHost {
  readonly macAddress: string;
  readonly address: string;
  readonly name: string;
}

/** DNS and DHCP of the lab. */
export class Dnsmasq {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  /** Changes come one after the other: each may need a restart. */
  private turn: Promise<void> = Promise.resolve();
  private subnets = '';
  private hosts = '';
  private names = '';

  constructor(private readonly place: LabPlace) {}

  async start(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.file('hosts'), this.hosts);
    await writeFile(this.file('names'), this.names);
    await writeFile(this.file('dnsmasq.conf'), this.configuration());
    const output = openSync(this.file('dnsmasq.log'), 'w');
    const child = startInOwnSession(
      inNamespace(this.place.namespace, ['dnsmasq', `--conf-file=${this.file('dnsmasq.conf')}`]),
      { stdio: ['ignore', output, output] },
    );
    closeSync(output);
    this.child = child;
    this.ended = once(child, 'exit');
    // A signal before it serves would end it, as it has no handler yet.
    await waitUntil('dnsmasq', async () => {
      const log = await readFile(this.file('dnsmasq.log'), 'utf8');
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`dnsmasq has ended: ${log}`);
      }
      return log.includes('started, version');
    });
  }

  /** Who gets which address. A subnet that is new needs a restart, a host does not. */
  setHosts(subnets: readonly Subnet[], hosts: readonly DnsmasqHost[]): Promise<void> {
    return this.inTurn(() => this.serve(subnets, hosts));
  }

  private async serve(subnets: readonly Subnet[], hosts: readonly DnsmasqHost[]): Promise<void> {
    const ranges = subnets.map(({ network, mask }) => `dhcp-range=${network},static,${mask},12h\n`);
    const lines = hosts.map(
      ({ macAddress, address, name }) => `${macAddress},${address},${name}\n`,
    );
    this.hosts = lines.join('');
    const known = this.subnets;
    this.subnets = [...new Set(ranges)].join('');
    if (this.subnets !== known) return this.restart();
    await writeFile(this.file('hosts'), this.hosts);
    this.child?.kill('SIGHUP');
  }

  setNames(records: readonly { name: string; address: string }[]): Promise<void> {
    const names = records.map(({ name, address }) => `${address} ${name}\n`).join('');
    return this.inTurn(async () => {
      if (names === this.names) return;
      this.names = names;
      await writeFile(this.file('names'), names);
      this.child?.kill('SIGHUP');
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async restart(): Promise<void> {
    this.child?.kill('SIGTERM');
    await this.ended;
    await this.start();
  }

  private configuration(): string {
    return `keep-in-foreground
log-facility=-
user=root
no-resolv
no-hosts
bind-dynamic
# Every name of AWS is the double; a name that no zone of it has does not exist.
address=/amazonaws.com/${LAB_ADDRESSES.aws}
address=/packages.lab/${LAB_ADDRESSES.aws}
local=/#/
addn-hosts=${this.file('names')}
dhcp-authoritative
no-ping
dhcp-hostsfile=${this.file('hosts')}
dhcp-leasefile=${this.file('leases')}
dhcp-option=option:dns-server,${LAB_ADDRESSES.resolver}
${this.subnets}`;
  }

  private get folder(): string {
    return join(this.place.folder, 'dnsmasq');
  }

  private file(name: string): string {
    return join(this.folder, name);
  }
}
