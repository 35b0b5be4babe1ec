import { attributeRule } from '../attributes/attribute-rule';
import {
  changed,
  changedFromOne,
  either,
  lowered,
  raised,
  removed,
  turnedOn,
} from '../attributes/harms';

const ENDS_BY_ITSELF = { remedy: 'Let the group end no member by itself that holds records.' };

/** Groups of machines and pools of nodes, of all providers, whose members are renewed or end by themselves. */
export const groupRenewed = attributeRule(
  {
    id: 'group-renewed',
    title: 'A group of hosts makes its members anew or elsewhere, or may end them by itself',
    types: `
      *_autoscaling_group *_auto_scaling_group *_scaling_group *_autoscale_group *_scale_set
      *_instance_group *_instance_group_manager *_instance_pool *_elastigroup* *_node_group
      *_node_pool *_nodepool *_fleet *_fleet_request *_kubernetes_cluster *_eks_cluster
      *_container_cluster
    `,
    severity: 'care',
    remedy:
      'Renew hosts one at a time, each behind a gate that sees the cluster whole before and after.',
  },
  [
    {
      attributes: `
        vpc_zone_identifier availability_zones availability_zone subnet_ids subnets zones zone
        distribution_policy_zones node_locations location locations vswitch_ids vnet_subnet_id
        default_node_pool.vnet_subnet_id default_node_pool.zones
        placement_configuration.availability_domain networks subnetwork
      `,
      harm: changedFromOne,
      ofBrokers: 'danger',
      what: 'Moves members of',
      why: 'Members in what goes are ended and made elsewhere; a disk of the old zone can’t come along.',
      remedy:
        'Leave members where they are. For another zone, add members there and move the partitions.',
    },
    {
      attributes: 'instance_refresh.strategy update_policy.type rolling_upgrade_policy',
      harm: changed,
      ofBrokers: 'danger',
      what: 'Lets a change of the template make all members anew of',
      why: 'The members are made anew some at a time, and nobody asks the cluster whether it is whole.',
    },
    {
      attributes: `
        instance_refresh instance_maintenance_policy update_policy update_config upgrade_settings
        default_node_pool.upgrade_settings upgrade_policy_mode upgrade_mode max_surge
        management.auto_upgrade rolling_update_policy launch_template launch_configuration
        mixed_instances_policy version launch_template_config instance_configuration_id
        source_image_id source_image_reference user_data custom_data image_id release_version
        ami_type os_disk disk_size capacity_type kubernetes_version node_version
        min_master_version orchestrator_version scaling_configuration_id instance_types
        instance_type node_config machine_type vm_size sku
      `,
      harm: changed,
      what: 'Makes members otherwise, or otherwise anew, in',
      why: 'Members that come from now on differ from those that stand, and for much of it each that stands is made anew, some at a time: no group asks a cluster whether it is whole.',
    },
    {
      attributes: `
        suspended_processes health_check_type health_check_grace_period auto_healing_policies
        health_check termination_policies termination_policy automatic_instance_repair scale_in
        eviction_policy management.auto_repair warm_pool default_cooldown health_probe_id
        default_instance_warmup on_demand_options spot_options
      `,
      harm: changed,
      what: 'Changes when members are ended in',
      why: 'By it the group decides which members it ends, and when: a broker that recovers answers no health check.',
      ...ENDS_BY_ITSELF,
    },
    {
      attributes: `
        max_instance_lifetime spot_price max_bid_price valid_until capacity_rebalance
        force_delete_warm_pool force_update_version preemptible spot
      `,
      harm: either(raised, turnedOn),
      ofBrokers: 'danger',
      what: 'Lets members end by themselves in',
      why: 'From now on members are ended when their time or their price is up, whatever lies on them.',
      ...ENDS_BY_ITSELF,
    },
    {
      attributes: 'stateful_disk.delete_rule stateful_internal_ip.delete_rule',
      harm: changed,
      severity: 'danger',
      what: 'Changes what stays of a member that is made anew in',
      why: 'A disk that is deleted with its instance goes when the member is made anew.',
      remedy: 'Keep the disk stateful, with the delete rule NEVER.',
    },
    {
      attributes: 'stateful_disk.device_name target_group_arns load_balancers label labels taint',
      harm: removed,
      what: 'Takes from members what they had in',
      why: 'A disk that is no longer stateful goes when its member is made anew; one that leaves its target group is no longer found.',
      remedy: 'See what finds members by it, and what lies on the disk.',
    },
    {
      attributes: 'instance_refresh.preferences.min_healthy_percentage on_demand_base_capacity',
      harm: lowered(),
      ofBrokers: 'danger',
      what: 'Lets more members be away at a time in',
      why: 'More members may be away together than the cluster can miss.',
    },
  ],
);
