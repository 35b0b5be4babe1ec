import { attributeRule } from '../attributes/attribute-rule';
import { changedFromOne, lowered } from '../attributes/harms';

/** Disks, groups of hosts and stores that carry less than before. */
export const capacityCut = attributeRule(
  {
    id: 'capacity-cut',
    title: 'A disk, a group of hosts or a store carries less than before, or runs on another size',
    severity: 'care',
    remedy: 'Compare it with what is carried at the peak, and change one at a time.',
  },
  [
    {
      types: 'aws_ebs_volume',
      attributes: 'type',
      harm: changedFromOne,
      what: 'Changes the kind of',
      why: 'A disk that carries less than its broker writes makes it fall out of sync, and for hours a volume can’t be changed again.',
    },
    {
      holds: ['data'],
      attributes: `
        throughput iops provisioned_iops provisioned_throughput disk_iops_read_write
        disk_mbps_read_write throughput_capacity provisioned_throughput_in_mibps read_capacity
        write_capacity shard_count partition_count min_throughput max_throughput request_units
        capacity_units throughput_units
      `,
      harm: lowered(),
      what: 'Lets less through',
      why: 'A store that carries less than what is written to it makes its writers wait, fall behind or fail.',
    },
    {
      holds: ['hosts', 'data'],
      except: 'aws_instance',
      attributes: `
        instance_type instance_class node_type machine_type sku_name sku tier vm_size plan
        server_type flavor_id flavor_name shape settings.tier node_config.machine_type
        broker_node_group_info.instance_type cache_node_type
      `,
      harm: changedFromOne,
      what: 'Changes the size of',
      why: 'For that it is stopped and started, or its members are made anew, in an order that the plan doesn’t tell.',
    },
  ],
);
