const BROKER_MS = 300_000;
/** Of whoever asks for less: a command that has the lock. */
const LEAST_MS = 30_000;

/** Settings of a spec with which no session times out by itself, however busy the machine is, or however long a broker is frozen. */
export const LONG_SESSIONS = {
  brokerSettings: { 'zookeeper.session.timeout.ms': BROKER_MS },
  zookeeperSettings: { minSessionTimeout: LEAST_MS, maxSessionTimeout: BROKER_MS },
} as const;
