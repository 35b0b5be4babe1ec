import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AccountSecretStore } from '../../../scripts/secrets/account-secret-store';
import { startAwsDouble, type AwsDouble } from '../../lab/aws-double/start-aws-double';
import { inventoryOf } from '../../support/inventories';
import { keepsSecrets } from '../../support/keeps-secrets';

const secretsKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';
const inventory = { ...inventoryOf(), secretsKeyArn };
const before = { ...process.env };
let double: AwsDouble;
let store: AccountSecretStore;

beforeAll(async () => {
  double = await startAwsDouble();
  Object.assign(process.env, double.environment);
  store = AccountSecretStore.of(inventory);
});
afterAll(async () => {
  await double?.stop();
  process.env = before;
});

keepsSecrets(() => store);

test('it lies encrypted, below the cluster and apart from those of other clusters', async () => {
  await store.keep('authority', 'a key');
  const ssm = new SSMClient({ region: inventory.region });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/kafka/logs/authority' }));
  ssm.destroy();
  expect(Parameter?.Type).toBe('SecureString');
  expect(Parameter?.Value).not.toBe('a key');
  expect(Parameter?.Value).toContain(secretsKeyArn);
  const spec = { ...inventory.spec, clusterName: 'other' };
  expect(await AccountSecretStore.of({ ...inventory, spec }).read('authority')).toBeUndefined();
});

test('where the store is out of reach, that is told, and nothing of the secret', async () => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
  const closed = AccountSecretStore.of(inventory);
  const error = (await closed
    .replace('clients/app', 'hidden')
    .catch((each: unknown) => each)) as Error;
  process.env.AWS_ENDPOINT_URL = double.endpoint;
  expect(error.message).toMatch(
    /^The secret \/kafka\/logs\/clients\/app: must be within reach, got .*ECONNREFUSED.*\. See that this machine reaches ssm\.eu-west-1\.amazonaws\.com, or its proxy\.$/,
  );
  expect(error.message).not.toContain('hidden');
});

test('an inventory without a key of its own for secrets is refused', () => {
  expect(() => AccountSecretStore.of(inventoryOf())).toThrow(
    /^The inventory: must name the key of the cluster’s secrets \(secretsKeyArn\), and names none\./,
  );
});
