import { asText, isBase64 } from '../user-data/encoded-text';

/** Attributes whose values are base64 by their names. */
const ENCODED = /base64|binary/;

/** What a value of a resource stands for. */
export interface DecodedText {
  /** Absent where it is no text, as a keystore is none. */
  readonly text?: string;
  /** Whether it is a keystore. */
  readonly isStore: boolean;
}

/**
 * The text that a value stands for: itself, or what its base64 says.
 *
 * @param key of the attribute or the entry, which may tell that it is encoded
 */
export function decodeHeld(raw: string, key: string): DecodedText {
  const joined = raw.replace(/\s/g, '');
  const isNamed = ENCODED.test(key);
  if (!isBase64(joined) || !(isNamed || joined.length >= 16)) return { text: raw, isStore: false };
  const bytes = Buffer.from(joined, 'base64');
  const text = asText(bytes);
  if (text !== undefined) return { text, isStore: false };
  // Letters alone may be a word: they are base64 where they are said to be, or give a file that is one.
  return isStore(bytes) || isNamed ? { isStore: isStore(bytes) } : { text: raw, isStore: false };
}

/** Whether bytes begin as a keystore does: Java's own, or PKCS #12, which is DER of version 3. */
function isStore(bytes: Buffer): boolean {
  if (bytes.length < 8) return false;
  const magic = bytes.readUInt32BE(0);
  if (magic === 0xfeedfeed || magic === 0xcececece) return true;
  return bytes[0] === 0x30 && bytes.subarray(1, 10).includes(Buffer.from([0x02, 0x01, 0x03]));
}
