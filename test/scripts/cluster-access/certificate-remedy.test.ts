import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { metadataV12 } from '@platformatic/kafka';
import { Security } from '../../../cluster/security';
import { brokerHosts, zookeeperHosts } from '../../../cluster/topology';
import { newIdentity, newRequest } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { openCoordination } from '../../../scripts/coordination/open-coordination';
import { credentialsFrom } from '../../../scripts/cluster-access/credentials';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { directReach, reachWith, type Reach } from '../../../scripts/cluster-access/reach';
import { openZookeeper } from '../../../scripts/cluster-access/zookeeper-access';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology({ security: Security.tls() });
const { security } = topology.spec;
const NAMES = topology.hosts.map(({ address }) => address);
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'certificate-remedy-'));
let authority: OwnAuthority;
let elsewhere: OwnAuthority;

beforeAll(async () => {
  authority = await OwnAuthority.open(new FileSecretStore(join(folder, 'own')), 'logs');
  elsewhere = await OwnAuthority.open(new FileSecretStore(join(folder, 'other')), 'others');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A certificate that was over half an hour ago: each begins an hour before it is made. */
async function expired(): Promise<string> {
  const { key, request } = await newRequest();
  const names = { commonName: 'logs-members', hosts: NAMES };
  return `${key}${await authority.sign({ request, names, days: -1 / 48 })}`;
}

/** Somebody who shows this in the place of every member. */
async function showing(identity: string): Promise<Server> {
  const server = createServer({ key: identity, cert: identity, minVersion: 'TLSv1.3' });
  server.on('tlsClientError', () => undefined).on('secureConnection', (each) => each.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function wayTo(server: Server): Promise<Reach> {
  const { port } = server.address() as AddressInfo;
  const identity = await newIdentity(authority, { commonName: 'logs-members', hosts: [] }, 2);
  const credentials = credentialsFrom({ identity, trusted: await authority.trusted() });
  return reachWith(() => directReach('127.0.0.1', port), credentials);
}

test.each([
  [
    'is over',
    expired,
    /got '.*CERT_HAS_EXPIRED.*'\. Its certificate is over: `.* converge` gives it another\./,
  ],
  [
    'is for other hosts',
    () => newIdentity(authority, { commonName: 'logs-members', hosts: ['elsewhere'] }, 2),
    /got '.*ERR_TLS_CERT_ALTNAME_INVALID.*'\. Another host answers there, or/,
  ],
  [
    'is of another authority',
    () => newIdentity(elsewhere, { commonName: 'logs-members', hosts: NAMES }, 2),
    /got '.*UNABLE_TO_\w+.*'\. It shows a certificate of an authority that this command does not/,
  ],
])('whoever asks a member whose certificate %s is told what to do', async (_, make, told) => {
  const server = await showing(await make());
  const reach = await wayTo(server);
  const kafka = openKafka({ reach, security, signal });
  const asked = kafka.broker(brokerHosts(topology)[0]!).ask(metadataV12.api, []);
  await expect(asked).rejects.toThrow(told);
  await kafka.close();
  const zookeeper = openZookeeper({ reach, security, signal });
  await expect(zookeeper.command(zookeeperHosts(topology)[0]!, 'ruok')).rejects.toThrow(told);
  await expect(openCoordination({ topology, reach, signal, limitMs: 1 })).rejects.toThrow(told);
  server.close();
});
