import { identityFiles } from '../identities/identity-files';
import { hasBothPorts, TLS_CIPHERS, type SecurityKind, type SecuritySpec } from '../security';
import type { ZookeeperSetting } from './zookeeper-setting';

/** How a member lets in clients, and how the members talk to each other. */
interface ZookeeperSecurity {
  readonly client: readonly ZookeeperSetting[];
  readonly quorum: readonly ZookeeperSetting[];
}

const bindAddress: ZookeeperSetting['value'] = (_, host) => host.bindAddress;
const identity: ZookeeperSetting['value'] = (_, { paths }) =>
  identityFiles(paths.zookeeper).identity;
const trusted: ZookeeperSetting['value'] = (_, { paths }) => identityFiles(paths.zookeeper).trusted;

/** The same for clients and for the quorum: TLS 1.3, with files that openssl reads and writes. */
function tls(prefix: 'ssl' | 'ssl.quorum'): readonly ZookeeperSetting[] {
  const why = prefix === 'ssl' ? 'ZooKeeper would go down to 1.2 by itself.' : '';
  return [
    { key: `${prefix}.keyStore.location`, value: identity, why: '' },
    { key: `${prefix}.keyStore.type`, value: () => 'PEM', why: '' },
    { key: `${prefix}.trustStore.location`, value: trusted, why: '' },
    { key: `${prefix}.trustStore.type`, value: () => 'PEM', why: '' },
    { key: `${prefix}.protocol`, value: () => 'TLSv1.3', why },
    { key: `${prefix}.enabledProtocols`, value: () => 'TLSv1.3', why: '' },
    {
      key: `${prefix}.ciphersuites`,
      value: () => TLS_CIPHERS,
      why: prefix === 'ssl' ? 'Its own list has none of 1.3.' : '',
    },
  ];
}

/**
 * The settings of a member. While a cluster goes from one security to the other, its members have both ports for
 * clients, and take both kinds of connections from each other; they make those that are spoken now.
 */
export function zookeeperSecurity(security: SecuritySpec): ZookeeperSecurity {
  if (!hasBothPorts(security)) return ALONE[security.kind];
  const { plaintext, tls } = ALONE;
  const isTls = security.kind === 'tls';
  return {
    client: [
      ...plaintext.client,
      ...tls.client.map((setting) =>
        setting.key === 'secureClientPort' ? { ...setting, why: BESIDE } : setting,
      ),
    ],
    quorum: [
      {
        key: 'portUnification',
        value: () => true,
        why: 'Members take connections with and without TLS from each other, until all have changed.',
      },
      ...tls.quorum.map((setting) =>
        setting.key === 'sslQuorum' ? { ...setting, value: () => isTls } : setting,
      ),
    ],
  };
}

const BESIDE = 'For those who show a certificate; the one above is closed in the end.';

const ALONE: Readonly<Record<SecurityKind, ZookeeperSecurity>> = {
  plaintext: {
    client: [
      { key: 'clientPort', value: (_, { ports }) => ports.zookeeperClient, why: '' },
      { key: 'clientPortAddress', value: bindAddress, why: '' },
    ],
    quorum: [],
  },
  tls: {
    client: [
      {
        key: 'secureClientPort',
        value: (_, { ports }) => ports.zookeeperTls,
        why: 'The only one: there is no port without TLS.',
      },
      { key: 'secureClientPortAddress', value: bindAddress, why: '' },
      {
        key: 'serverCnxnFactory',
        value: () => 'org.apache.zookeeper.server.NettyServerCnxnFactory',
        why: 'The other one has no TLS.',
      },
      {
        key: 'authProvider.x509',
        value: () => 'org.apache.zookeeper.server.auth.X509AuthenticationProvider',
        why: 'Who somebody is, is what the certificate says.',
      },
      { key: 'ssl.clientAuth', value: () => 'need', why: 'Nobody comes in without one.' },
      ...tls('ssl'),
      {
        key: 'client.certReload',
        value: () => true,
        why: 'A new certificate is taken in as soon as it lies there.',
      },
    ],
    quorum: [
      {
        key: 'sslQuorum',
        value: () => true,
        why: 'Members show each other certificates, which must name the host that they are on.',
      },
      ...tls('ssl.quorum'),
      { key: 'sslQuorumReloadCertFiles', value: () => true, why: 'As for clients.' },
    ],
  },
};
