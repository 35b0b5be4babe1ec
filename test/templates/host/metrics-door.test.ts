import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SecureVersion } from 'node:tls';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { metricsDoor } from '../../support/metrics-door';
import { until } from '../../support/until';

/** More than fits into any buffer on the way. */
const METRICS = 'kafka_server_brokertopicmetrics_bytesin_total 1\n'.repeat(100_000);

const folder = mkdtempSync(join(tmpdir(), 'metrics-door-'));
const file = (name: string) => join(folder, name);
const servers: Server[] = [];
/** What the program said of each connection. */
const said: string[] = [];
let own: OwnAuthority;
let others: OwnAuthority;
let door: number;

const listening = async (server: Server): Promise<number> => {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};

const openDoor = async (exporter: number): Promise<number> =>
  await listening(
    metricsDoor({
      ...{ identity: file('identity.pem'), trusted: [file('trusted.pem'), file('clients.pem')] },
      ...{ exporter, readers: ['logs-members', 'prometheus'], onSaid: (words) => said.push(words) },
    }),
  );

const named = async (authority: OwnAuthority, commonName: string, days = 30) =>
  await newIdentity(authority, { commonName, hosts: ['127.0.0.1'] }, days);

beforeAll(async () => {
  own = await OwnAuthority.open(new FileSecretStore(file('own')), 'logs');
  others = await OwnAuthority.open(new FileSecretStore(file('others')), 'clients');
  writeFileSync(file('trusted.pem'), await own.trusted());
  writeFileSync(file('clients.pem'), await others.trusted());
  writeFileSync(file('identity.pem'), await named(own, 'logs-members'));
  const exporter = createHttpServer((_, response) => response.end(METRICS));
  door = await openDoor(await listening(exporter));
});

afterAll(() => {
  servers.forEach((server) => server.close());
  rmSync(folder, { recursive: true, force: true });
});

/** The metrics, or what a reader is told in their place. */
async function read(identity?: string, maxVersion: SecureVersion = 'TLSv1.3'): Promise<string> {
  const asked = request({
    ...{ host: '127.0.0.1', port: door, agent: false, maxVersion, minVersion: 'TLSv1.2' },
    ...{ ca: await own.trusted(), cert: identity, key: identity },
  });
  return await new Promise((resolve) => {
    asked.on('error', ({ message }) => resolve(message));
    asked.on('response', (response) => void text(response).then(resolve));
    asked.end();
  });
}

test('the tools read metrics, with their own certificate', async () => {
  expect(await read(await named(own, 'logs-members'))).toBe(METRICS);
});

test('a reader that is named does, by an authority of clients', async () => {
  expect(await read(await named(others, 'prometheus'))).toBe(METRICS);
});

test.each([
  ['without a certificate', () => Promise.resolve(undefined), /certificate required/i],
  ['of another name', () => named(own, 'logs-zookeeper'), /socket hang up|ECONNRESET/],
  [
    'of an authority that is not trusted',
    async () => {
      const strange = new FileSecretStore(file('strangers'));
      return await named(await OwnAuthority.open(strange, 'logs'), 'logs-members');
    },
    /unknown ca/i,
  ],
] as const)('a reader %s is kept out', async (_, identity, words) => {
  expect(await read(await identity())).toMatch(words);
});

test('an old version of TLS is kept out', async () => {
  expect(await read(await named(own, 'logs-members'), 'TLSv1.2')).toMatch(/protocol version/i);
});

test('the journal names who was refused', async () => {
  await read(await named(own, 'logs-brokers'));
  const words = 'refused logs-brokers: metrics are for logs-members and prometheus\n';
  await until('it is named', () => said.includes(words));
});

test('a renewed certificate is shown from the next connection on', async () => {
  const tools = await named(own, 'logs-members');
  const newer = await OwnAuthority.open(new FileSecretStore(file('newer')), 'logs');
  writeFileSync(file('identity.pem'), await named(newer, 'logs-members'));
  expect(await read(tools)).toMatch(/self.signed|unable to verify/i);
  writeFileSync(file('identity.pem'), await named(own, 'logs-members'));
  expect(await read(tools)).toBe(METRICS);
});
