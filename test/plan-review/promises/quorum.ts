import { changes, deletes, keeps } from './changes';
import type { Promises } from './promise';
import { hostFile, instance } from './standing';

function zooCfg(members: readonly string[], more = ''): string {
  const servers = members.map((member, index) => `server.${index + 1}=${member}:2888:3888`);
  return `tickTime=2000\ninitLimit=10\nsyncLimit=5\ndataDir=/var/lib/zookeeper\nclientPort=2181\nautopurge.snapRetainCount=3\nautopurge.purgeInterval=24\n${more}${servers.join('\n')}\n`;
}

const THREE = ['zk-1', 'zk-2', 'zk-3'];

/** Changes zoo.cfg of all three members alike. */
function onAll(before: string, after: string) {
  return THREE.map((member) =>
    changes(`aws_s3_object.zoo_cfg["${member}"]`, hostFile(`${member}/zoo.cfg`, before), {
      content: after,
    }),
  );
}

function kraft(voters: string, own = ''): string {
  return `process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=${voters}\nlisteners=PLAINTEXT://:9092,CONTROLLER://:9093\ncontroller.listener.names=CONTROLLER\nlog.dirs=/var/lib/kafka/data\nmetadata.log.dir=/var/lib/kafka/meta\n${own}`;
}

const VOTERS = '1@k1:9093,2@k2:9093,3@k3:9093';

function kraftFile(after: string) {
  return [
    changes('aws_s3_object.kraft', hostFile('k1/kraft/server.properties', kraft(VOTERS)), {
      content: after,
    }),
  ];
}

/** Those who keep the metadata: ZooKeeper, and controllers of KRaft. */
export const quorum: Promises = [
  [
    'takes two of three members out of ZooKeeper at once',
    'danger',
    'what is left may know nothing of the last changes',
    onAll(zooCfg(THREE), zooCfg(['zk-1'])),
  ],
  [
    'replaces all members of ZooKeeper at once',
    'danger',
    'three new ones know nothing',
    onAll(zooCfg(THREE), zooCfg(['zk-7', 'zk-8', 'zk-9'])),
  ],
  [
    'adds two members to ZooKeeper',
    'danger',
    'two empty ones and one old one are a majority of five that may forget',
    onAll(zooCfg(THREE), zooCfg([...THREE, 'zk-4', 'zk-5'])),
  ],
  [
    'takes one of three members out of ZooKeeper',
    'care',
    'the two that are left bear no loss',
    onAll(zooCfg(THREE), zooCfg(THREE.slice(0, 2))),
  ],
  [
    'moves the data folder of ZooKeeper',
    'danger',
    'its members start empty',
    onAll(zooCfg(THREE), zooCfg(THREE).replace('/var/lib/zookeeper', '/srv/zookeeper')),
  ],
  [
    'moves the port of ZooKeeper',
    'care',
    'brokers look for it at the old one',
    onAll(zooCfg(THREE), zooCfg(THREE).replace('2181', '2182')),
  ],
  [
    'changes the time limits of ZooKeeper',
    'care',
    'its members restart for that',
    onAll(zooCfg(THREE), zooCfg(THREE).replace('syncLimit=5', 'syncLimit=2')),
  ],
  [
    'lets ZooKeeper skip the rights on its nodes',
    'danger',
    'whoever reaches it may change everything',
    onAll(zooCfg(THREE), zooCfg(THREE, 'skipACL=yes\n')),
  ],
  [
    'swaps the numbers of two members of ZooKeeper',
    'danger',
    'each takes itself for the other',
    onAll(zooCfg(THREE), zooCfg(['zk-2', 'zk-1', 'zk-3'])),
  ],
  [
    'gives a member of ZooKeeper another number',
    'danger',
    'two members with one number, or one that the others don’t know',
    [changes('aws_s3_object.myid', hostFile('zk-1/myid', '1\n'), { content: '3\n' })],
  ],
  [
    'terminates two of three hosts of ZooKeeper',
    'danger',
    'without a majority it answers nobody',
    [
      keeps('aws_instance.zookeeper[0]', instance(1, { tags: { Name: 'zookeeper-1' } })),
      ...[1, 2].map((index) =>
        deletes(
          `aws_instance.zookeeper[${index}]`,
          instance(index + 1, { tags: { Name: `zookeeper-${index + 1}` } }),
          { reason: 'delete_because_count_index' },
        ),
      ),
    ],
  ],
  [
    'makes all hosts of ZooKeeper larger at once',
    'danger',
    'without a majority it answers nobody',
    [1, 2, 3].map((number) =>
      changes(
        `aws_instance.zookeeper[${number - 1}]`,
        instance(number, { tags: { Name: `zookeeper-${number}` } }),
        { instance_type: 'r6i.2xlarge' },
      ),
    ),
  ],
  [
    'takes two of three voters out of KRaft at once',
    'danger',
    'what is left may know nothing of the last changes',
    kraftFile(kraft('1@k1:9093')),
  ],
  [
    'replaces all voters of KRaft at once',
    'danger',
    'three new ones know nothing',
    kraftFile(kraft('4@k4:9093,5@k5:9093,6@k6:9093')),
  ],
  [
    'gives a node of KRaft another id',
    'danger',
    'it refuses to start on its data',
    kraftFile(kraft(VOTERS).replace('node.id=1', 'node.id=9')),
  ],
  [
    'moves the folder of KRaft’s metadata',
    'danger',
    'the node starts without it',
    kraftFile(kraft(VOTERS).replace('/kafka/meta', '/kafka/meta2')),
  ],
  [
    'takes the part of a controller from a node of KRaft',
    'danger',
    'the quorum loses a member',
    kraftFile(kraft(VOTERS).replace('broker,controller', 'broker')),
  ],
  [
    'changes the id of the cluster in meta.properties',
    'danger',
    'the broker refuses to start, or joins another cluster',
    [
      changes(
        'aws_s3_object.meta',
        hostFile('k1/meta.properties', 'version=1\ncluster.id=4L6g3nShT-eMCtK--X86sw\nnode.id=1\n'),
        { content: 'version=1\ncluster.id=Mk3OEYBSD34fcwNTJENDM2\nnode.id=1\n' },
      ),
    ],
  ],
];
