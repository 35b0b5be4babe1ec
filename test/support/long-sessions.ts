/** No broker's session times out by itself, however busy the machine is, or however long a broker is frozen. */
const SESSION_MS = 300_000;

/** Settings of a spec with it. */
export const LONG_SESSIONS = {
  brokerSettings: { 'zookeeper.session.timeout.ms': SESSION_MS },
  zookeeperSettings: { maxSessionTimeout: SESSION_MS },
} as const;
