import type { KafkaCluster, Peer } from '../../../stacks/index';

/** What a stack of no compiler may hand over, and what must become of it. */
export interface OddProps {
  readonly title: string;
  /** The props that differ from sound ones. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What is called on the cluster. */
  readonly calls?: (cluster: KafkaCluster) => void;
  /** What a line of the error begins with; undefined where it is accepted. */
  readonly refused?: string;
  /** What must stand in the synthesized JSON because of it. */
  readonly synthesized?: string;
}

export const refused = (title: string, props: OddProps['props'], begins: string): OddProps => ({
  title,
  props,
  refused: begins,
});
export const accepted = (
  title: string,
  props: OddProps['props'],
  synthesized: string,
): OddProps => ({
  title,
  props,
  synthesized,
});

export const SUBNETS = { a: '10.20.0.0/24', b: '10.20.1.0/24', c: '10.20.2.0/24' };
export const ZONES = { a: 'eu-west-1a', b: 'eu-west-1b', c: 'eu-west-1c' };
export const own = (changes: object): OddProps['props'] => ({
  network: { kind: 'own', cidr: '10.20.0.0/22', subnets: SUBNETS, zones: ZONES, ...changes },
});
export const EXISTING = { a: 'subnet-0a1b2c3d', b: 'subnet-0b1c2d3e', c: 'subnet-0c1d2e3f' };
export const existing = (changes: object): OddProps['props'] => ({
  network: { kind: 'existing', vpcId: 'vpc-0a1b2c3d', subnets: EXISTING, ...changes },
});
export const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';
export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alarms';
export const POLICY = 'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy';

/** A call of allowClientsFrom; accepted where nothing is said of an error. */
export function peer(title: string, name: unknown, given: unknown, begins?: string): OddProps {
  const calls = (cluster: KafkaCluster) => {
    cluster.allowClientsFrom(name as string, given as Peer);
  };
  const synthesized = `"Kafka clients: ${String(name)}"`;
  return {
    title,
    props: {},
    calls,
    ...(begins === undefined ? { synthesized } : { refused: begins }),
  };
}
