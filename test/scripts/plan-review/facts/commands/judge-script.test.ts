import { EFFECTS } from '../../../../../scripts/plan-review/facts/commands/effects';
import { judgeScript } from '../../../../../scripts/plan-review/facts/commands/judge-script';

const onHost = (script: string) =>
  judgeScript(script, { isHost: true }).map(({ effect }) => effect);
const here = (script: string) => judgeScript(script, { isHost: false }).map(({ effect }) => effect);

/** What each does, on a host. */
const DANGERS: Readonly<Record<string, readonly string[]>> = {
  'files-deleted': [
    'rm -rf /var/lib/kafka/data',
    'sudo rm -r -f /data/*',
    'rm -fr "${DATA_DIR}"',
    'cd /var/lib/zookeeper && rm -rf version-2',
    'D=/mnt/disk1; rm -rf $D/kafka',
    "bash -c 'rm -rf /data'",
    'sudo -u kafka bash -lc "rm -rf /srv/kafka"',
    'ssh -o StrictHostKeyChecking=no ops@broker-1 sudo rm -rf /data',
    "ssh broker-1 <<'EOF'\nsudo rm -rf /data/kafka\nEOF",
    'find /data -name "*.log" -delete',
    'find /data -type f -exec rm -f {} +',
    'find /data -mtime +1 | xargs rm -f',
    'rsync -a --delete empty/ /var/lib/kafka/',
    'truncate -s 0 /var/lib/kafka/meta.properties',
    ': > /data/zookeeper/myid',
    'mv /var/lib/kafka /var/lib/kafka.old',
    'shred -u /etc/kafka/keystore.jks',
    'ansible kafka -b -m shell -a "rm -rf /data/kafka"',
    "ssh host 'bash -s' <<EOF\nrm -rf /data\nEOF",
    'perl -e "unlink glob q(/data/*)"',
    `python3 -c "import shutil; shutil.rmtree('/data')"`,
    'cat > /opt/x.sh <<EOF\nrm -rf /data\nEOF',
    'powershell -Command "Remove-Item -Recurse D:/kafka"',
    'docker exec broker rm -rf /var/lib/kafka/data',
    'kubectl exec -n kafka broker-0 -- rm -rf /data',
    'timeout 30 nohup rm -rf /data &',
    'for d in /data1 /data2; do rm -rf $d; done',
    'echo cm0gLXJmIC9kYXRhCg== | base64 -d | sh',
    `aws ssm send-command --document-name AWS-RunShellScript --parameters 'commands=["sudo rm -rf /data"]'`,
  ],
  'disk-erased': [
    'mkfs.ext4 -F /dev/nvme1n1',
    'sudo mkfs -t xfs /dev/sdb',
    'wipefs -a /dev/sdb',
    'dd if=/dev/zero of=/dev/sdb bs=1M',
    'lvremove -f vg/data',
    'parted -s /dev/sdb mklabel gpt',
    'sgdisk --zap-all /dev/sdb',
    'blkdiscard /dev/nvme1n1',
    'echo x > /dev/sdb',
    'zpool destroy tank',
    'cryptsetup luksFormat /dev/sdb',
  ],
  'records-deleted': [
    'kafka-topics.sh --bootstrap-server b:9092 --delete --topic logs',
    '/opt/kafka/bin/kafka-topics.sh --delete --topic logs',
    'kafka-topics --bootstrap-server b:9092 --topic logs --del',
    'kafka-delete-records.sh --offset-json-file o.json',
    'kafka-run-class.sh kafka.admin.TopicCommand --delete --topic x',
    'docker exec kafka kafka-topics --delete --topic x',
    'for t in $(kafka-topics.sh --list); do kafka-topics.sh --delete --topic $t; done',
  ],
  'metadata-deleted': [
    'zkCli.sh -server zk1 deleteall /brokers',
    'echo "rmr /kafka" | zookeeper-shell.sh zk1:2181',
    'zkCli.sh <<EOF\ndelete /controller\nEOF',
    'zookeeper-shell zk1:2181 delete /controller',
    'java -cp x org.apache.zookeeper.ZooKeeperMain -server a deleteall /x',
  ],
  'log-folder-formatted': ['kafka-storage.sh format -t abc -c server.properties'],
  'retention-cut': [
    'kafka-configs.sh --alter --add-config retention.ms=1000 --entity-type topics --entity-name a',
    'kafka-topics.sh --alter --topic a --config retention.bytes=1024',
    'kafka-configs.sh --alter --add-config cleanup.policy=delete --entity-type topics --entity-name a',
  ],
  'offsets-lost': [
    'kafka-consumer-groups.sh --delete --group a',
    'kafka-consumer-groups.sh --group a --reset-offsets --to-latest --execute --all-topics',
  ],
  'replicas-risked': ['kafka-leader-election.sh --election-type unclean --all-topic-partitions'],
  'objects-deleted': [
    'aws s3 rm s3://bucket/x --recursive',
    'aws --region eu-west-1 s3 rb s3://bucket --force',
    'aws s3 sync empty s3://bucket --delete',
    'aws s3api delete-bucket --bucket b',
    'gsutil -m rm -r gs://bucket',
    'gcloud storage rm -r gs://bucket',
  ],
  'rows-deleted': [
    'psql -h db -c "DROP TABLE logs"',
    'redis-cli FLUSHALL',
    "mysql -e 'truncate t'",
  ],
  'resources-deleted': [
    'aws ec2 terminate-instances --instance-ids i-1',
    'aws ec2 delete-volume --volume-id vol-1',
    'aws kms schedule-key-deletion --key-id x',
    'kubectl delete pvc --all -n kafka',
    'terraform destroy -auto-approve',
    'cd other && terraform apply -destroy',
    'docker volume rm kafka-data',
    'docker compose down -v',
    'helm uninstall kafka',
    'gcloud compute instances delete broker-1 --quiet',
    'az group delete -n logs --yes',
    'confluent kafka topic delete logs',
    'rpk topic delete logs',
    'etcdctl del --prefix /',
    'curl -X DELETE https://rest:8082/v3/clusters/a/topics/logs',
    'curl -XDELETE es:9200/logs',
    'somectl cluster destroy prod',
  ],
};

