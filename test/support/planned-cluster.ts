import type { PlannedResource } from './plan-builder';

type Values = Readonly<Record<string, unknown>>;

export interface PlannedClusterOptions {
  /** @default 3 */
  readonly brokers?: number;
  /** What becomes of the instance of a broker: values that change, or null where it goes. */
  readonly instance?: (id: number) => Values | null | undefined;
  /** Further fields of the instance's change. */
  readonly instanceChange?: (id: number) => Partial<PlannedResource>;
  /** Whether gates stand between the hosts, and whether they run. @default 'run' */
  readonly gates?: 'run' | 'idle' | 'none' | 'removed';
  /** Whether a deploy before ended well. @default true */
  readonly isVerified?: boolean;
  /** The text of server.properties, before and after. */
  readonly settings?: (id: number) => readonly [before: string, after: string | null];
  /** The text of zoo.cfg, before and after. */
  readonly zookeeper?: (id: number) => readonly [before: string, after: string];
  /** Whether all of it is made by this plan. */
  readonly isNew?: boolean;
}

export const SETTINGS =
  'broker.id=1\nmin.insync.replicas=2\ndefault.replication.factor=3\nnum.io.threads=8\n';

/** A cluster as this package makes it, as far as the rules look: hosts, gates, files and the mark. */
export function plannedCluster(options: PlannedClusterOptions = {}): readonly PlannedResource[] {
  const { brokers = 3, isVerified = true } = options;
  const ids = Array.from({ length: brokers }, (_, index) => index + 1);
  const hosts = ids.flatMap((id) => [
    instanceOf(id, options),
    ...filesOf(id, options),
    ...(options.gates === 'none' ? [] : [gateAfter(id, options)]),
  ]);
  const marker = asIs('aws_s3_object.Kafka_Deploy_Verified_Object_00000000', {
    key: 'prod/verified',
    content: 'passed',
  });
  return [...hosts, converge(options), ...(isVerified ? [marker] : [])].map((resource) =>
    options.isNew ? { ...resource, before: null, actions: ['create'] } : resource,
  );
}

/** A resource that stays as it is. */
export function asIs(address: string, values: Values): PlannedResource {
  return { address, before: values, after: values };
}

export function instanceAddress(id: number): string {
  return `aws_instance.Kafka_Broker${id}_Machine_Instance_00000000`;
}

function gateAddress(id: number): string {
  return `terraform_data.Kafka_Deploy_GateAfter-broker-${id}_00000000`;
}

function instanceOf(id: number, options: PlannedClusterOptions): PlannedResource {
  const before = {
    id: `i-${id}`,
    ami: 'ami-1',
    instance_type: 'r7i.xlarge',
    tags: { 'kafka-cluster': 'prod', 'kafka-host': `broker-${id}`, Name: `prod-broker-${id}` },
  };
  const change = options.instance?.(id);
  const waitsFor = options.gates === 'none' ? instanceAddress(id - 1) : gateAddress(id - 1);
  return {
    address: instanceAddress(id),
    before,
    after: change === null ? null : { ...before, ...change },
    ...(id > 1 && { dependsOn: [waitsFor] }),
    ...options.instanceChange?.(id),
  };
}

function gateAfter(id: number, { gates = 'run' }: PlannedClusterOptions): PlannedResource {
  const values = { triggers_replace: ['old'] };
  const base = {
    address: gateAddress(id),
    before: values,
    command: stepCommand(
      `gate --after broker-${id}\${length(data.verified.keys) < 1 ? " --first-deploy" : ""}`,
    ),
    dependsOn: [...(id > 1 ? [gateAddress(id - 1)] : []), instanceAddress(id)],
  };
  if (gates === 'removed')
    return { ...base, after: null, reason: 'delete_because_no_resource_config' };
  return gates === 'run'
    ? { ...base, after: { triggers_replace: ['new'] }, actions: ['delete', 'create'] }
    : { ...base, after: values };
}

/** What a step of a deploy runs, as stacks/deploy-steps.ts writes it. */
export function stepCommand(command: string): string {
  return `printf %s "$CDKTF_KAFKA_INVENTORY" | npx --no-install cdktf-kafka ${command} --inventory -`;
}

function converge({ settings, zookeeper }: PlannedClusterOptions): PlannedResource {
  const isChanged = settings !== undefined || zookeeper !== undefined;
  return {
    address: 'terraform_data.Kafka_Deploy_Converge_00000000',
    command: stepCommand('converge'),
    before: { triggers_replace: ['old'] },
    after: { triggers_replace: [isChanged ? 'new' : 'old'] },
    ...(isChanged && { actions: ['delete', 'create'] }),
  };
}

function filesOf(id: number, options: PlannedClusterOptions): readonly PlannedResource[] {
  const settings = options.settings?.(id) ?? [SETTINGS, SETTINGS];
  const zookeeper = options.zookeeper?.(id) ?? ['tickTime=2000\n', 'tickTime=2000\n'];
  return [
    file(id, 'etc/kafka/server.properties', settings),
    file(id, 'etc/zookeeper/zoo.cfg', zookeeper),
  ];
}

/** A file of a broker's host as an object. */
export function file(
  id: number,
  path: string,
  [before, after]: readonly [string | null, string | null],
): PlannedResource {
  const values = { bucket: 'files', key: `prod/broker-${id}/${path}` };
  return {
    address: `aws_s3_object.Kafka_Broker${id}_Files_${path.replace(/\W/g, '-')}_00000000`,
    before: before === null ? null : { ...values, content: before },
    after: after === null ? null : { ...values, content: after },
  };
}
