import { attributeRule } from '../attributes/attribute-rule';
import { becomes, changed, takenAway, turnedOn, type Harm } from '../attributes/harms';

const LISTENERS = ['spec.kafka.listeners', 'spec.listeners'];
const ofListeners = (attribute: string) => LISTENERS.map((place) => `${place}.${attribute}`);

/** From what asks for nothing to what asks for most; MSK's words for TLS among them. */
const PROTOCOLS = ['PLAINTEXT', 'TLS_PLAINTEXT', 'SASL_PLAINTEXT', 'TLS', 'SSL', 'SASL_SSL'];

const weaker: Harm = ({ before, after, isUnknown }) =>
  before !== null && before !== undefined && (isUnknown || rankOf(after) < rankOf(before));

function rankOf(protocol: unknown): number {
  return PROTOCOLS.indexOf(String(protocol).toUpperCase());
}

const openedToAll: Harm = ({ before, after }) => isWhole(after) && !isWhole(before);

function isWhole(value: unknown): boolean {
  return /(^|[^\d])0\.0\.0\.0\/0|::\/0/.test(JSON.stringify(value) ?? '');
}

/** Kafka as a service, and of Strimzi: clusters whose doors ask for less. */
export const clusterOpened = attributeRule(
  {
    id: 'cluster-opened',
    title: 'A managed cluster no longer encrypts or asks who comes, or is opened to the internet',
    types: '*kafka* *_msk_* *redpanda* *_project_database *_database_cluster',
    severity: 'danger',
    why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some: read, write and delete topics.',
    remedy:
      'Keep TLS, authentication and the authorizer; move clients first where a listener shall go.',
  },
  [
    {
      attributes: `
        encryption_info.encryption_in_transit.client_broker protocol security_protocol
        kafka_user_config.security_protocol
      `,
      harm: weaker,
      what: 'Weakens the protocol of',
    },
    {
      attributes: [
        ...['encryption_info.encryption_in_transit.in_cluster', 'spec.kafka.authorization.type'],
        ...['ssl_enable', 'sasl_enabled', 'tls_enabled', 'auth.sasl.enabled', 'rest_authorization'],
        ...['client_authentication.sasl.iam', 'client_authentication.sasl.scram'],
        'client_authentication.tls.certificate_authority_arns',
        'kafka_user_config.kafka_authentication_methods.certificate',
        'kafka_user_config.kafka_authentication_methods.sasl',
        ...['spec.entity_operator.user_operator.enabled', 'security.tls.enabled'],
        'encryption_info.encryption_at_rest_kms_key_arn',
        ...[...ofListeners('tls'), ...ofListeners('authentication.type')],
      ],
      harm: takenAway,
      what: 'Takes away what guarded',
    },
    {
      attributes: `
        client_authentication.unauthenticated kafka_user_config.public_access public_access
        kafka_user_config.public_access.kafka kafka_user_config.public_access.kafka_rest
        kafka_user_config.public_access.schema_registry public_network_access_enabled
        kafka_user_config.public_access.kafka_connect config.assign_public_ip enable_public_access
        kafka_user_config.kafka_authentication_methods.none
      `,
      harm: turnedOn,
      what: 'Lets in who was asked, or kept out, before by',
    },
    {
      attributes: ofListeners('type'),
      harm: becomes('loadbalancer', 'nodeport', 'ingress', 'route'),
      what: 'Opens a listener to the outside in',
    },
    {
      attributes: `
        kafka_user_config.ip_filter kafka_user_config.ip_filter_object ip_restrictions ip_filter
        whitelist allowed_ip_list network_rulesets.ip_rule
      `,
      harm: openedToAll,
      what: 'Lets the whole internet in to',
    },
    {
      types: 'kubernetes_kafka',
      attributes: ofListeners('tls'),
      harm: ({ before, after }) => before === undefined && after === false,
      what: 'Adds a listener that doesn’t encrypt to',
      severity: 'care',
      why: 'Whoever reaches its port can read what goes over it.',
      remedy: 'See that its port is open to those alone who shall come in there.',
    },
    {
      types: 'kubernetes_kafka',
      attributes: [...LISTENERS, 'spec.kafka.authorization'],
      harm: changed,
      what: 'Changes a door of',
      severity: 'care',
      why: 'Clients find and enter brokers by it; brokers restart for it.',
      remedy: 'See that all clients know the new one, or keep the old one beside it for a while.',
    },
  ],
);