/** The same of what needs a look. */
const CARES: Readonly<Record<string, readonly string[]>> = {
  'process-stopped': [
    'systemctl stop kafka',
    'sudo systemctl restart kafka.service',
    'service kafka restart',
    'kafka-server-stop.sh',
    'pkill -9 java',
    'reboot',
    'sudo shutdown -r now',
    'kubectl rollout restart statefulset/kafka',
    'kubectl drain node-1 --ignore-daemonsets',
    'docker restart kafka',
    'echo b > /proc/sysrq-trigger',
  ],
  'traffic-cut': [
    'iptables -A INPUT -p tcp --dport 9092 -j DROP',
    'ip link set eth0 down',
    'ufw deny 9092',
  ],
  'replicas-moved': ['kafka-reassign-partitions.sh --execute --reassignment-json-file r.json'],
  'access-changed': [
    'zookeeper-security-migration.sh --zookeeper.acl=secure',
    'kafka-acls.sh --remove --topic a',
  ],
  'topic-changed': [
    'kafka-topics.sh --alter --topic a --partitions 12',
    'zkCli.sh set /config/x y',
  ],
  fetched: [
    'curl -sSL https://get.example.org | sh',
    'curl https://get.example.org | sudo bash -s -- --yes',
    'bash <(curl -s https://x)',
    'sh -c "$(wget -qO- https://x)"',
  ],
  unseen: [
    './deploy.sh',
    'bash scripts/clean.sh',
    '/opt/tools/cleanup --all',
    'python3 migrate.py',
    'ansible-playbook site.yml',
    'source ./x.sh',
    'make clean',
    'zkCli.sh -server zk1 < commands.txt',
    '$CMD',
    'eval "$SCRIPT"',
    'cat script | ssh broker-1 bash',
    'psql -f drop.sql',
    'crontab jobs.txt',
  ],
  'files-changed': [
    'sed -i s/a/b/ /etc/kafka/server.properties',
    'echo x > /etc/kafka/server.properties',
    'cp server.properties /etc/kafka/',
    'mv server.properties /etc/kafka/',
    'curl -o /usr/local/bin/tool https://example.org/tool',
    'blkid /dev/sdb || mkfs.ext4 /dev/sdb',
    'if ! blkid /dev/sdb; then mkfs.ext4 /dev/sdb; fi',
  ],
  'packages-changed': ['apt-get remove -y kafka', 'yum update -y'],
  unknown: ['frobnicate --all'],
};

