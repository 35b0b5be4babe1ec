import { apiVersionsV3, ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import { minorRelease, PROTOCOL_SETTING, protocolOfFetch } from '../../cluster/kafka-releases';
import { PROGRAM } from '../../cluster/program';
import { parseProperties } from '../../cluster/settings/java-properties';
import { brokerHosts, type BrokerHost, type Host, type Topology } from '../../cluster/topology';
import { askEveryBroker } from '../cluster-access/ask-brokers';
import { describeCluster } from '../cluster-access/describe-cluster';
import type { BrokerAccess } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import { HostError } from '../hosts/host-error';
import type { HostShell, HostShells } from '../hosts/host-shell';
import { readBinaries } from '../health/host/read-binaries';
import type { RunningRelease, RunningReleases } from './running-release';

export interface ReleaseWays {
  readonly topology: Topology;
  readonly shells: HostShells;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

/** Asks every broker what it speaks, and every host which jars its processes run. Who is silent is left open. */
export async function readRunningReleases(ways: ReleaseWays): Promise<RunningReleases> {
  const { topology, shells } = ways;
  const [said, binaries] = await Promise.all([
    askBrokers(ways),
    Promise.all(
      topology.hosts.map((host) => orUnknown(readBinaries(shells.of(host.name), topology, host))),
    ),
  ]);
  const hosts = topology.hosts.map(async (host, index): Promise<RunningRelease> => {
    const own = { host: host.name, isBroker: host.broker !== undefined, binaries: binaries[index] };
    if (!host.broker) return own;
    const answer = said.byHost.get(host.name);
    if (answer) return { ...own, ...answer };
    return { ...own, protocol: await orUnknown(protocolInFile(shells.of(host.name), host)) };
  });
  return { hosts: await Promise.all(hosts), strangers: said.strangers };
}

async function askBrokers(ways: ReleaseWays) {
  const { answers } = await withBrokers(ways, (brokers) =>
    askEveryBroker(brokers, async (broker, host) => ({
      ...(await readSpoken(broker, host)),
      registered: (await describeCluster(broker)).registered,
    })),
  );
  const known = new Set(brokerHosts(ways.topology).map(({ broker }) => broker.id));
  const registered = new Set(answers.flatMap(({ answer }) => answer.registered));
  return {
    byHost: new Map(
      answers.map(({ host, answer: { understands, protocol } }) => [
        host.name,
        { understands, protocol },
      ]),
    ),
    strangers: [...registered].filter((id) => !known.has(id)),
  };
}

async function readSpoken(
  broker: BrokerAccess,
  { broker: { id } }: BrokerHost,
): Promise<Pick<RunningRelease, 'understands' | 'protocol'>> {
  const self = {
    resourceType: ConfigResourceTypes.BROKER,
    resourceName: String(id),
    configurationKeys: [PROTOCOL_SETTING],
  };
  const { results } = await broker.ask(describeConfigsV4.api, [self], false, false);
  // With ZooKeeper, brokers name no features: the versions of a request must do.
  const { apiKeys } = await broker.ask(apiVersionsV3.api, PROGRAM, '1');
  const fetch = apiKeys.find(({ name }) => name === 'Fetch')?.maxVersion;
  const protocol = results[0]?.configs.find(({ name }) => name === PROTOCOL_SETTING)?.value;
  return {
    understands: fetch === undefined ? undefined : protocolOfFetch(fetch),
    protocol: protocol ? minorRelease(protocol) : undefined,
  };
}

/** What a broker that does not run would start with. */
async function protocolInFile(shell: HostShell, { paths }: Host): Promise<string | undefined> {
  const text = await shell.read(`${paths.kafka.config}/server.properties`);
  const protocol = parseProperties(text).get(PROTOCOL_SETTING);
  return protocol === undefined ? undefined : minorRelease(protocol);
}

/** Whoever goes on with a host that can't be asked is told so by what it does next. */
async function orUnknown<T>(asked: Promise<T | undefined>): Promise<T | undefined> {
  return await asked.catch((error: unknown) => {
    if (error instanceof HostError) return undefined;
    throw error;
  });
}
