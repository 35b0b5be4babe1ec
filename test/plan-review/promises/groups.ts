import { changes, deletes, makes, replaces } from './changes';
import type { Promises } from './promise';
import { tagged } from './standing';

const GROUP = {
  ...{ id: 'kafka', name: 'kafka', min_size: 3, max_size: 3, desired_capacity: 3 },
  ...{ health_check_type: 'EC2', health_check_grace_period: 300, force_delete: false },
  ...{ vpc_zone_identifier: ['subnet-1', 'subnet-2', 'subnet-3'], suspended_processes: [] },
  ...{ protect_from_scale_in: true, max_instance_lifetime: 0, target_group_arns: [] },
  launch_template: [{ id: 'lt-0a1b', name: 'kafka', version: '7' }],
  ...{ instance_refresh: [], termination_policies: ['Default'], capacity_rebalance: false },
  tag: [{ key: 'Name', value: 'kafka', propagate_at_launch: true }],
};
const TEMPLATE = {
  ...{ id: 'lt-0a1b', name: 'kafka', image_id: 'ami-0c1b2a3d', instance_type: 'r6i.xlarge' },
  ...{ default_version: 7, latest_version: 7, update_default_version: true, user_data: '' },
  block_device_mappings: [
    {
      device_name: '/dev/sdf',
      ebs: [{ volume_size: 500, volume_type: 'gp3', delete_on_termination: 'false' }],
    },
  ],
  metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
  ...tagged('kafka'),
};
const NODE_GROUP = {
  ...{ id: 'prod:kafka', cluster_name: 'prod', node_group_name: 'kafka' },
  ...{ instance_types: ['r6i.xlarge'], capacity_type: 'ON_DEMAND', disk_size: 100 },
  scaling_config: [{ desired_size: 3, min_size: 3, max_size: 6 }],
  update_config: [{ max_unavailable: 1 }],
  ...{ labels: { dedicated: 'kafka' }, version: '1.29', ami_type: 'AL2023_x86_64_STANDARD' },
  taint: [{ key: 'dedicated', value: 'kafka', effect: 'NO_SCHEDULE' }],
};

