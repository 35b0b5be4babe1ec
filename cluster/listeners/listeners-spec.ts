import type { ListenerSettingValues } from './listener-settings';

/** The listeners of the brokers: who comes in where. Kafka calls them CLIENT, INTERNAL, EXTERNAL and CERTIFICATE. */
export interface ListenersSpec {
  /**
   * For producers and consumers that reach the brokers by the hosts' own names.
   * @default - on port 9092, with TLS on 9093
   */
  readonly client?: ListenerSpec;
  /**
   * For the other brokers.
   * @default - on port 9091, with TLS on 9095
   */
  readonly interBroker?: ListenerSpec;
  /**
   * For clients that reach the brokers by other names: through load balancers, from another
   * network, or across an address translation.
   * @default - none
   */
  readonly external?: NamedListenerSpec;
  /**
   * For clients that show a certificate in place of a password: there where `Security.tls()` has
   * `clientAuthorities`, and only then.
   * @default - on port 9097
   */
  readonly certificate?: ListenerSpec;
}

/** A listener where brokers are known by the hosts' own names. */
export interface ListenerSpec {
  /**
   * The TCP port that each broker listens on without TLS. 1-65535; one that nothing else on the host uses.
   * @default - 9092 for `client`, 9091 for `interBroker`, 9094 for `external`
   */
  readonly port?: number;
  /**
   * The same for `Security.tls()`, under which it has a port of its own: so both can be open while a
   * running cluster goes from one to the other.
   * @default - 9093 for `client`, 9095 for `interBroker`, 9096 for `external`
   */
  readonly tlsPort?: number;
  /**
   * Settings of this listener alone, by Kafka's own keys without `listener.name.…`; each wins over
   * that of `brokerSettings`. Limits of connections are for clients only: between brokers they are
   * refused.
   * @default - as for all listeners
   */
  readonly settings?: ListenerSettingValues;
}

/** A listener where the spec names the brokers. */
export interface NamedListenerSpec extends ListenerSpec {
  /**
   * What each broker tells these clients to connect to: `host` or `host:port`, an IPv6 address in
   * brackets; without a port, the listener's own. Either one text for all brokers, in which `{id}`
   * stands for the broker's id (`kafka-{id}.example.com:9094`), or one for each broker by its id.
   * No two may be the same. The names must lead to that very broker from where the clients are.
   */
  readonly advertised: string | Readonly<Record<number, string>>;
}
