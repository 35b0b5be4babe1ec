import 'reflect-metadata';
import { randomBytes, type webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type X509Certificate,
} from '@peculiar/x509';
import { parseAddress } from '../../cluster/cidr';
import { AUTHORITY, NEXT_AUTHORITY } from '../secrets/secret-names';
import type { SecretStore } from '../secrets/secret-store';
import type { CertificateAuthority, SigningRequest } from './certificate-authority';
import { badRequest, parseRequest } from './key-of-request';
import { exportKey, KEY_ALGORITHM, newKeys, SIGNATURE } from './keys';
import { readAuthority, type AuthorityParts } from './read-authority';

const DAY_MS = 86_400_000;
/** Ten years: longer than the hosts, and replaced long before. */
const AUTHORITY_DAYS = 3_653;
/** Hosts whose clocks are behind by less take a new certificate for valid. */
const CLOCK_MS = 3_600_000;

/** An authority of the cluster's own. Its key is in the cluster's secret store, and nowhere else. */
export class OwnAuthority implements CertificateAuthority {
  private constructor(private readonly parts: AuthorityParts) {}

  /** The authority of the cluster whose secrets these are; made the first time. */
  static async open(secrets: SecretStore, clusterName: string): Promise<OwnAuthority> {
    const kept =
      (await secrets.read(AUTHORITY)) ??
      (await secrets.keep(AUTHORITY, await newAuthority(`${clusterName} authority`)));
    return await OwnAuthority.of(AUTHORITY, kept);
  }

  /** The same; undefined where none was made yet. */
  static async find(secrets: SecretStore): Promise<OwnAuthority | undefined> {
    return await OwnAuthority.findAt(secrets, AUTHORITY);
  }

  /** The one that is to take its place; undefined where that was not begun. */
  static async findNext(secrets: SecretStore): Promise<OwnAuthority | undefined> {
    return await OwnAuthority.findAt(secrets, NEXT_AUTHORITY);
  }

  /** Begins to put another one in its place: makes it, unless that was begun before. */
  static async begin(secrets: SecretStore, clusterName: string): Promise<OwnAuthority> {
    // Two of one name would be told apart by their keys alone, and by nobody who reads a log.
    const name = `${clusterName} authority ${randomBytes(4).toString('hex')}`;
    const kept =
      (await secrets.read(NEXT_AUTHORITY)) ??
      (await secrets.keep(NEXT_AUTHORITY, await newAuthority(name)));
    return await OwnAuthority.of(NEXT_AUTHORITY, kept);
  }

  /** The next one is the only one from now on. Killed in between, it is done again: both are the same then. */
  static async settle(secrets: SecretStore): Promise<void> {
    const next = await secrets.read(NEXT_AUTHORITY);
    if (next === undefined) return;
    await secrets.replace(AUTHORITY, next);
    await secrets.remove(NEXT_AUTHORITY);
  }

  private static async findAt(
    secrets: SecretStore,
    name: string,
  ): Promise<OwnAuthority | undefined> {
    const kept = await secrets.read(name);
    return kept === undefined ? undefined : await OwnAuthority.of(name, kept);
  }

  private static async of(name: string, kept: string): Promise<OwnAuthority> {
    return new OwnAuthority(await readAuthority(name, kept));
  }

  /** When it ends: nothing that it signs holds for longer. */
  get end(): Date {
    return this.parts.certificate.notAfter;
  }

  trusted(): Promise<string> {
    return Promise.resolve(asPem(this.parts.certificate));
  }

  async sign({ request, names, days }: SigningRequest): Promise<string> {
    const publicKey = await provenKey(request);
    const now = Date.now();
    const { certificate: issuer, key, signature } = this.parts;
    const end = Math.min(now + days * DAY_MS, issuer.notAfter.getTime());
    const certificate = await X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject: [{ CN: [names.commonName] }],
      issuer: issuer.subjectName,
      notBefore: new Date(now - CLOCK_MS),
      notAfter: new Date(end),
      publicKey,
      signingKey: key,
      signingAlgorithm: signature,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        await SubjectKeyIdentifierExtension.create(publicKey),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
        ...alternativeNames(names.hosts),
      ],
    });
    return asPem(certificate);
  }
}

async function newAuthority(name: string): Promise<string> {
  const keys = await newKeys();
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [name] }],
    notBefore: new Date(now - CLOCK_MS),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
    keys,
    signingAlgorithm: SIGNATURE,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${await exportKey(keys.privateKey)}${asPem(certificate)}`;
}

/** The key of a request, which whoever made it has signed with it. */
async function provenKey(pem: string): Promise<webcrypto.CryptoKey> {
  const request = parseRequest(pem);
  if (!(await request.verify().catch(() => false))) {
    throw badRequest('be signed with the key that is in it');
  }
  const key: unknown = await request.publicKey.export(KEY_ALGORITHM, ['verify']).catch(() => {
    throw badRequest(`have a key of ${KEY_ALGORITHM.namedCurve}`);
  });
  return key as webcrypto.CryptoKey;
}

function alternativeNames(hosts: readonly string[]): readonly Extension[] {
  if (hosts.length === 0) return [];
  const names = hosts.map((value) => ({
    type: parseAddress(value) === undefined ? ('dns' as const) : ('ip' as const),
    value,
  }));
  return [new SubjectAlternativeNameExtension(names)];
}

/** 127 bits of chance, and positive, as the standard asks. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function asPem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
