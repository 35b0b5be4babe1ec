import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { addressAt, formatAddress, parseCidr } from '../../../cluster/cidr';
import type { Account, Instance } from '../account';
import { exec, inNamespace, tryExec } from '../exec';
import { LAB_ADDRESSES, type LabPlace } from '../lab-place';
import { Dnsmasq, type DnsmasqHost } from './dnsmasq';
import { firewallOf } from './security-groups';

/**
 * The lab's network: one namespace with the double, DNS, DHCP and the tools in it, and one bridge
 * for each subnet; each host has a namespace of its own with the one interface `ens5`, whose other
 * end is on the bridge of its subnet. No address of it is seen outside.
 */
export class LabNetwork {
  private readonly dnsmasq: Dnsmasq;
  private readonly bridges = new Map<string, Promise<void>>();
  private readonly leases = new Map<string, DnsmasqHost>();
  private account: Account | undefined;
  /** What stands before each host that has an interface: one for each time that it starts. */
  private readonly firewalls = new Map<string, Firewall>();

  constructor(private readonly place: LabPlace) {
    this.dnsmasq = new Dnsmasq(place);
  }

  /** Makes the namespace, with the addresses that AWS has for every host. */
  async make(): Promise<void> {
    const { namespace, resolverFolder } = this.place;
    await exec(['ip', 'netns', 'add', namespace]);
    await this.ip('link', 'set', 'lo', 'up');
    for (const address of Object.values(LAB_ADDRESSES)) {
      await this.ip('addr', 'add', `${address}/32`, 'dev', 'lo');
    }
    // Between the subnets, as the router of a VPC does.
    await exec(inNamespace(namespace, ['sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1']));
    await mkdir(resolverFolder, { recursive: true });
    await writeFile(`${resolverFolder}/resolv.conf`, `nameserver ${LAB_ADDRESSES.resolver}\n`);
    await this.dnsmasq.start();
  }

  /** The namespace that a host boots in. */
  namespaceOf({ id }: Instance): string {
    return `${this.place.namespace}-${id}`;
  }

  /** A fresh interface for a host that is about to boot: its address comes by DHCP, as on EC2. */
  async connect(instance: Instance): Promise<void> {
    const { subnetCidr, macAddress, address, id } = instance;
    const bridge = await this.bridge(subnetCidr);
    const namespace = this.namespaceOf(instance);
    // The namespace is another one each time that it starts.
    this.firewalls.delete(id);
    await this.removeInterface(instance);
    await exec(['ip', 'netns', 'add', namespace]);
    const firewall: Firewall = {};
    await this.protect(instance, firewall);
    this.firewalls.set(id, firewall);
    const outside = outsideName(instance);
    await this.ip(
      ...['link', 'add', outside, 'type', 'veth'],
      ...['peer', 'name', 'ens5', 'address', macAddress, 'netns', namespace],
    );
    await this.ip('link', 'set', outside, 'master', bridge, 'up');
    this.leases.set(id, { macAddress, address, name: `ip-${address.replaceAll('.', '-')}` });
    await this.updateLeases();
  }

  async disconnect(instance: Instance): Promise<void> {
    this.leases.delete(instance.id);
    this.firewalls.delete(instance.id);
    await this.removeInterface(instance);
    await this.updateLeases();
  }

  /** Puts the security groups of an account before the hosts, those to come included. */
  async enforceSecurityGroups(account: Account): Promise<void> {
    this.account = account;
    for (const instance of account.instances) {
      const firewall = this.firewalls.get(instance.id);
      if (!firewall) continue;
      await this.protect(instance, firewall).catch((error: unknown) => {
        // A host that goes or starts anew meanwhile has taken its namespace along.
        if (this.firewalls.get(instance.id) === firewall) throw error;
      });
    }
  }

  /** Pulls out a host's network cable, or puts it in again. */
  async setCable(instance: Instance, connected: boolean): Promise<void> {
    await this.ip('link', 'set', outsideName(instance), connected ? 'up' : 'down');
  }

