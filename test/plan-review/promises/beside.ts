import { changes, deletes, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn } from './standing';

const SERVICE = {
  ...{ id: 's', name: 'connect', cluster: 'prod', desired_count: 3, launch_type: 'FARGATE' },
  ...{ deployment_minimum_healthy_percent: 100, task_definition: 'connect:7' },
};
const FUNCTION = {
  ...{ id: 'rotate', function_name: 'rotate', runtime: 'python3.12', handler: 'main.handler' },
  ...{ source_code_hash: 'aaa=', memory_size: 128, timeout: 30, role: 'arn:aws:iam::1:role/r' },
};
const CACHE = {
  ...{ id: 'sessions', replication_group_id: 'sessions', engine: 'redis', node_type: 'cache.r6g' },
  ...{ num_cache_clusters: 3, snapshot_retention_limit: 7, automatic_failover_enabled: true },
};

/** What stands beside a cluster of Kafka in the same plan. */
export const beside: Promises = [
  [
    'runs no copy of a service any more',
    'care',
    'who uses it gets no answer',
    [changes('aws_ecs_service.connect', SERVICE, { desired_count: 0 })],
  ],
  [
    'runs another version of a service',
    'care',
    'its tasks are replaced, and what they run is another program',
    [changes('aws_ecs_service.connect', SERVICE, { task_definition: 'connect:8' })],
  ],
  [
    'gives a function other code',
    'care',
    'what it does can’t be seen',
    [changes('aws_lambda_function.rotate', FUNCTION, { source_code_hash: 'bbb=' })],
  ],
  [
    'deletes a queue',
    'lost',
    'the messages in it go with it',
    [
      deletes('aws_sqs_queue.jobs', {
        ...{ id: 'q', name: 'jobs', message_retention_seconds: 1209600, fifo_queue: false },
      }),
    ],
  ],
  [
    'keeps the messages of a queue an hour in place of two weeks',
    'danger',
    'older ones are deleted',
    [
      changes(
        'aws_sqs_queue.jobs',
        { id: 'q', name: 'jobs', message_retention_seconds: 1209600 },
        { message_retention_seconds: 3600 },
      ),
    ],
  ],
  [
    'replaces a group of caches',
    'danger',
    'the new one is empty',
    [
      replaces('aws_elasticache_replication_group.sessions', CACHE, {
        replication_group_id: 'sessions-2',
      }),
    ],
  ],
  [
    'keeps no snapshot of a group of caches any more',
    'danger',
    'at 0 days its backups end',
    [changes('aws_elasticache_replication_group.sessions', CACHE, { snapshot_retention_limit: 0 })],
  ],
  [
    'deletes a repository of images with the images in it',
    'lost',
    'hosts that start anew can’t fetch theirs',
    [
      deletes('aws_ecr_repository.connect', {
        ...{ id: 'connect', name: 'connect', force_delete: true },
        image_tag_mutability: 'IMMUTABLE',
      }),
    ],
  ],
  [
    'lets images of a repository be deleted after a day',
    'danger',
    'images that hosts still start from may be among them',
    [
      makes('aws_ecr_lifecycle_policy.connect', {
        repository: 'connect',
        policy: JSON.stringify({
          rules: [
            {
              ...{ rulePriority: 1, action: { type: 'expire' } },
              selection: {
                ...{ tagStatus: 'any', countType: 'sinceImagePushed' },
                ...{ countUnit: 'days', countNumber: 1 },
              },
            },
          ],
        }),
      }),
    ],
  ],
  [
    'deletes the image from which hosts start',
    'danger',
    'nothing can start from it any more',
    [
      deletes('aws_ami.kafka', {
        ...{ id: 'ami-0a1b', name: 'kafka-3.7', virtualization_type: 'hvm', root_snapshot_id: 's' },
      }),
    ],
  ],
  [
    'makes a copier that writes into a standing cluster',
    'care',
    'records begin to arrive in topics that others read',
    [
      makes('aws_msk_replicator.mirror', {
        ...{ replicator_name: 'mirror', service_execution_role_arn: 'arn:aws:iam::1:role/r' },
        kafka_cluster: [
          { amazon_msk_cluster: [{ msk_cluster_arn: arn('kafka', 'cluster/prod') }] },
        ],
      }),
    ],
  ],
  [
    'deletes the state of other stacks',
    'lost',
    'terraform then knows nothing of what stands',
    [
      deletes('aws_s3_bucket.terraform_state', {
        ...{ id: 'acme-terraform-state', bucket: 'acme-terraform-state', force_destroy: true },
      }),
    ],
  ],
  [
    'deletes a repository of code',
    'lost',
    'its history goes with it',
    [
      deletes('github_repository.kafka', {
        ...{ id: 'kafka', name: 'kafka', visibility: 'private', archive_on_destroy: false },
      }),
    ],
  ],
  [
    'lets anyone push to the main branch',
    'care',
    'what is deployed from there is reviewed by nobody',
    [
      deletes('github_branch_protection.main', {
        ...{ id: 'b', pattern: 'main', enforce_admins: true, allows_force_pushes: false },
      }),
    ],
  ],
  [
    'deletes an account of the organization',
    'danger',
    'with it goes all that is in it',
    [
      deletes('aws_organizations_account.streaming', {
        ...{ id: '123456789012', name: 'streaming', email: 'a@acme.example' },
        close_on_deletion: true,
      }),
    ],
  ],
];
