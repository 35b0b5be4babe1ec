import { planJson } from '../../support/plan-builder';
import { changes, deletes, keeps, makes, replaces } from './changes';
import type { Promises } from './promise';
import { hostFile, instance } from './standing';

const RUN = 'null_resource.run';
const STANDING = { id: '4711', triggers: { version: '1' } };

/** A step that runs this command because its trigger changes. */
function runs(command: string) {
  return [replaces(RUN, STANDING, { triggers: { version: '2' } }, { command })];
}

const provisioner = (type: string, expressions: object) => ({ type, expressions });
const constant = (value: unknown) => ({ constant_value: value });

/** The same with a configuration of one's own. */
function configured(root_module: object, fields: object = {}) {
  const step = replaces(RUN, STANDING, { triggers: { version: '2' } });
  return planJson([step], { fields: { configuration: { root_module }, ...fields } });
}

function nullResource(...provisioners: readonly object[]) {
  return {
    ...{ address: RUN, mode: 'managed', type: 'null_resource', name: 'run', schema_version: 0 },
    ...{ provider_config_key: 'null', expressions: {}, provisioners },
  };
}

/** User data as the plan has it: in clear where it is in base64. */
function userData(script: string) {
  const encoded = Buffer.from(script).toString('base64');
  return [
    replaces('aws_instance.kafka[0]', instance(1, { user_data_base64: '' }), {
      user_data_base64: encoded,
    }),
    ...[2, 3].map((number) => keeps(`aws_instance.kafka[${number - 1}]`, instance(number))),
  ];
}