  /** Lets no packet pass between hosts of these two groups; all others reach each other. */
  async partition(one: readonly Instance[], other: readonly Instance[]): Promise<void> {
    const set = (hosts: readonly Instance[]) => `{ ${hosts.map((h) => h.address).join(', ')} }`;
    const drop = (from: readonly Instance[], to: readonly Instance[]) =>
      `ip saddr ${set(from)} ip daddr ${set(to)} drop`;
    const rules = [drop(one, other), drop(other, one)];
    await this.heal();
    // Within a subnet packets cross a bridge, between subnets the router.
    for (const family of ['bridge', 'inet']) {
      const chain = `chain forward { type filter hook forward priority 0; ${rules.join('; ')}; };`;
      await this.nft(this.place.namespace, `table ${family} partition { ${chain} }`);
    }
  }

  /** Ends every {@link partition}. */
  async heal(): Promise<void> {
    for (const family of ['bridge', 'inet']) {
      const { namespace } = this.place;
      await tryExec(inNamespace(namespace, ['nft', 'delete', 'table', family, 'partition']));
    }
  }

  /** The names of the private zones. */
  async setNames(records: readonly { name: string; address: string }[]): Promise<void> {
    await this.dnsmasq.setNames(records);
  }

  private async bridge(cidr: string): Promise<string> {
    const { network, router, prefix } = subnetOf(cidr);
    const name = `s${network}`.slice(0, 15);
    const make = async () => {
      await this.ip('link', 'add', name, 'type', 'bridge', 'forward_delay', '0', 'stp_state', '0');
      await this.ip('addr', 'add', `${router}/${prefix}`, 'dev', name);
      await this.ip('link', 'set', name, 'up');
    };
    const made = this.bridges.get(cidr) ?? make();
    this.bridges.set(cidr, made);
    await made;
    return name;
  }

  private updateLeases(): Promise<void> {
    return this.dnsmasq.setHosts([...this.bridges.keys()].map(subnetOf), [...this.leases.values()]);
  }

  private async removeInterface(instance: Instance): Promise<void> {
    const namespace = this.namespaceOf(instance);
    if (existsSync(`/run/netns/${namespace}`)) await exec(['ip', 'netns', 'delete', namespace]);
    const { namespace: lab } = this.place;
    // It goes with its peer, but only once the kernel comes to it.
    await tryExec(inNamespace(lab, ['ip', 'link', 'delete', outsideName(instance)]));
  }

  private async ip(...args: readonly string[]): Promise<void> {
    await exec(inNamespace(this.place.namespace, ['ip', ...args]));
  }

  /** Rules that change take the place of those before in one step. */
  private async protect(instance: Instance, firewall: Firewall): Promise<void> {
    const rules = this.account ? firewallOf(this.account, instance) : '';
    if (firewall.rules === rules) return;
    const empty = 'table inet security_groups\ndelete table inet security_groups';
    await this.nft(this.namespaceOf(instance), `${empty}\n${rules}`);
    firewall.rules = rules;
  }

  private async nft(namespace: string, rules: string): Promise<void> {
    await exec(inNamespace(namespace, ['nft', rules]));
  }
}

/** The rules in a host's namespace, once nftables has taken them. */
interface Firewall {
  rules?: string;
}

/** Names of interfaces have 15 letters at most. */
function outsideName({ id }: Instance): string {
  return `v${id.slice(-12)}`;
}

/** A subnet, as DHCP and the router see it. */
export interface Subnet {
  readonly network: string;
  /** AWS keeps the first address for the router. */
  readonly router: string;
  readonly prefix: number;
  readonly mask: string;
}

/** 10.20.1.0/24 → its network, router 10.20.1.1 and mask 255.255.255.0. */
export function subnetOf(cidr: string): Subnet {
  const subnet = parseCidr(cidr)!;
  return {
    network: addressAt(subnet, 0),
    router: addressAt(subnet, 1),
    prefix: subnet.prefix,
    mask: formatAddress(4, BigInt.asUintN(32, ~(subnet.last - subnet.first))),
  };
}
