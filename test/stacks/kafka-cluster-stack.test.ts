import { KafkaClusterStack } from '../../stacks/kafka-cluster-stack';
import prodLogging from '../../stacks/prod-logging.spec';
import { ANY_FILE, synthesizeIn, type Synthesized } from '../support/synthesized';

const ENVIRONMENT = { ...process.env };
afterEach(() => {
  process.env = { ...ENVIRONMENT };
});

function synthesizeStack(environment: Readonly<Record<string, string>> = {}): Synthesized {
  Object.assign(process.env, { KAFKA_ARCHIVE: ANY_FILE, ...environment });
  return synthesizeIn((app) => new KafkaClusterStack(app, 'prod-logging', prodLogging));
}

it('keeps its state in a bucket, encrypted, with a lock file beside it', () => {
  expect(synthesizeStack().json.terraform).toMatchObject({
    backend: {
      s3: {
        bucket: 'prod-logging-terraform',
        key: 'prod-logging/terraform.tfstate',
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
      },
    },
  });
});

it('keeps its state in the file that KAFKA_STATE_FILE names, for a trial', () => {
  const { json } = synthesizeStack({ KAFKA_STATE_FILE: '/tmp/state' });
  expect(json.terraform).toMatchObject({ backend: { local: { path: '/tmp/state' } } });
});

it('is refused by a terraform that has no lock files', () => {
  expect(synthesizeStack().json.terraform).toMatchObject({ required_version: '>= 1.10' });
});

it('has outputs for people and for the tools', () => {
  expect(Object.keys(synthesizeStack().json.output as object)).toEqual([
    ...['bootstrap_servers', 'inventory', 'security_groups', 'zookeeper_connect'],
  ]);
});

it('reaches AWS by nothing but the environment', () => {
  expect(synthesizeStack().json.provider).toMatchObject({
    aws: [{ region: 'eu-west-1', default_tags: [{ tags: { 'managed-by': 'terraform' } }] }],
  });
});