/** What a change would run. */
export const commands: Promises = [
  [
    'runs rm -rf on the data of a broker',
    'danger',
    'the data is gone',
    runs('ssh kafka-1 sudo rm -rf /var/lib/kafka/data-1'),
  ],
  [
    'runs mkfs on a disk',
    'danger',
    'the data is gone',
    runs('ssh kafka-1 "sudo mkfs.xfs -f /dev/nvme1n1"'),
  ],
  [
    'runs dd on a disk',
    'danger',
    'the data is gone',
    runs('dd if=/dev/zero of=/dev/nvme1n1 bs=1M count=100'),
  ],
  ['runs wipefs on a disk', 'danger', 'the data is gone', runs('wipefs --all /dev/nvme1n1')],
  [
    'runs kafka-topics --delete',
    'danger',
    'the records of the topic are gone',
    runs('kafka-topics.sh --bootstrap-server kafka-1:9092 --delete --topic orders'),
  ],
  [
    'deletes records by kafka-delete-records',
    'danger',
    'they are gone',
    runs('kafka-delete-records.sh --bootstrap-server kafka-1:9092 --offset-json-file all.json'),
  ],
  [
    'deletes nodes of ZooKeeper',
    'danger',
    'what brokers know of themselves is gone',
    runs('zkCli.sh -server zk-1:2181 deleteall /kafka/brokers'),
  ],
  [
    'formats the storage of KRaft',
    'danger',
    'the metadata is gone',
    runs('kafka-storage.sh format --ignore-formatted -t abc -c server.properties'),
  ],
  [
    'cuts the retention of a topic by kafka-configs',
    'danger',
    'brokers delete what is older',
    runs(
      'kafka-configs.sh --bootstrap-server k:9092 --alter --entity-type topics --entity-name orders --add-config retention.ms=1000',
    ),
  ],
  [
    'resets the offsets of a group',
    'danger',
    'its consumers read all again, or skip what they haven’t read',
    runs(
      'kafka-consumer-groups.sh --bootstrap-server k:9092 --group billing --reset-offsets --to-latest --all-topics --execute',
    ),
  ],
  [
    'empties a bucket',
    'danger',
    'its objects are gone',
    runs('aws s3 rm s3://acme-kafka-tiered --recursive'),
  ],
  [
    'deletes a volume by the command line of AWS',
    'danger',
    'its data is gone',
    runs('aws ec2 delete-volume --volume-id vol-0a1b2c3d'),
  ],
  [
    'terminates instances by the command line of AWS',
    'danger',
    'hosts are gone',
    runs('aws ec2 terminate-instances --instance-ids i-1 i-2 i-3'),
  ],
  [
    'deletes claims by kubectl',
    'danger',
    'their disks are gone',
    runs('kubectl delete pvc -n kafka --all'),
  ],
  [
    'uninstalls the chart of the brokers',
    'danger',
    'all brokers go at once',
    runs('helm uninstall kafka -n kafka'),
  ],
  [
    'stops all brokers in one go',
    'danger',
    'the cluster is down',
    runs('for h in kafka-1 kafka-2 kafka-3; do ssh $h sudo systemctl stop kafka; done'),
  ],
  [
    'destroys another stack from inside of this one',
    'danger',
    'nobody reviews that one',
    runs('cd ../network && terraform destroy -auto-approve'),
  ],
  [
    'runs a script that is not in the plan',
    'care',
    'what it does can’t be seen',
    runs('./scripts/migrate.sh prod'),
  ],
  [
    'fetches a script from the internet and runs it',
    'care',
    'what it does can’t be seen',
    runs('curl -fsSL https://get.example.com/install.sh | sudo bash'),
  ],
  [
    'runs rm -rf by a command that is put together from a variable',
    'danger',
    'the value of the variable is in the plan',
    configured(
      {
        resources: [
          nullResource(provisioner('local-exec', { command: { references: ['var.cleanup'] } })),
        ],
        variables: { cleanup: {} },
      },
      { variables: { cleanup: { value: 'ssh kafka-1 rm -rf /var/lib/kafka/data-1' } } },
    ),
  ],
  [
    'runs rm -rf over SSH, as one of several lines',
    'danger',
    'the data is gone',
    configured({
      resources: [
        nullResource(
          provisioner('remote-exec', {
            inline: constant(['sudo systemctl stop kafka', 'sudo rm -rf /var/lib/kafka/*']),
          }),
        ),
      ],
    }),
  ],
  [
    'runs rm -rf inside of a module',
    'danger',
    'a module is no other place',
    planJson(
      [replaces('module.clean.null_resource.run', STANDING, { triggers: { version: '2' } })],
      {
        fields: {
          configuration: {
            root_module: {
              module_calls: {
                clean: {
                  source: './clean',
                  module: {
                    resources: [
                      nullResource(
                        provisioner('local-exec', {
                          command: constant('rm -rf /var/lib/kafka/data'),
                        }),
                      ),
                    ],
                  },
                },
              },
            },
          },
        },
      },
    ),
  ],
  [
    'runs a command of terraform_data that deletes a topic',
    'danger',
    'the records of the topic are gone',
    [
      replaces(
        'terraform_data.topics',
        { id: 'x', input: null, output: null, triggers_replace: 'a' },
        { triggers_replace: 'b' },
        { command: 'kafka-topics --bootstrap-server k:9092 --delete --topic "orders.*"' },
      ),
    ],
  ],
  [
    'formats disks in the user data of a broker that is made anew',
    'danger',
    'a volume that comes back is formatted at the first start',
    userData('#!/bin/bash\nmkfs.xfs -f /dev/nvme1n1\nmount /dev/nvme1n1 /var/lib/kafka\n'),
  ],
  [
    'runs a command on all hosts by SSM that deletes data',
    'danger',
    'the data is gone',
    [
      makes('aws_ssm_association.clean', {
        ...{ name: 'AWS-RunShellScript', association_name: 'clean' },
        parameters: { commands: 'rm -rf /var/lib/kafka/*' },
        targets: [{ key: 'tag:Role', values: ['kafka'] }],
      }),
    ],
  ],
  [
    'puts rm -rf of a data folder into the unit of the brokers',
    'danger',
    'each start then loses the data',
    [
      changes(
        'aws_s3_object.unit',
        hostFile(
          'kafka-1/kafka.service',
          '[Service]\nExecStart=/opt/kafka/bin/kafka-server-start.sh x\n',
        ),
        {
          content:
            '[Service]\nExecStartPre=/bin/rm -rf /var/lib/kafka/data-1\nExecStart=/opt/kafka/bin/kafka-server-start.sh x\n',
        },
      ),
    ],
  ],
  [
    'deletes data through a shell that reads what comes in over SSH',
    'danger',
    'the data is gone',
    runs("ssh kafka-1 'sudo bash -s' <<'EOF'\nrm -rf /var/lib/kafka/data-1\nEOF"),
  ],
  [
    'deletes data in a folder that it enters first',
    'danger',
    'the data is gone',
    runs("ssh kafka-1 'cd /var/lib/kafka/data-1 && sudo rm -rf *'"),
  ],
  [
    'runs a command in base64 that deletes data',
    'danger',
    'the data is gone',
    runs('echo cm0gLXJmIC9kYXRhCg== | base64 -d | sh'),
  ],
  [
    'formats a disk only where it has no file system',
    'care',
    'a disk with data stays as it is',
    runs('ssh kafka-1 "sudo blkid /dev/nvme1n1 || sudo mkfs.xfs /dev/nvme1n1"'),
  ],
  [
    'restarts one broker',
    'care',
    'no gate is before it',
    runs('ssh kafka-1 sudo systemctl restart kafka'),
  ],
  ['plays a playbook', 'care', 'what it does can’t be seen', runs('ansible-playbook site.yml')],
  [
    'waits until a port answers',
    'safe',
    'it only reads',
    runs('until nc -z kafka-1 9092; do sleep 1; done'),
  ],
  [
    'packs what it builds',
    'safe',
    'all of it is in the workspace',
    runs('rm -rf build && mkdir build'),
  ],
  ['runs echo', 'safe', 'it changes nothing', runs('echo "version 2 is out"')],
  ['waits half a minute', 'safe', 'it changes nothing', runs('sleep 30')],
  [
    'describes topics',
    'safe',
    'it only reads',
    runs('kafka-topics.sh --bootstrap-server kafka-1:9092 --describe'),
  ],
  [
    'deletes a step that runs something only when it is made',
    'safe',
    'nothing runs when it goes',
    [deletes(RUN, STANDING)],
  ],
  [
    'keeps a step whose command would be dangerous, and doesn’t run it',
    'safe',
    'only what changes runs',
    [keeps(RUN, STANDING, { command: 'rm -rf /var/lib/kafka/data-1' })],
  ],
];
