import { attributeRule } from '../attributes/attribute-rule';
import { lowered } from '../attributes/harms';

/** Clusters, sets and groups of hosts that get smaller. */
export const membersFewer = attributeRule(
  {
    id: 'members-fewer',
    title: 'A cluster, a set or a group of hosts is to have fewer members',
    isAboutData: true,
    severity: 'care',
    ofBrokers: 'danger',
    why: 'Whoever takes members away asks none of them what it holds: what lies on those that go is missing, and a quorum may lose its majority.',
    remedy:
      'Move what they hold and do to the others first, see that all is in sync, and take away one at a time.',
  },
  [
    {
      holds: ['hosts', 'data', 'configuration'],
      attributes: `
        desired_capacity min_size max_size desired_count node_count target_size
        scaling_config.desired_size scaling_config.min_size scaling_config.max_size
        default_node_pool.node_count initial_node_count autoscaling.min_node_count
        autoscaling.max_node_count autoscaling.total_min_node_count
        autoscaling.total_max_node_count min_count max_count min_capacity max_capacity min_nodes
        max_nodes default_node_pool.min_count default_node_pool.max_count scale_target_capacity
        scalable_target_action.min_capacity scalable_target_action.max_capacity instances
        instance_count cluster_config.instance_count replicas spec.replicas num_cache_clusters
        num_cache_nodes num_node_groups replicas_per_node_group number_cache_clusters
        replica_count node_pool.node_count instance_pool_size autoscaling_policy.min_replicas
        autoscaling_policy.max_replicas nodes_number profile.capacity.minimum
        profile.capacity.default profile.capacity.maximum spec.min_available spec.min_replicas
        spec.max_replicas number_of_nodes target_capacity
        target_capacity_specification.total_target_capacity size spec.kafka.replicas
        spec.zookeeper.replicas spec.cluster_spec.replicas number_of_broker_nodes brokers_count
        config.brokers_count broker_num broker_count node_num nodes zookeeper_nodes dedicated.cku
        capacity_config.vcpu_count data_centre.number_of_nodes desired_nodes node_pools.node_count
      `,
      except: '*_disk *_volume *_snapshot *_image *_bucket *_db_*',
      harm: lowered(),
      what: 'Leaves fewer members to',
    },
    {
      types: '*_autoscaling_schedule *_scheduled_action *_autoscale_setting',
      attributes: 'min_size max_size desired_capacity',
      alsoNew: true,
      harm: ({ after }) => after !== null && after !== undefined && Number(after) === 0,
      what: 'Takes all members away by and by with',
    },
  ],
);
