import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandAuthoritySpec } from '../../cluster/identities/authority-spec';

/** An authority of somebody else, by openssl: a root, and one below it that signs. */
export interface OpensslAuthority {
  readonly folder: string;
  /** What the spec says of it. */
  readonly spec: CommandAuthoritySpec;
}

export interface OpensslAuthorityOptions {
  /** Of the keys, as openssl names it. @default 'EC' */
  readonly algorithm?: 'EC' | 'RSA';
  /** How long the root holds. @default 3650 */
  readonly days?: number;
  /** What its command does after it has signed; the certificates are in `$signed`. @default - prints them */
  readonly prints?: string;
}

const KEY_OPTIONS = {
  EC: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  RSA: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
} as const;

/** Makes one in a folder, with a command that signs as a careful authority does: by the names that it is given. */
export function opensslAuthority(
  folder: string,
  name: string,
  { algorithm = 'EC', days = 3_650, prints = 'printf %s "$signed"' }: OpensslAuthorityOptions = {},
): OpensslAuthority {
  mkdirSync(folder, { recursive: true });
  const openssl = (...words: readonly string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const [root, signer] = ['root', 'signer'] as const;
  for (const each of [root, signer])
    openssl('genpkey', ...KEY_OPTIONS[algorithm], '-out', `${each}.key`);
  openssl(
    ...['req', '-new', '-x509', '-key', 'root.key', '-subj', `/CN=${name} root`],
    ...['-days', String(days), '-out', 'root.pem', '-addext', 'keyUsage=critical,keyCertSign'],
  );
  openssl('req', '-new', '-key', 'signer.key', '-subj', `/CN=${name}`, '-out', 'signer.csr');
  writeFileSync(join(folder, 'signer.ext'), 'basicConstraints=critical,CA:TRUE,pathlen:0\n');
  openssl(
    ...['x509', '-req', '-in', 'signer.csr', '-CA', 'root.pem', '-CAkey', 'root.key'],
    ...['-set_serial', '2', '-days', String(days), '-extfile', 'signer.ext', '-out', 'signer.pem'],
  );
  const program = join(folder, 'sign');
  writeFileSync(program, signs(folder, prints));
  chmodSync(program, 0o700);
  const trusted = readFileSync(join(folder, 'root.pem'), 'utf8');
  return { folder, spec: { kind: 'command', command: [program], trusted } };
}

const signs = (folder: string, prints: string) => `#!/bin/bash
set -euo pipefail
extensions='extendedKeyUsage=serverAuth,clientAuth'
[[ -z $CDKTF_KAFKA_SAN ]] || extensions+=$'\\n'"subjectAltName=$CDKTF_KAFKA_SAN"
signed=$(openssl x509 -req -CA '${folder}/signer.pem' -CAkey '${folder}/signer.key' \\
  -subj "/CN=$CDKTF_KAFKA_COMMON_NAME" -days "$CDKTF_KAFKA_DAYS" -extfile <(echo "$extensions") 2>/dev/null)
signed+=$'\\n'$(<'${folder}/signer.pem')
${prints}
`;
