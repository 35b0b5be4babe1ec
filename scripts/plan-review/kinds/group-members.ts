import { words } from '../lists';

/** Members of groups of hosts, and of clusters whose data lies elsewhere. */
export const GROUP_MEMBERS: readonly string[] = words(`
  *_target_group_attachment *_target_group_association *_lb_attachment *_autoscaling_attachment
  *_autoscaling_traffic_source_attachment *_elb_attachment *_instance_group_membership
  *_instance_group_member *_backend_address_pool_association *_backend_address_pool_address
  *_cluster_instance *_lb_member *_pool_member *_lb_target *_per_instance_config *_msk_broker_node
  *_cluster_member
`);
