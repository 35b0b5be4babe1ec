import type { MemberIdentity } from '../../cluster/identities/member-identities';
import type { BootedHost } from './hosts/booted-host';

const PROGRAM = '/usr/local/sbin/cdktf-kafka-host';

/** What an authority answers to a request. */
export interface Signed {
  /** The certificate, and those in between. */
  readonly signed: string;
  readonly trusted: string;
}

/** Has a process of a host take in a certificate that the spec would not ask for, as `converge` does it. */
export async function certifyHost(
  host: Pick<BootedHost, 'inside'>,
  { process }: MemberIdentity,
  sign: (request: string) => Promise<Signed>,
): Promise<void> {
  const { signed, trusted } = await sign(await host.inside([PROGRAM, 'request', process.name]));
  const input = `${signed}trusted\n${trusted}`.trimEnd();
  await host.inside(['bash', '-c', `echo "$0" | ${PROGRAM} certify ${process.name}`, input]);
}
