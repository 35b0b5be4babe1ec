import type { ReservedSettings } from './reserved-setting';

/** The keys of zoo.cfg that a spec may not set itself, beside those that ZooKeeper doesn't know. */
export const RESERVED_ZOOKEEPER_SETTINGS: readonly ReservedSettings[] = [
  {
    keys: ['server.*', 'group.*', 'weight.*', 'dynamicConfigFile', 'multiAddress.*', 'oraclePath'],
    governedBy: 'metadata',
    reason: 'the quorum is made of the voters named there, each with one vote and one address',
  },
  {
    keys: ['peerType', 'observerMasterPort', 'syncEnabled', 'observer.*', 'observerMaster.*'],
    governedBy: 'metadata',
    reason: 'every member is a voter',
  },
  {
    keys: ['dataDir', 'dataLogDir'],
    governedBy: 'metadata.quorum.storage',
    reason: 'the folders stand on the volume of the voter',
  },
  {
    keys: ['clientPort', 'clientPortAddress', 'quorumListenOnAllIPs'],
    reason: 'firewalls, brokers and checks rely on the ports and addresses that this package gives',
  },
  {
    keys: ['standaloneEnabled', 'reconfigEnabled'],
    reason: 'members change by the spec only, and one that finds no other must wait, not go alone',
  },
  {
    keys: ['electionAlg'],
    reason: 'ZooKeeper has only one left',
  },
  {
    keys: ['admin.*'],
    reason: 'the admin server listens without authentication, and srvr and mntr tell the same',
  },
  {
    keys: ['metricsProvider.*'],
    reason: "Kafka's distribution has no provider; the four-letter word mntr tells the metrics",
  },
  {
    keys: ['localSessionsEnabled', 'localSessionsUpgradingEnabled'],
    reason: 'brokers are registered by global sessions',
  },
  {
    keys: ['forceSync', 'snapshot.trust.empty', 'datadir.autocreate', 'db.autocreate'],
    reason: 'a voter that forgets what it acknowledged can take the metadata of all topics with it',
  },
  {
    keys: [
      'secureClientPort*',
      'ssl*',
      'portUnification',
      'client.portUnification',
      'serverCnxnFactory',
      'netty.*',
      'outstandingHandshake.limit',
      'authProvider*',
      'quorum.auth.*',
      'quorum.cnxn.threads.size',
      'kerberos.*',
      'skipACL',
      'enableEagerACLCheck',
      'superUser',
      'DigestAuthenticationProvider.*',
      'SASLAuthenticationProvider.*',
      'X509AuthenticationProvider.*',
      'allowSaslFailedClients',
      'sessionRequireClientSASLAuth',
      'enforce.auth.*',
      'ensembleAuthName',
      'fips-mode',
    ],
    governedBy: 'security',
    reason: 'authentication, authorization and encryption only work as a whole',
  },
  {
    keys: ['jute.maxbuffer', 'readonlymode.enabled', 'znode.container.*'],
    reason: 'ZooKeeper reads it from the command line of Java alone; in zoo.cfg it does nothing',
  },
];
