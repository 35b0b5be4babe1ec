import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string) => readFileSync(join(__dirname, 'certificates', `${name}.pem`), 'utf8');

/** Of an authority; its key is nowhere any more. */
export const CLIENT_AUTHORITY = read('client-authority');
/** Of a client. */
export const NO_AUTHORITY = read('no-authority');
/** With a key of 1,024 bits. */
export const WEAK_AUTHORITY = read('weak-authority');
