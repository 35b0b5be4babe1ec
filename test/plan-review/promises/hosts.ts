import { changes, deletes, forgets, keeps, makes, moves, replaces, replacesLater } from './changes';
import type { Promises } from './promise';
import { attachment, dataVolume, instance } from './standing';

const KAFKA = [1, 2, 3].map((number) => ({
  address: `aws_instance.kafka[${number - 1}]`,
  standing: instance(number),
}));
const [FIRST] = KAFKA as [(typeof KAFKA)[0]];

/** The volumes of all three, each attached to its host. */
const DISKS = KAFKA.flatMap(({ standing: { id, availability_zone } }, index) => {
  const volume_id = `vol-0000000000000000${index + 1}`;
  return [
    keeps(`aws_ebs_volume.data[${index}]`, dataVolume({ id: volume_id, availability_zone })),
    keeps(`aws_volume_attachment.data[${index}]`, attachment({ instance_id: id, volume_id })),
  ];
});

/** The other two of three, as they are. */
const OTHER_HOSTS = KAFKA.slice(1).map(({ address, standing }) => keeps(address, standing));

/** The same, and the volumes of all. */
const OTHERS = [...OTHER_HOSTS, ...DISKS];

const METADATA = FIRST.standing.metadata_options as readonly Record<string, unknown>[];

