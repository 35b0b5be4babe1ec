import { X509Certificate } from 'node:crypto';
import type { Problem } from '../errors';
import { certificateTexts } from '../identities/found-certificate';
import { securityOf } from '../security';
import type { KafkaClusterSpec } from '../spec';

/** A command is one, and what is to be trusted are certificates of authorities. */
export function authoritySound(spec: KafkaClusterSpec): readonly Problem[] {
  const security = securityOf(spec);
  if (security.kind !== 'tls' || security.authority?.kind !== 'command') return [];
  const { command, trusted } = security.authority;
  const path = 'security.authority';
  const problems: Problem[] = [];
  if (command.length === 0) {
    const remedy = "Give the program and its arguments, such as ['/opt/pki/sign', 'kafka']";
    problems.push({ path: `${path}.command`, rule: 'name a program', value: command, remedy });
  }
  return [
    ...problems,
    ...certificateTexts(trusted).flatMap((pem, index) =>
      trustProblems(pem, `${path}.trusted, certificate ${index + 1}`),
    ),
  ];
}

function trustProblems(pem: string, path: string): readonly Problem[] {
  const certificate = parse(pem);
  if (!certificate) return [{ path, rule: 'be readable', remedy: 'Copy it anew, as PEM' }];
  const value = certificate.subject;
  if (!certificate.ca) {
    const remedy = 'Give that of the authority, not one that it has signed for a host';
    return [{ path, rule: 'be of an authority (CA:TRUE)', value, remedy }];
  }
  if (certificate.checkIssued(certificate)) return [];
  const rule = 'be of a root, which has signed itself';
  const remedy = `Give the one that it leads to, ${certificate.issuer}: not every client stops at one in between`;
  return [{ path, rule, value, remedy }];
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
