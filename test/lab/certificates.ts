import { appendFile, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from './exec';

/** What the double serves TLS with, and the layer over the hosts' image that makes them trust it. */
export interface LabCertificates {
  readonly certificate: string;
  readonly key: string;
  /** A tree with the machine-wide list of authorities, the lab's own at its end. */
  readonly trustLayer: string;
}

/** Names under which the hosts' tools look for AWS: a wildcard stands for one label only. */
const NAMES = ['', 'eu-west-1.', 's3.eu-west-1.', 's3.'].map(
  (part) => `DNS:*.${part}amazonaws.com`,
);

const DAYS = ['-days', '30'];

/** Makes an authority and a certificate for the names of AWS, good for this lab alone. */
export async function makeCertificates(
  folder: string,
  bareImage: string,
): Promise<LabCertificates> {
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const newKey = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', file(name)];
  await exec([
    ...[
      'openssl',
      'req',
      '-x509',
      ...DAYS,
      ...newKey('authority.key'),
      '-out',
      file('authority.crt'),
    ],
    ...['-subj', '/CN=cdktf-kafka lab', '-addext', 'basicConstraints=critical,CA:TRUE'],
  ]);
  await exec([
    ...['openssl', 'req', ...newKey('server.key'), '-out', file('server.csr')],
    ...['-subj', '/CN=AWS API double'],
  ]);
  await writeFile(file('names.cnf'), `subjectAltName=${NAMES.join(',')}\n`);
  await exec([
    ...['openssl', 'x509', '-req', ...DAYS, '-in', file('server.csr'), '-out', file('server.crt')],
    ...['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-CAcreateserial'],
    ...['-extfile', file('names.cnf')],
  ]);
  return {
    certificate: file('server.crt'),
    key: file('server.key'),
    trustLayer: await makeTrustLayer(join(folder, 'trust'), bareImage, file('authority.crt')),
  };
}

const AUTHORITIES = 'etc/ssl/certs/ca-certificates.crt';

/** As update-ca-certificates would leave it, without a second of work at each boot. */
async function makeTrustLayer(layer: string, bareImage: string, own: string): Promise<string> {
  await mkdir(join(layer, 'etc/ssl/certs'), { recursive: true });
  await copyFile(join(bareImage, AUTHORITIES), join(layer, AUTHORITIES));
  await appendFile(join(layer, AUTHORITIES), await exec(['cat', own]));
  await appendFile(join(layer, AUTHORITIES), '\n');
  return layer;
}