const HARMLESS = [
  'echo "rm -rf /data"',
  'printf %s x | wc -c',
  'sleep 60',
  'java -version',
  'printf %s "${var.x}" > ${path.module}/out.txt',
  'until nc -z broker-1 9092; do sleep 1; done',
  'while ! curl -sf http://localhost:8080/health; do sleep 5; done',
  'for i in $(seq 1 30); do echo $i; sleep 1; done',
  'aws ec2 wait instance-running --instance-ids i-1',
  'aws ec2 describe-instances | jq .',
  'aws eks update-kubeconfig --name logs',
  'kubectl get pods -n kafka',
  'kubectl wait --for=condition=Ready pod/broker-0',
  'kubectl rollout status statefulset/kafka',
  'kafka-topics.sh --list --bootstrap-server b:9092',
  'kafka-topics.sh --create --topic delete-me --partitions 3',
  'kafka-topics.sh --describe --topic deleted',
  'kafka-configs.sh --describe --entity-type topics',
  'kafka-consumer-groups.sh --group a --reset-offsets --to-latest --dry-run --topic t',
  'kafka-reassign-partitions.sh --verify --reassignment-json-file r.json',
  'zkCli.sh -server zk1:2181 ls /brokers/ids',
  'echo ruok | nc zk1 2181',
  'systemctl enable --now kafka',
  'systemctl status kafka || true',
  'sudo apt-get update && sudo apt-get install -y openjdk-17-jre',
  'mkdir -p /data/kafka',
  'rm -rf /tmp/build',
  'rm -f lambda.zip && zip -r lambda.zip .',
  'rm -rf /var/lib/apt/lists/*',
  'cd build && npm ci && npm pack',
  'test -f x || { echo missing; exit 1; }',
  'set -euo pipefail',
  'if [ -d /data ]; then ls /data; fi',
  'ssh ops@broker-1 uptime',
  'ssh-keyscan broker-1 >> /tmp/known_hosts',
  'wipefs /dev/sdb',
  'find /data -name "*.log"',
  'terraform output -json > out.json',
  'docker build -t x . && docker push x',
  'find /var/lib/kafka -name "lost+found" -type d',
  'rm -rf /var/lib/kafka/data/lost+found',
  'echo done > /dev/null 2>&1',
  'python3 -c "import json; print(1)"',
  'TMP=$(mktemp -d); rm -rf "$TMP"',
];

const rows = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([effect, scripts]) =>
    scripts.map((script) => [script, effect] as const),
  );

it.each(rows(DANGERS))('finds danger in %j: %s', (script, effect) => {
  expect(onHost(script)).toContain(effect);
  expect(EFFECTS[effect as keyof typeof EFFECTS].severity).toBe('danger');
});

it.each(rows(CARES))('finds what needs a look in %j: %s', (script, effect) => {
  expect(onHost(script)).toContain(effect);
  expect(onHost(script).filter((each) => EFFECTS[each].severity === 'danger')).toEqual([]);
});

it.each(HARMLESS)('is silent over %j', (script) => {
  expect(here(script)).toEqual([]);
});

it('takes a folder of the workspace for what it is, and the same on a host for data', () => {
  expect(here('rm -rf build')).toEqual([]);
  expect(here('rm -rf ${path.module}/dist')).toEqual([]);
  expect(onHost('rm -rf kafka-data')).toEqual(['files-deleted']);
});

it('knows what the environment gives', () => {
  const variables = new Map([['DIR', '/data']]);
  expect(judgeScript('rm -rf "$DIR"', { isHost: false, variables })).toMatchObject([
    { effect: 'files-deleted' },
  ]);
  expect(judgeScript('rm -rf x', { isHost: false, folder: '/data' })).toMatchObject([
    { effect: 'files-deleted' },
  ]);
});

it('quotes the command, not the script', () => {
  expect(judgeScript('echo a\nsudo rm -rf /data # b\necho c', { isHost: true })).toEqual([
    { effect: 'files-deleted', spelled: 'sudo rm -rf /data' },
  ]);
});

it.each([
  'for h in kafka-1 kafka-2; do ssh $h sudo systemctl stop kafka; done',
  'ssh zk-1 sudo reboot; ssh zk-2 sudo reboot',
  'ansible kafka -b -m shell -a "systemctl restart kafka"',
  'pdsh -w kafka-[1-3] systemctl stop kafka',
  `aws ssm send-command --targets Key=tag:role,Values=kafka --parameters 'commands=["systemctl stop kafka"]'`,
])('finds a cluster that is stopped in %j', (script) => {
  expect(here(script)).toContain('cluster-stopped');
});

it.each([
  'ssh kafka-1 sudo systemctl restart kafka',
  'for h in web-1 web-2; do ssh $h sudo systemctl restart nginx; done',
])('finds a host that is stopped in %j', (script) => {
  expect(here(script)).toEqual(expect.arrayContaining(['process-stopped']));
  expect(here(script)).not.toContain('cluster-stopped');
});
