import { createHash } from 'node:crypto';
import { conditional, Fn, Token, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { DeclaredTopics } from '../cluster/topics/declared-topics';
import type { Inventory } from '../cluster/inventory/inventory';
import { openPorts } from '../cluster/security';
import type { Topology } from '../cluster/topology';
import type { ArchiveObject } from './archive-object';
import type { ClusterBucket } from './cluster-bucket';
import type { ClusterHost } from './cluster-host';
import type { ClusterKey } from './cluster-key';
import type { Firewall } from './firewall';
import type { ResolvedProps } from './kafka-cluster-props';
import { LeavingGuard } from './leaving-guard';
import { literals } from './literal';
import { resolvedOnce } from './resolved-once';
import { INVENTORY_VARIABLE, stepCommand } from './step-command';
import { TerraformData } from './terraform-data';
import { VerifiedMarker } from './verified-marker';
import { waitFor } from './wait-for';

export interface DeployStepsProps {
  readonly steps: ResolvedProps['deploy'];
  readonly clusterName: string;
  readonly bucket: ClusterBucket;
  readonly kmsKeyArn: string;
  readonly archive: ArchiveObject;
  readonly topology: Topology;
  readonly firewall: Firewall;
  readonly secretsKey: ClusterKey;
  readonly hosts: readonly ClusterHost[];
  /** Whether no broker that holds data may go. */
  readonly protectsData: boolean;
  /** Undefined where the spec has no topics or quotas. */
  readonly topics: DeclaredTopics | undefined;
  readonly inventory: (options: { readonly withInstances: boolean }) => Inventory;
}

/** One step on the live cluster: a command of `cdktf-kafka`. */
interface Step {
  readonly command: string;
  /** Runs again when any of these changes. */
  readonly triggers: readonly unknown[];
  readonly after: readonly ITerraformDependable[];
  /** Whether all hosts are made when it runs. */
  readonly withInstances: boolean;
}

/**
 * The order of a deploy: release, files and ports that are opened, gate, host, gate, host, gate … converge, ports that
 * are closed, verify. Where a step fails,
 * terraform stops, what comes later stays as it is, and the next deploy runs that step again.
 * Hosts come one after the other also without gates: an instance type that changes stops each in
 * its turn, never all at once.
 */
export class DeploySteps extends Construct {
  private readonly marker: VerifiedMarker | undefined;
  /** By whether it has the instances. */
  private readonly inventories = new Map<boolean, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeployStepsProps,
  ) {
    super(scope, id);
    const { gates, converge, verify } = props.steps;
    this.marker = gates ? new VerifiedMarker(this, 'Verified', props) : undefined;
    const release = gates ? this.guardRelease() : undefined;
    const steps = release ? this.gateHosts(release) : this.chainHosts();
    const converging = converge ? this.converge(steps) : undefined;
    if (converging) steps.push(converging);
    props.firewall.keepOrder({ after: release, before: converging });
    if (converging) props.secretsKey.goesBehind(converging);
    this.recordTopics(steps);
    if (verify) steps.push(this.verify(steps));
    this.marker?.writeAfter(steps);
    if (gates && props.protectsData) this.guardLeaving(steps);
  }

  /** Made when the cluster stands: until then a host may go unasked. */
  private guardLeaving(steps: readonly TerraformData[]): void {
    const {
      steps: { program },
      hosts,
      inventory,
    } = this.props;
    new LeavingGuard(this, 'Leaving', {
      program,
      brokers: hosts.filter(({ isBroker }) => isBroker),
      inventory: inventory({ withInstances: false }),
      after: steps,
    });
  }

  /**
   * Asks the cluster whether there is a way to the spec's release and security, before the bucket has anything of it: what
   * hosts that boot or crash meanwhile would take.
   */
  private guardRelease(): TerraformData {
    const { hosts, archive, topology } = this.props;
    const { kafkaVersion, release, security } = topology.spec;
    const asked = this.add('Release', {
      command: `gate --release${this.unlessNew()}`,
      triggers: [kafkaVersion, release.interBrokerProtocol, openPorts(security).join()],
      after: [],
      withInstances: false,
    });
    waitFor(archive.object, asked);
    for (const { files } of hosts) files.waitFor(asked);
    return asked;
  }

  private gateHosts(release: TerraformData): TerraformData[] {
    const { hosts } = this.props;
    const gates = [this.gateBefore(hosts, release)];
    for (const host of hosts) {
      host.machine.waitFor(gates.at(-1)!);
      gates.push(this.gateAfter(host, gates.at(-1)!));
    }
    return gates;
  }

  private chainHosts(): TerraformData[] {
    const { hosts } = this.props;
    hosts.slice(1).forEach(({ machine }, index) => machine.waitFor(hosts[index]!.machine.running));
    return [];
  }

  /** Asks before anything that stops a host is changed on any of them. */
  private gateBefore(hosts: readonly ClusterHost[], release: TerraformData): TerraformData {
    return this.add('GateBefore', {
      command: `gate --before ${hosts[0]!.name}${this.unlessNew()}`,
      triggers: hosts.map(({ name, instanceType }) => `${name} ${instanceType}`),
      after: [release],
      withInstances: false,
    });
  }

  private gateAfter({ name, instanceType, machine }: ClusterHost, before: TerraformData) {
    return this.add(`GateAfter-${name}`, {
      command: `gate --after ${name}${this.unlessNew()}`,
      triggers: [machine.instance.id, instanceType],
      after: [before, machine.instance, machine.running],
      withInstances: false,
    });
  }

  private converge(gates: readonly TerraformData[]): TerraformData {
    return this.add('Converge', {
      command: 'converge',
      triggers: [
        this.hostsAndFiles(),
        idsOf(gates),
        ...this.topicsTrigger(),
        ...this.trustTrigger(),
      ],
      after: this.allOf(gates),
      withInstances: true,
    });
  }

  /** The record below has the text; here is what makes the step run again. */
  private topicsTrigger(): readonly string[] {
    const { topics } = this.props;
    return topics ? [digestOf(topics)] : [];
  }

  /** Clients and who signs stand in no file of a host: the step is what brings them. */
  private trustTrigger(): readonly string[] {
    const { clients, security } = this.props.topology.spec;
    return security.kind === 'tls' ? [digestOf([clients, security.authority])] : [];
  }

  /**
   * Keeps the topics and quotas that were brought to the cluster: a plan shows what changes in them. It
   * comes after the step that brings them, so that what failed shows again.
   */
  private recordTopics(steps: readonly TerraformData[]): void {
    const { topics } = this.props;
    if (!topics) return;
    new TerraformData(this, 'Topics', {
      input: literals(topics),
      dependsOn: [...this.allOf(steps)],
    });
  }

  private verify(steps: readonly TerraformData[]): TerraformData {
    return this.add('Verify', {
      command: 'smoke',
      triggers: [this.hostsAndFiles(), idsOf(steps), ...this.eachDeploy()],
      after: this.allOf(steps),
      withInstances: true,
    });
  }

  /** Another value in each plan: a cluster changes also where nobody has changed its code. */
  private eachDeploy(): readonly unknown[] {
    return this.props.steps.verifyUnchanged ? [Fn.plantimestamp()] : [];
  }

  private hostsAndFiles(): readonly unknown[] {
    return this.props.hosts.map(({ machine, filesDigest }) => [machine.instance.id, filesDigest]);
  }

  private allOf(steps: readonly TerraformData[]): readonly ITerraformDependable[] {
    return [...steps, ...this.props.hosts.flatMap((host) => host.prerequisites)];
  }

  /** On the first deploy there is no cluster to protect. */
  private unlessNew(): string {
    return Token.asString(conditional(this.marker!.isMissing, ' --first-deploy', ''));
  }

  private add(id: string, { command, triggers, after, withInstances }: Step): TerraformData {
    const { program } = this.props.steps;
    return new TerraformData(this, id, {
      triggersReplace: triggers,
      dependsOn: [...after],
      provisioners: [
        {
          type: 'local-exec',
          command: stepCommand(program, command),
          environment: { [INVENTORY_VARIABLE]: this.inventoryJson(withInstances) },
        },
      ],
    });
  }

  /** One for all steps that want the same: each names every host. */
  private inventoryJson(withInstances: boolean): string {
    const json =
      this.inventories.get(withInstances) ??
      resolvedOnce(Fn.jsonencode(literals(this.props.inventory({ withInstances }))));
    this.inventories.set(withInstances, json);
    return json;
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function idsOf(steps: readonly TerraformData[]): readonly string[] {
  return steps.map(({ id }) => id);
}
