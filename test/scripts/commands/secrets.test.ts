import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { leftSecrets, type SecretsOptions } from '../../../scripts/commands/secrets';
import { AccountSecretStore } from '../../../scripts/secrets/account-secret-store';
import { startAwsDouble, type AwsDouble } from '../../lab/aws-double/start-aws-double';
import { inventoryOf } from '../../support/inventories';

const secretsKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';
const inventory = { ...inventoryOf(), secretsKeyArn };
const NAMES = ['authority', ...Array.from({ length: 11 }, (_, each) => `clients/${each}`)];
const before = { ...process.env };

let double: AwsDouble;
let between: Server;
let store: AccountSecretStore;
let isLost = false;
const told: string[] = [];

/** The double decrypts whatever becomes of a key: what AWS says of one that is about to go, is said here. */
function answer(asked: IncomingMessage, respond: (status: number, body: string) => void): void {
  if (isLost && /GetParameter$/.test(String(asked.headers['x-amz-target']))) {
    const message = `${secretsKeyArn} is pending deletion. (Service: AWSKMS; Status Code: 400)`;
    respond(400, JSON.stringify({ __type: 'InvalidKeyId', message }));
    return;
  }
  const { method, headers, url } = asked;
  const onward = request(`${double.endpoint}${url}`, { method, headers }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (text: string) => (body += text));
    response.on('end', () => respond(response.statusCode!, body));
  });
  asked.pipe(onward);
}

beforeAll(async () => {
  double = await startAwsDouble();
  between = createServer((asked, response) =>
    answer(asked, (status, body) => response.writeHead(status).end(body)),
  ).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const endpoint = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  Object.assign(process.env, double.environment, { AWS_ENDPOINT_URL: endpoint });
  store = AccountSecretStore.of(inventory);
  for (const name of NAMES) await store.keep(name, `the secret of ${name}`);
});
afterAll(async () => {
  between.close();
  between.closeAllConnections();
  await double.stop();
  process.env = before;
});
beforeEach(() => {
  told.length = 0;
  jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
});
afterEach(() => jest.restoreAllMocks());

const run = (options: Partial<SecretsOptions> = {}, cluster = 'logs') =>
  leftSecrets(cluster, { region: inventory.region, ...options });

it('shows which secrets there are, and of none what it is', async () => {
  await run();
  for (const name of NAMES) expect(told.join()).toContain(`/kafka/logs/${name}`);
  expect(told.join()).toContain(secretsKeyArn);
  expect(told.join()).not.toMatch(/the secret of|read any more/);
});

it('shows none of a cluster whose name only begins alike', async () => {
  await run({}, 'log');
  expect(told).toEqual([`No secrets are kept of log in ${inventory.region}.`]);
});

it('removes none while a cluster could need them, whatever it is told', async () => {
  await expect(run({ remove: true, yes: true })).rejects.toThrow(
    /^\/kafka\/logs\/authority: must be encrypted with a key that is deleted or about to be, and can still be read\. Destroy logs first/,
  );
  expect(await store.read('authority')).toBe('the secret of authority');
});

describe('of a cluster that was destroyed', () => {
  beforeAll(() => (isLost = true));
  afterAll(() => (isLost = false));

  it('a deploy anew is told what is in its way, and how it is taken away', async () => {
    await expect(store.read('authority')).rejects.toThrow(
      /^The secret \/kafka\/logs\/authority: must be encrypted with a key that stays, .*secrets logs --region eu-west-1 --remove/,
    );
  });

  it('removes them when it is told to, all of them, and then there is room for new ones', async () => {
    await expect(run({ remove: true })).rejects.toThrow('Give --yes.');
    await run({ remove: true, yes: true });
    expect(told.at(-1)).toBe(`Removed ${NAMES.length}.`);
    isLost = false;
    expect(await store.keep('authority', 'another')).toBe('another');
  });
});