/** Single hosts, and several of them at once. */
export const hosts: Promises = [
  [
    'replaces one broker of three for another image',
    'care',
    'the others carry on, and its data lies on a volume of its own',
    [replaces(FIRST.address, FIRST.standing, { ami: 'ami-0d2c3b4a5e6f70819' }), ...OTHERS],
  ],
  [
    'replaces all three brokers for another image in one apply',
    'danger',
    'terraform destroys all before the first comes back',
    KAFKA.map(({ address, standing }) =>
      replaces(address, standing, { ami: 'ami-0d2c3b4a5e6f70819' }),
    ),
  ],
  [
    'replaces all three brokers, each new one made first',
    'danger',
    'three empty brokers with the ids of three that run',
    KAFKA.map(({ address, standing }) =>
      replacesLater(address, standing, { ami: 'ami-0d2c3b4a5e6f70819' }),
    ),
  ],
  [
    'changes the type of one broker of three',
    'care',
    'it is stopped and started once',
    [changes(FIRST.address, FIRST.standing, { instance_type: 'r6i.2xlarge' }), ...OTHERS],
  ],
  [
    'changes the type of all three brokers at once',
    'danger',
    'nothing in the plan makes the second wait for the first',
    KAFKA.map(({ address, standing }) =>
      changes(address, standing, { instance_type: 'r6i.2xlarge' }),
    ),
  ],
  [
    'changes the user data of all three brokers in place',
    'danger',
    'the provider stops an instance to change its user data',
    KAFKA.map(({ address, standing }) =>
      changes(
        address,
        { ...standing, user_data: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
        { user_data: '0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33' },
      ),
    ),
  ],
  [
    'takes the last of three brokers away',
    'danger',
    'it is gone for good, with the replicas that it leads',
    [
      ...KAFKA.slice(0, 2).map(({ address, standing }) => keeps(address, standing)),
      deletes('aws_instance.kafka[2]', instance(3), { reason: 'delete_because_count_index' }),
    ],
  ],
  [
    'takes the first of three brokers out of a list, so that all shift',
    'danger',
    'the first two are made anew in the zones of their neighbours, the last one goes',
    [
      replaces('aws_instance.kafka[0]', instance(1), { subnet_id: 'subnet-00000002' }),
      replaces('aws_instance.kafka[1]', instance(2), { subnet_id: 'subnet-00000003' }),
      deletes('aws_instance.kafka[2]', instance(3), { reason: 'delete_because_count_index' }),
    ],
  ],
  [
    'moves three brokers from numbers to names',
    'safe',
    'only their addresses in the state are others',
    KAFKA.map(({ address, standing }, index) =>
      moves(address, `aws_instance.kafka["kafka-${index + 1}"]`, standing),
    ),
  ],
  [
    'moves a broker and changes its type in one go',
    'care',
    'the move is harmless, the change stops it',
    [
      changes(
        'aws_instance.broker[0]',
        instance(1),
        { instance_type: 'r6i.2xlarge' },
        {
          previousAddress: FIRST.address,
        },
      ),
      ...OTHERS,
    ],
  ],
  [
    'moves a broker to another zone',
    'danger',
    'its volume stays behind in the old one',
    [
      replaces(FIRST.address, FIRST.standing, {
        ...{ availability_zone: 'eu-central-1b', subnet_id: 'subnet-00000002' },
      }),
      ...OTHERS,
    ],
  ],
  [
    'gives a broker another private address',
    'care',
    'it is made anew, and those who know it by address must be told',
    [replaces(FIRST.address, FIRST.standing, { private_ip: '10.0.1.99' }), ...OTHERS],
  ],
  [
    'replaces a broker whose data lies on disks inside of the host',
    'danger',
    'instance store is empty after it',
    [
      replaces(
        FIRST.address,
        instance(1, {
          instance_type: 'i3en.xlarge',
          ephemeral_block_device: [{ device_name: '/dev/sdb', virtual_name: 'ephemeral0' }],
        }),
        { ami: 'ami-0d2c3b4a5e6f70819' },
      ),
      ...OTHER_HOSTS,
    ],
  ],
  [
    'stops a broker with instance store to make it larger',
    'danger',
    'what is on instance store is gone once the host stops',
    [
      changes(FIRST.address, instance(1, { instance_type: 'i3en.xlarge' }), {
        instance_type: 'i3en.2xlarge',
      }),
      ...OTHER_HOSTS,
    ],
  ],
  [
    'stops a broker by aws_ec2_instance_state',
    'care',
    'one of three may be down',
    [
      keeps(FIRST.address, FIRST.standing),
      ...OTHERS,
      changes(
        'aws_ec2_instance_state.kafka_1',
        { id: 'i-00000000000000001', instance_id: 'i-00000000000000001', state: 'running' },
        { state: 'stopped' },
      ),
    ],
  ],
  [
    'stops two brokers of three by aws_ec2_instance_state',
    'danger',
    'with two down partitions refuse writes',
    [
      ...KAFKA.map(({ address, standing }) => keeps(address, standing)),
      ...[1, 2].map((number) =>
        changes(
          `aws_ec2_instance_state.kafka_${number}`,
          { instance_id: `i-0000000000000000${number}`, state: 'running' },
          { state: 'stopped' },
        ),
      ),
    ],
  ],
  [
    'takes the guard against termination from a broker',
    'care',
    'nothing stops now; nothing stops a mistake any more',
    [changes(FIRST.address, FIRST.standing, { disable_api_termination: false }), ...OTHERS],
  ],
  [
    'lets a broker answer metadata requests without a token',
    'care',
    'a program that can be led to fetch a page can read the keys of the host’s role',
    [
      changes(FIRST.address, FIRST.standing, {
        metadata_options: [{ ...METADATA[0], http_tokens: 'optional' }],
      }),
      ...OTHERS,
    ],
  ],
  [
    'takes a broker out of the state and leaves it running',
    'danger',
    'the next apply makes another broker with the same id',
    [forgets(FIRST.address, FIRST.standing), ...OTHERS],
  ],
  [
    'terminates a deposed broker of an interrupted apply',
    'danger',
    'it may still be a member of the cluster',
    [
      ...KAFKA.map(({ address, standing }) => keeps(address, standing)),
      deletes(FIRST.address, instance(4), { deposed: 'a1b2c3d4', isConfigured: true }),
    ],
  ],
  [
    'takes the role from a broker',
    'care',
    'it can no longer fetch what it reads from AWS',
    [changes(FIRST.address, FIRST.standing, { iam_instance_profile: '' }), ...OTHERS],
  ],
  [
    'takes the group of the brokers from one of them',
    'care',
    'its rules let clients and the other brokers in',
    [
      changes(FIRST.address, FIRST.standing, { vpc_security_group_ids: ['sg-00000000000000def'] }),
      ...OTHERS,
    ],
  ],
  [
    'makes a broker a spot instance',
    'care',
    'it is made anew, and from then on AWS may take it at any time',
    [
      replaces(FIRST.address, instance(1, { instance_market_options: [] }), {
        instance_market_options: [{ market_type: 'spot' }],
      }),
      ...OTHERS,
    ],
  ],
  [
    'gives a broker a public address',
    'danger',
    'only its security groups stand between it and the internet',
    [replaces(FIRST.address, FIRST.standing, { associate_public_ip_address: true }), ...OTHERS],
  ],
  [
    'turns detailed monitoring of a broker on',
    'safe',
    'it changes nothing of the host',
    [changes(FIRST.address, FIRST.standing, { monitoring: true }), ...OTHERS],
  ],
  [
    'changes only the tags of all brokers',
    'safe',
    'tags say what a thing is, and change nothing of it',
    KAFKA.map(({ address, standing }) =>
      changes(address, standing, {
        tags: { ...(standing.tags as object), CostCenter: '4711' },
        tags_all: { ...(standing.tags as object), CostCenter: '4711' },
      }),
    ),
  ],
  [
    'makes three hosts where there were none',
    'safe',
    'nothing stands yet that could be lost',
    KAFKA.map(({ address, standing }) =>
      makes(address, { ...standing, id: undefined, arn: undefined }),
    ),
  ],
  [
    'makes a bastion beside the brokers',
    'safe',
    'it joins nothing',
    [
      ...KAFKA.map(({ address, standing }) => keeps(address, standing)),
      makes('aws_instance.bastion', instance(9, { id: undefined, arn: undefined })),
    ],
  ],
  [
    'deletes a server of Hetzner that runs a broker',
    'danger',
    'its local disk goes with it',
    [
      deletes('hcloud_server.kafka[2]', {
        ...{ id: '815', name: 'kafka-2', server_type: 'cpx41', image: 'debian-12' },
        ...{ location: 'fsn1', labels: { role: 'kafka' }, delete_protection: false },
      }),
    ],
  ],
  [
    'makes a server of Hetzner larger',
    'care',
    'the provider powers it off for that',
    [
      changes(
        'hcloud_server.kafka[0]',
        { id: '815', name: 'kafka-0', server_type: 'cpx41', keep_disk: true, image: 'debian-12' },
        { server_type: 'cpx51' },
      ),
    ],
  ],
  [
    'replaces a host of Google Cloud for another image of its boot disk',
    'danger',
    'what lies on its boot disk goes',
    [
      replaces(
        'google_compute_instance.kafka[0]',
        {
          ...{ id: 'k', name: 'kafka-0', machine_type: 'n2-highmem-4', zone: 'europe-west3-a' },
          boot_disk: [
            { auto_delete: true, initialize_params: [{ image: 'debian-12', size: 500 }] },
          ],
          ...{ deletion_protection: false, scratch_disk: [], attached_disk: [] },
        },
        {
          boot_disk: [
            { auto_delete: true, initialize_params: [{ image: 'debian-13', size: 500 }] },
          ],
        },
      ),
    ],
  ],
  [
    'deletes a virtual machine of Azure that runs a broker',
    'danger',
    'a broker is gone for good',
    [
      deletes('azurerm_linux_virtual_machine.kafka["3"]', {
        ...{ id: 'vm3', name: 'kafka-3', size: 'Standard_E4s_v5', zone: '3', location: 'x' },
      }),
    ],
  ],
  [
    'replaces a droplet of DigitalOcean for another user data',
    'danger',
    'its disk goes with it',
    [
      replaces(
        'digitalocean_droplet.kafka[1]',
        { id: '1', name: 'kafka-1', region: 'fra1', size: 's-8vcpu-16gb', image: 'debian-12-x64' },
        { user_data: '0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33' },
      ),
    ],
  ],
  [
    'deletes an instance of OpenStack',
    'danger',
    'a host is gone for good',
    [
      deletes('openstack_compute_instance_v2.kafka[2]', {
        ...{ id: 'i', name: 'kafka-2', flavor_name: 'm1.xlarge', image_name: 'debian-12' },
        ...{ availability_zone: 'nova', block_device: [] },
      }),
    ],
  ],
];
