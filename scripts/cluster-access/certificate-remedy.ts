import { RUN_PROGRAM } from '../../cluster/program';

const UNTRUSTED = `It shows a certificate of an authority that this command does not trust: look which cluster answers there; where the authority was replaced meanwhile, run the command again`;

/** By node's codes of errors. */
const REMEDIES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: `Its certificate is over: \`${RUN_PROGRAM} converge\` gives it another`,
  CERT_NOT_YET_VALID: 'Compare the clocks of that host and of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: `Another host answers there, or its certificate is for other names than the spec's: look where the address leads to, then run \`${RUN_PROGRAM} converge\``,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
};

/**
 * What is to be done where this side did not believe a certificate, of which the log of the other side says nothing.
 *
 * @param words what went wrong, with the code of the error in it
 * @returns undefined for other errors
 */
export function certificateRemedy(words: string): string | undefined {
  return Object.entries(REMEDIES).find(([code]) => words.includes(code))?.[1];
}