/** What holds several hosts at once, and what it makes them from. */
export const groups: Promises = [
  [
    'shrinks an autoscaling group of brokers from 3 to 1',
    'danger',
    'AWS terminates two of them, whichever it likes',
    [
      changes('aws_autoscaling_group.kafka', GROUP, {
        ...{ min_size: 1, max_size: 1, desired_capacity: 1 },
      }),
    ],
  ],
  [
    'lets an autoscaling group of brokers shrink to nothing',
    'danger',
    'desired 0 terminates all',
    [changes('aws_autoscaling_group.kafka', GROUP, { min_size: 0, desired_capacity: 0 })],
  ],
  [
    'deletes an autoscaling group of brokers',
    'danger',
    'all of its hosts are terminated',
    [deletes('aws_autoscaling_group.kafka', GROUP)],
  ],
  [
    'renames an autoscaling group of brokers',
    'danger',
    'all of its hosts are terminated, and others are made',
    [replaces('aws_autoscaling_group.kafka', GROUP, { name: 'kafka-a' })],
  ],
  [
    'begins an instance refresh of an autoscaling group with another template',
    'danger',
    'AWS replaces the hosts one after another, and asks no broker whether it is in sync',
    [
      changes('aws_autoscaling_group.kafka', GROUP, {
        launch_template: [{ id: 'lt-0a1b', name: 'kafka', version: '8' }],
        instance_refresh: [
          { strategy: 'Rolling', preferences: [{ min_healthy_percentage: 50 }], triggers: [] },
        ],
      }),
    ],
  ],
  [
    'gives an autoscaling group another version of its template',
    'care',
    'the next host that it makes is another one',
    [
      changes('aws_autoscaling_group.kafka', GROUP, {
        launch_template: [{ id: 'lt-0a1b', name: 'kafka', version: '8' }],
      }),
    ],
  ],
  [
    'lets hosts of a group live for a week at most',
    'danger',
    'AWS then replaces each broker once a week',
    [changes('aws_autoscaling_group.kafka', GROUP, { max_instance_lifetime: 604800 })],
  ],
  [
    'takes a zone from an autoscaling group of brokers',
    'danger',
    'AWS terminates the host there and makes one elsewhere',
    [changes('aws_autoscaling_group.kafka', GROUP, { vpc_zone_identifier: ['subnet-1'] })],
  ],
  [
    'lets scaling in take brokers',
    'care',
    'nothing goes now; from now on a group that shrinks may take any of them',
    [changes('aws_autoscaling_group.kafka', GROUP, { protect_from_scale_in: false })],
  ],
  [
    'judges the health of brokers by a load balancer',
    'care',
    'a broker that answers slowly is then terminated',
    [changes('aws_autoscaling_group.kafka', GROUP, { health_check_type: 'ELB' })],
  ],
  [
    'lets an autoscaling group grow further',
    'safe',
    'only its upper bound is another one',
    [changes('aws_autoscaling_group.kafka', GROUP, { max_size: 6 })],
  ],
  [
    'shrinks the group every night by a schedule',
    'danger',
    'brokers are terminated at ten in the evening',
    [
      makes('aws_autoscaling_schedule.night', {
        ...{ scheduled_action_name: 'night', autoscaling_group_name: 'kafka' },
        ...{ min_size: 0, max_size: 0, desired_capacity: 0, recurrence: '0 22 * * *' },
      }),
    ],
  ],
  [
    'makes the data disk in a launch template smaller',
    'danger',
    'hosts that come from it have no room for their replicas',
    [
      changes('aws_launch_template.kafka', TEMPLATE, {
        block_device_mappings: [
          {
            device_name: '/dev/sdf',
            ebs: [{ volume_size: 50, volume_type: 'gp3', delete_on_termination: 'false' }],
          },
        ],
      }),
    ],
  ],
  [
    'takes the data disk out of a launch template',
    'danger',
    'hosts that come from it write to their root disk',
    [changes('aws_launch_template.kafka', TEMPLATE, { block_device_mappings: [] })],
  ],
  [
    'lets the data disk of a launch template go with its host',
    'danger',
    'from then on the end of a host is the end of its data',
    [
      changes('aws_launch_template.kafka', TEMPLATE, {
        block_device_mappings: [
          {
            device_name: '/dev/sdf',
            ebs: [{ volume_size: 500, volume_type: 'gp3', delete_on_termination: 'true' }],
          },
        ],
      }),
    ],
  ],
  [
    'gives a launch template another image',
    'care',
    'hosts that come from it are others than those that stand',
    [changes('aws_launch_template.kafka', TEMPLATE, { image_id: 'ami-0d2c3b4a' })],
  ],
  [
    'deletes a launch template',
    'care',
    'the group that uses it can make no host any more',
    [deletes('aws_launch_template.kafka', TEMPLATE)],
  ],
  [
    'changes only the description of a launch template',
    'safe',
    'words change nothing of the hosts',
    [changes('aws_launch_template.kafka', TEMPLATE, { description: 'brokers' })],
  ],
  [
    'shrinks a node group that carries brokers to one node',
    'danger',
    'two brokers lose their nodes at once',
    [
      changes('aws_eks_node_group.kafka', NODE_GROUP, {
        scaling_config: [{ desired_size: 1, min_size: 1, max_size: 6 }],
      }),
    ],
  ],
  [
    'replaces a node group that carries brokers',
    'danger',
    'all of its nodes go before the new ones stand',
    [replaces('aws_eks_node_group.kafka', NODE_GROUP, { instance_types: ['r6i.2xlarge'] })],
  ],
  [
    'deletes a node group that carries brokers',
    'danger',
    'all of its nodes go',
    [deletes('aws_eks_node_group.kafka', NODE_GROUP)],
  ],
  [
    'takes a node group to the next version of Kubernetes',
    'care',
    'each node is drained and made anew',
    [changes('aws_eks_node_group.kafka', NODE_GROUP, { version: '1.30' })],
  ],
  [
    'lets a node group lose all nodes at once in an update',
    'care',
    'the next update then takes more brokers than the cluster can miss',
    [
      changes('aws_eks_node_group.kafka', NODE_GROUP, {
        update_config: [{ max_unavailable_percentage: 100, max_unavailable: null }],
      }),
    ],
  ],
  [
    'deletes a cluster of EKS',
    'danger',
    'all that runs in it goes',
    [
      deletes('aws_eks_cluster.prod', {
        ...{ id: 'prod', name: 'prod', version: '1.29', deletion_protection: false },
      }),
    ],
  ],
  [
    'replaces a node pool of Google Cloud',
    'danger',
    'all of its nodes go, with their local disks',
    [
      replaces(
        'google_container_node_pool.kafka',
        {
          ...{ id: 'p', name: 'kafka', cluster: 'prod', node_count: 3, location: 'europe-west3' },
          node_config: [{ machine_type: 'n2-highmem-4', disk_size_gb: 100, local_ssd_count: 2 }],
        },
        { node_config: [{ machine_type: 'n2-highmem-8', disk_size_gb: 100, local_ssd_count: 2 }] },
      ),
    ],
  ],
  [
    'shrinks a scale set of Azure',
    'danger',
    'Azure deletes the hosts that are too many',
    [
      changes(
        'azurerm_linux_virtual_machine_scale_set.kafka',
        { id: 's', name: 'kafka', instances: 5, sku: 'Standard_E4s_v5', upgrade_mode: 'Manual' },
        { instances: 3 },
      ),
    ],
  ],
  [
    'shrinks a managed instance group of Google Cloud',
    'danger',
    'the hosts that are too many are deleted',
    [
      changes(
        'google_compute_instance_group_manager.kafka',
        { id: 'g', name: 'kafka', target_size: 5, zone: 'europe-west3-a', stateful_disk: [] },
        { target_size: 3 },
      ),
    ],
  ],
  [
    'changes a placement group',
    'care',
    'hosts that stand close together fail together',
    [
      replaces(
        'aws_placement_group.kafka',
        { id: 'kafka', name: 'kafka', strategy: 'spread', partition_count: 0 },
        { strategy: 'cluster' },
      ),
    ],
  ],
  [
    'makes a new autoscaling group',
    'safe',
    'it stands alone',
    [makes('aws_autoscaling_group.workers', { ...GROUP, name: 'workers' })],
  ],
  [
    'lets the group end brokers when it evens out zones again',
    'care',
    'a process that was suspended runs again',
    [
      changes(
        'aws_autoscaling_group.kafka',
        { ...GROUP, suspended_processes: ['AZRebalance'] },
        { suspended_processes: [] },
      ),
    ],
  ],
  [
    'lets brokers be replaced when spot prices change',
    'danger',
    'AWS ends them when it likes',
    [changes('aws_autoscaling_group.kafka', GROUP, { capacity_rebalance: true })],
  ],
  [
    'shrinks a group that only its template tells to carry brokers',
    'danger',
    'what starts a broker in user data tells what a host is',
    [
      changes(
        'azurerm_linux_virtual_machine_scale_set.data',
        {
          id: 's',
          name: 'data',
          instances: 5,
          user_data: '#!/bin/sh\n/opt/bin/kafka-server-start.sh\n',
        },
        { instances: 3 },
      ),
    ],
  ],
];
