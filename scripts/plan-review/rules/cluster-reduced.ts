import { attributeRule } from '../attributes/attribute-rule';
import { changed, changedFromOne, lowered, raised } from '../attributes/harms';

/** Kafka as a service, of all providers, and of Strimzi: clusters that get less than they had. */
export const clusterReduced = attributeRule(
  {
    id: 'cluster-reduced',
    title: 'A managed cluster moves, loses disks, or gets another machine or configuration',
    isAboutData: true,
    types: `
      *_kafka *_kafka_cluster *_kafka_instance *_kafka_datastore *_msk_cluster
      *_msk_serverless_cluster *_redpanda_cluster redpanda_*cluster *_alikafka_instance
      *_ckafka_instance *_project_database *_database_cluster exoscale_dbaas
      azurerm_eventhub_namespace kubernetes_kafka kubernetes_kafka_node_pool
    `,
    severity: 'danger',
  },
  [
    {
      attributes: `
        additional_disk_space storage_size_mib kafka_disk_size disk_space_gb storage_space
        config.kafka.resources.disk_size config.zookeeper.resources.disk_size
        resource_specs.disk_size volume_size_gb disk.size storage.size
      `,
      harm: lowered(),
      what: 'Shrinks the disks of',
      why: 'Disks of brokers can’t shrink in place: it is refused, or brokers get new ones, and what doesn’t fit is lost.',
      remedy: 'Keep the size. To have less, lower the retention, or move to a new cluster.',
    },
    {
      attributes: 'storage_mode tiered_storage.enabled kafka_user_config.tiered_storage',
      harm: changedFromOne,
      what: 'Changes where records are kept by',
      why: 'What has been moved to the tier is no longer read; a cluster that has it can’t go back.',
      remedy: 'Keep the mode.',
    },
    {
      attributes: `
        broker_node_group_info.client_subnets broker_node_group_info.az_distribution cloud
        availability multizone zone_ids subnet_ids cloud_name region location config.zones
        project_vpc_id network.id zones allow_deletion vswitch_id
      `,
      harm: changedFromOne,
      what: 'Moves',
      why: 'A cluster that is moved is made anew, or loses the brokers of a zone, with the replicas on them.',
      remedy:
        'Leave it where it is. For another place, make a cluster there and mirror the topics.',
    },
    {
      attributes: `
        configuration_info.arn configuration_info.revision config_id advanced_configuration
        kafka_user_config config spec.kafka.config kafka_configuration kafka_settings
        enhanced_monitoring open_monitoring logging_info rebalancing maintenance_window
        spec.kafka.rack spec.kafka.template spec.entity_operator spec.cruise_control spec.template
        spec.kafka_exporter spec.maintenance_time_windows kafka_version version
        spec.kafka.version spec.kafka.metadata_version config.version redpanda_version
        engine_version spec.kafka.image spec.kafka.resources spec.kafka.jvm_options
        spec.resources spec.jvm_options throughput_tier io_max size capacity
        maximum_throughput_units kafka_size
      `,
      harm: changed,
      severity: 'care',
      what: 'Changes how brokers run in',
      why: 'Its brokers are made anew or restarted for it, one after another at best; from some releases of Kafka there is no way back.',
      remedy: 'Try it in another cluster first, and do it when all partitions are in sync.',
    },
    {
      types: '*_stateful_set',
      attributes: `
        spec.template spec.pod_management_policy spec.update_strategy spec.service_name
        spec.selector spec.min_ready_seconds
      `,
      harm: changed,
      severity: 'care',
      what: 'Makes the members anew of',
      why: 'Each of them is ended for it; Kubernetes asks no cluster whether it is whole, but for the probes of the pods.',
      remedy: 'See that members are renewed one at a time, each when the cluster is whole.',
    },
    {
      types: '*_pod_disruption_budget',
      attributes: 'spec.max_unavailable',
      harm: raised,
      severity: 'care',
      what: 'Lets more members be away at a time by',
      why: 'It kept Kubernetes from taking away more members than the cluster can miss.',
      remedy: 'Let one member at most be away.',
    },
  ],
);
