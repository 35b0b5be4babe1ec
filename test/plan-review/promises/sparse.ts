import { changes, deletes, makes, replaces } from './changes';
import type { Promises } from './promise';

/** Plans of which somebody has left hardly more than the change: as gates of others are tried. */
export const sparse: Promises = [
  [
    'makes a bucket public, and says nothing else of it',
    'danger',
    'everyone can read what is in it',
    [changes('aws_s3_bucket.media', { acl: 'private' }, { acl: 'public-read' })],
  ],
  [
    'makes a public bucket private',
    'safe',
    'it is guarded better than before',
    [changes('aws_s3_bucket.media', { acl: 'public-read' }, { acl: 'private' })],
  ],
  [
    'replaces a database for another version',
    'danger',
    'the new one is empty',
    [replaces('aws_db_instance.shop', { engine_version: '14.9' }, { engine_version: '16.3' })],
  ],
  [
    'makes a database reachable from the internet, and says nothing else of it',
    'danger',
    'a public address and one wide group are enough',
    [
      changes(
        'aws_db_instance.shop',
        { publicly_accessible: false },
        { publicly_accessible: true },
      ),
    ],
  ],
  [
    'takes the public address from a database',
    'safe',
    'it is guarded better than before',
    [
      changes(
        'aws_db_instance.shop',
        { publicly_accessible: true },
        { publicly_accessible: false },
      ),
    ],
  ],
  [
    'makes a new database that the internet reaches',
    'danger',
    'it is open from its first minute',
    [makes('aws_db_instance.new', { publicly_accessible: true, engine_version: '16.3' })],
  ],
  [
    'opens a server for PostgreSQL of Azure to the internet',
    'danger',
    'it is open from its first minute',
    [makes('azurerm_postgresql_flexible_server.shop', { public_network_access_enabled: true })],
  ],
  [
    'opens a database of DigitalOcean to everyone',
    'danger',
    'a password is then all that stands before it',
    [
      changes(
        'digitalocean_database_firewall.shop',
        { rule: [{ type: 'ip_addr', value: '10.0.0.0/8' }] },
        { rule: [{ type: 'ip_addr', value: '0.0.0.0/0' }] },
      ),
    ],
  ],
  [
    'points a name at another address',
    'care',
    'who comes by the name comes elsewhere',
    [changes('aws_route53_record.shop', { records: ['192.0.2.10'] }, { records: ['192.0.2.77'] })],
  ],
  [
    'deletes a cluster of databases of DigitalOcean',
    'lost',
    'its data goes with it',
    [deletes('digitalocean_database_cluster.shop', { name: 'shop' })],
  ],
  [
    'lets everyone take a role, in a policy without a list of statements',
    'danger',
    'it is taken for what it says',
    [
      changes(
        'aws_iam_role.deploy',
        { assume_role_policy: '{"Principal":{"AWS":"arn:aws:iam::123456789012:root"}}' },
        { assume_role_policy: '{"Principal":"*"}' },
      ),
    ],
  ],
  [
    'gives a function other variables',
    'care',
    'it does something else from then on',
    [
      changes(
        'aws_lambda_function.pay',
        { environment: [{ variables: { PAY_MODE: 'sandbox' } }] },
        { environment: [{ variables: { PAY_MODE: 'live' } }] },
      ),
    ],
  ],
  [
    'replaces a cache within a module',
    'danger',
    'the new one is empty',
    [
      replaces(
        'module.cache.aws_elasticache_cluster.this',
        { node_type: 'cache.t3.small' },
        { node_type: 'cache.t4g.small' },
      ),
    ],
  ],
  [
    'opens a port to the internet, and says nothing of the protocol',
    'danger',
    'whoever has a key or a flaw is in',
    [
      changes(
        'aws_security_group_rule.admin',
        { from_port: 22, cidr_blocks: ['10.0.0.0/8'] },
        { from_port: 22, cidr_blocks: ['0.0.0.0/0'] },
      ),
    ],
  ],
  [
    'adds the internet to the networks of a rule',
    'danger',
    'the others make it no narrower',
    [
      changes(
        'aws_security_group_rule.api',
        { type: 'ingress', from_port: 5432, to_port: 5432, cidr_blocks: ['10.0.0.0/16'] },
        {
          ...{ type: 'ingress', from_port: 5432, to_port: 5432 },
          cidr_blocks: ['10.0.0.0/16', '0.0.0.0/0'],
        },
      ),
    ],
  ],
  [
    'closes a rule to the internet, and leaves it open to the private network',
    'safe',
    'it is guarded better, and the hosts of the network come in as before',
    [
      changes(
        'aws_security_group_rule.api',
        { cidr_blocks: ['0.0.0.0/0'] },
        { cidr_blocks: ['10.0.0.0/8'] },
      ),
    ],
  ],
  [
    'writes the networks of a group in another order',
    'safe',
    'the same is let in as before',
    [
      changes(
        'aws_security_group.web',
        { ingress: [{ cidr_blocks: ['10.0.0.0/8', '172.16.0.0/12'] }] },
        { ingress: [{ cidr_blocks: ['172.16.0.0/12', '10.0.0.0/8'] }] },
      ),
    ],
  ],
  [
    'deletes a claim of Kubernetes, and says nothing else of it',
    'lost',
    'with most storage classes the disk goes with its claim',
    [deletes('kubernetes_persistent_volume_claim.files', { name: 'files' })],
  ],
  [
    'keeps logs one day in place of a year',
    'danger',
    'older ones are deleted',
    [changes('aws_cloudwatch_log_group.api', { retention_in_days: 365 }, { retention_in_days: 1 })],
  ],
  [
    'replaces a volume of DigitalOcean to make it larger',
    'lost',
    'the new one is empty',
    [replaces('digitalocean_volume.files', { size: 50 }, { size: 150 })],
  ],
  [
    'runs another version of a program in a deployment of Kubernetes',
    'safe',
    'a deployment holds nothing, and replaces its pods one after another',
    [changes('kubernetes_deployment.shop', { image: 'shop:2.4.0' }, { image: 'shop:2.5.0' })],
  ],
  [
    'deletes a step that has run',
    'safe',
    'nothing runs when it goes',
    [deletes('null_resource.setup', { id: '1' })],
  ],
  [
    'makes a droplet',
    'safe',
    'it stands alone',
    [makes('digitalocean_droplet.shop', { name: 'shop', size: 's-1vcpu-2gb', region: 'ams3' })],
  ],
  [
    'lets a group of hosts grow from three to five',
    'safe',
    'nothing that stands is touched',
    [
      changes(
        'aws_autoscaling_group.shop',
        { desired_capacity: 3, max_size: 6 },
        { desired_capacity: 5, max_size: 6 },
      ),
    ],
  ],
  [
    'writes a network into a tag',
    'safe',
    'a tag opens nothing',
    [
      changes(
        'aws_instance.shop',
        { tags: { from: '10.0.0.0/8' } },
        { tags: { from: '0.0.0.0/0' } },
      ),
    ],
  ],
  [
    'moves a rule that is open to the internet to another port',
    'danger',
    'another port is open to everyone now',
    [
      changes(
        'aws_security_group_rule.web',
        { type: 'ingress', from_port: 80, to_port: 80, cidr_blocks: ['0.0.0.0/0'] },
        { from_port: 8080, to_port: 8080 },
      ),
    ],
  ],
  [
    'deletes a route table',
    'care',
    'the hosts of its subnets lose their way',
    [deletes('aws_route_table.public', { id: 'rtb-1' })],
  ],
];
