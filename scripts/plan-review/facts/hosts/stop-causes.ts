import type { ResourceChange } from '../../../terraform-plan/plan';
import type { Sayable } from '../../../masking/say';
import { words } from '../../lists';
import { changedAttributes } from '../../../terraform-plan/values';

/**
 * Attributes of `aws_instance` that the provider changes by stopping the instance and starting it
 * again, and those that EC2 takes only while it is stopped.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance
 */
const STOPPING = new Set(
  words(`
  capacity_reservation_specification cpu_core_count cpu_options cpu_threads_per_core ebs_optimized
  enclave_options hibernation host_id instance_type placement_group placement_group_id
  placement_partition_number private_dns_name_options tenancy user_data user_data_base64
`),
);

/** Attributes that change while the instance runs, and those that only tell what came of it. */
const HARMLESS = new Set(
  words(`
  arn associate_public_ip_address credit_specification disable_api_stop disable_api_termination
  ebs_block_device ephemeral_block_device force_destroy get_password_data iam_instance_profile id
  instance_initiated_shutdown_behavior instance_lifecycle instance_state ipv6_address_count
  ipv6_addresses launch_template maintenance_options metadata_options monitoring network_interface
  outpost_arn password_data primary_network_interface primary_network_interface_id private_dns
  private_ip public_dns public_ip region root_block_device secondary_network_interface
  secondary_private_ips security_groups source_dest_check spot_instance_request_id tags tags_all
  timeouts user_data_replace_on_change volume_tags vpc_security_group_ids
`),
);

export interface StopCauses {
  /** Attributes whose change stops the instance. */
  readonly stoppedBy: readonly Sayable[];
  /** Changed attributes that are in neither table. */
  readonly unjudged: readonly Sayable[];
}

/** Why an instance that is changed in place stops. */
export function stopCauses(instance: ResourceChange): StopCauses {
  if (instance.change !== 'update') return { stoppedBy: [], unjudged: [] };
  const changed = changedAttributes(instance);
  return {
    stoppedBy: changed.filter((key) => STOPPING.has(key)),
    unjudged: changed.filter((key) => !STOPPING.has(key) && !HARMLESS.has(key)),
  };
}
