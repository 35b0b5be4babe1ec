import { CERTIFICATE_USER_RULE } from '../../identities/client-identities';
import {
  CLIENT_MECHANISM,
  DEFAULT_SESSION_SECONDS,
  hasBothPorts,
  openPorts,
  TLS_CIPHERS,
  type SecurityProtocol,
  type SecuritySpec,
} from '../../security';
import { distinguishedName, memberName } from '../../identities/member-identities';
import { clientAuthoritiesFile, identityFiles } from '../../identities/identity-files';
import { listenerKind, listenerPrefix, type BrokerListener } from '../../listeners/listeners';
import type { BrokerHost, Topology } from '../../topology';
import type { BrokerSetting, BrokerSettingSection } from './broker-setting';
import { limits } from './limits';

/**
 * Who the brokers are, whom they let in, and what those may do; nothing under plaintext. While a cluster goes
 * from one to the other, the brokers let in by both, and ask ZooKeeper by the one that members speak.
 */
export function securitySections(
  { spec: { security } }: Topology,
  host: BrokerHost,
): readonly BrokerSettingSection[] {
  if (!openPorts(security).includes('tls')) return [];
  const isTls = security.kind === 'tls';
  return [
    { title: 'TLS', settings: [...TLS, ...(isTls ? TLS_TO_ZOOKEEPER : [])] },
    { title: 'Who comes in, and what they may do', settings: accessSettings(host, security) },
    ...(isTls ? [limits] : []),
  ];
}

const identity: BrokerSetting['value'] = (_, { paths }) => identityFiles(paths.kafka).identity;
const trusted: BrokerSetting['value'] = (_, { paths }) => identityFiles(paths.kafka).trusted;

const TLS: readonly BrokerSetting[] = [
  { key: 'ssl.keystore.type', value: () => 'PEM', why: 'Files that openssl reads and writes.' },
  {
    key: 'ssl.keystore.location',
    value: identity,
    why: 'Key and certificate of this host. The key was made here and is nowhere else.',
  },
  { key: 'ssl.truststore.type', value: () => 'PEM', why: '' },
  {
    key: 'ssl.truststore.location',
    value: trusted,
    why: "The cluster's own authority, and no other.",
  },
  {
    key: 'ssl.enabled.protocols',
    value: () => ['TLSv1.3'],
    why: 'All clients that are still supported speak it, and it has no weak choice left.',
  },
  {
    key: 'ssl.allow.san.changes',
    value: () => true,
    why: 'A certificate with another address of the host is taken in without a restart.',
  },
];

const TLS_TO_ZOOKEEPER: readonly BrokerSetting[] = [
  {
    key: 'zookeeper.ssl.client.enable',
    value: () => true,
    why: 'ZooKeeper asks brokers who they are.',
  },
  {
    key: 'zookeeper.clientCnxnSocket',
    value: () => 'org.apache.zookeeper.ClientCnxnSocketNetty',
    why: 'The other one has no TLS.',
  },
  { key: 'zookeeper.ssl.keystore.type', value: () => 'PEM', why: '' },
  { key: 'zookeeper.ssl.keystore.location', value: identity, why: '' },
  { key: 'zookeeper.ssl.truststore.type', value: () => 'PEM', why: '' },
  { key: 'zookeeper.ssl.truststore.location', value: trusted, why: '' },
  {
    key: 'zookeeper.ssl.protocol',
    value: () => 'TLSv1.3',
    why: 'ZooKeeper would go down to 1.2 by itself.',
  },
  { key: 'zookeeper.ssl.enabled.protocols', value: () => ['TLSv1.3'], why: '' },
  {
    key: 'zookeeper.ssl.cipher.suites',
    value: () => TLS_CIPHERS,
    why: "The list of ZooKeeper's client has none of 1.3.",
  },
];

function accessSettings({ broker }: BrokerHost, security: SecuritySpec): readonly BrokerSetting[] {
  const isOpen = hasBothPorts(security);
  return [
    ...broker.listeners.flatMap((listener) => OF_PROTOCOL[listener.protocol](listener, security)),
    {
      key: 'authorizer.class.name',
      value: () => 'kafka.security.authorizer.AclAuthorizer',
      why: 'Nobody may do what is not granted.',
    },
    { key: 'allow.everyone.if.no.acl.found', value: () => false, why: '' },
    {
      key: 'super.users',
      value: ({ spec }) =>
        `User:${distinguishedName({ commonName: memberName(spec.clusterName) })}${isOpen ? `;${NOBODY}` : ''}`,
      why: isOpen
        ? 'The brokers and the tools; and who comes by a port without TLS may do what he always could.'
        : 'The brokers and the tools, by their certificates. No password opens everything.',
    },
    ...(isOpen ? [] : [ENTRIES_OF_MEMBERS]),
  ];
}

/** Who has shown nothing, to Kafka. */
const NOBODY = 'User:ANONYMOUS';

const ENTRIES_OF_MEMBERS: BrokerSetting = {
  key: 'zookeeper.set.acl',
  value: () => true,
  why: "What the brokers keep in ZooKeeper is for those with the brokers' name to write.",
};

const OF_PROTOCOL: Readonly<
  Record<
    SecurityProtocol,
    (listener: BrokerListener, security: SecuritySpec) => readonly BrokerSetting[]
  >
> = {
  PLAINTEXT: () => [],
  SSL: ({ id, name }) =>
    listenerKind(id).from === 'brokers' ? membersAlone(name) : clientsShowCertificates(name),
  SASL_SSL: ({ name }, security) => clientsLogIn(name, security),
};

function membersAlone(name: string): readonly BrokerSetting[] {
  return [
    {
      key: `${listenerPrefix({ name })}ssl.client.auth`,
      value: () => 'required',
      why: 'Brokers and tools show certificates of their own.',
    },
  ];
}

/** Another authority than that of members: so none of these certificates is taken at the members' ports. */
function clientsShowCertificates(name: string): readonly BrokerSetting[] {
  const prefix = listenerPrefix({ name });
  return [
    {
      key: `${prefix}ssl.client.auth`,
      value: () => 'required',
      why: 'Clients that have no password show certificates.',
    },
    { key: `${prefix}ssl.truststore.type`, value: () => 'PEM', why: '' },
    {
      key: `${prefix}ssl.truststore.location`,
      value: (_, { paths }) => clientAuthoritiesFile(paths.kafka),
      why: "Their authorities sign for nobody but clients: the members' own is not among them.",
    },
    {
      key: `${prefix}ssl.principal.mapping.rules`,
      value: () => CERTIFICATE_USER_RULE,
      why: 'The common name of a certificate, marked so that it is never the name of a password or of a member.',
    },
  ];
}

function clientsLogIn(name: string, security: SecuritySpec): readonly BrokerSetting[] {
  const { sessionSeconds = DEFAULT_SESSION_SECONDS } = security.kind === 'tls' ? security : {};
  const prefix = listenerPrefix({ name });
  const mechanism = `${prefix}${CLIENT_MECHANISM.toLowerCase()}.`;
  return [
    {
      key: `${prefix}sasl.enabled.mechanisms`,
      value: () => [CLIENT_MECHANISM],
      why: 'The password itself is never sent, and the brokers keep none.',
    },
    {
      key: `${mechanism}sasl.jaas.config`,
      value: () => 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      why: 'Without a name and a password: the brokers do not log in there.',
    },
    {
      key: `${mechanism}connections.max.reauth.ms`,
      value: () => sessionSeconds * 1_000,
      why: 'A client shows its password again so often; one that was taken out is gone by then.',
    },
  ];
}
