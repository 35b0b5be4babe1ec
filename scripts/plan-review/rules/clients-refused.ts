import { attributeRule } from '../attributes/attribute-rule';
import { changed, changedFromOne, lowered } from '../attributes/harms';

/** Who may do less in Kafka than before, of all providers and of Strimzi. */
export const clientsRefused = attributeRule(
  {
    id: 'clients-refused',
    title: 'A user, a right, a quota or a secret that clients of Kafka come in with narrows',
    types: `
      *kafka*_acl *kafka*_native_acl *kafka*_user *kafka*_users *kafka*_permissions
      *kafka*_user_scram_credential *kafka*_quota *kafka*_client_quota *kafka*_credential
      *redpanda*_acl *redpanda*_user *_msk_scram_secret_association *_role_binding
      *kafka*_schemaregistryacl *kafka*_schema_registry_acl *kafka*_sasl_*
    `,
    severity: 'care',
    why: 'Clients that come in by it are refused what they did before, or slowed down.',
    remedy: 'See which clients use it, and move them first.',
  },
  [
    {
      attributes: `
        config.consumer_byte_rate config.producer_byte_rate config.request_percentage
        consumer_byte_rate producer_byte_rate request_percentage throughput.ingress_byte_rate
        throughput.egress_byte_rate spec.quotas.producer_byte_rate spec.quotas.consumer_byte_rate
        spec.quotas.request_percentage spec.quotas.controller_mutation_rate
      `,
      harm: lowered(null),
      what: 'Slows clients down by',
    },
    {
      attributes: `
        spec.authentication spec.authorization scram_mechanism scram_iterations mechanism username
        user principal acl_principal password secret_arn_list operation permission
        acl_permission_type acl_operation topic resource_name host resource_pattern_type_filter
        pattern_type acl_host roles crn_pattern password_wo_version principals permissions
        acl_entries
      `,
      harm: changedFromOne,
      what: 'Changes who may do what by',
    },
    {
      types: `
        *kafka*_schema *_schema_registry_* *_subject_config *_schema *_kafka_schema_configuration
      `,
      attributes: 'compatibility_level compatibility schema schema_file mode format',
      harm: changed,
      what: 'Changes what records may look like by',
      why: 'Producers or consumers that know the other form are refused, or fail on what they read.',
    },
  ],
);
