import { gunzipSync } from 'node:zlib';
import { asText, isBase64 } from './encoded-text';
import { decodeParts } from './decode-mime';
import { decodeWriteFiles } from './decode-write-files';

/** User data as text, or why it can't be shown. */
export interface DecodedUserData {
  readonly text?: string;
  readonly note?: string;
}

/** EC2 takes 16 KiB of user data; what is unpacked from it may be larger, but not without end. */
const LARGEST_TEXT_BYTES = 1024 * 1024;

/**
 * The text in user data: base64, gzip, MIME parts and the files of cloud-config are undone. Its
 * secrets are not masked yet.
 */
export function decodeUserData(value: string, encoding: 'base64' | 'plain'): DecodedUserData {
  if (encoding === 'plain' && /^[\da-f]{40}$/.test(value)) {
    return { note: 'The provider keeps only a digest of it, so that the text can’t be shown.' };
  }
  if (value.length > 2 * LARGEST_TEXT_BYTES) return TOO_LARGE;
  if (encoding === 'base64' || isEncoded(value)) return decodeBytes(Buffer.from(value, 'base64'));
  return { text: decodeText(value) };
}

const TOO_LARGE = { note: 'It is larger than 1 MiB, and is not shown.' };
const NO_TEXT = { note: 'It is not text, and is not shown.' };

/** What bytes say: text, or gzip of it. */
function decodeBytes(bytes: Buffer): DecodedUserData {
  const plain = isGzip(bytes) ? unzip(bytes) : bytes;
  if (!Buffer.isBuffer(plain)) return plain;
  const text = asText(plain);
  return text === undefined ? NO_TEXT : { text: decodeText(text) };
}

function decodeText(text: string): string {
  return decodeWriteFiles(decodeParts(text));
}

/** Text that is base64 of text or gzip: the provider takes it for such too. */
function isEncoded(value: string): boolean {
  const joined = value.replace(/\s/g, '');
  if (joined.length < 16 || !isBase64(joined)) return false;
  const bytes = Buffer.from(joined, 'base64');
  return isGzip(bytes) || asText(bytes) !== undefined;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unzip(bytes: Buffer): Buffer | DecodedUserData {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_TEXT_BYTES });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? { note: 'It unpacks to more than 1 MiB, and is not shown.' }
      : { note: 'It is gzip that can’t be unpacked, and is not shown.' };
  }
}
