import { gunzipSync } from 'node:zlib';

/** No more than this of one part: what is cut off is said. */
const LARGEST_PART_BYTES = 1024 * 1024;
const MOST_PARTS = 100;

/**
 * A MIME multipart text with the bodies of its parts undone; any other text as it is.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/format.html#mime-multi-part-archive
 */
export function decodeParts(text: string): string {
  const head = headersOf(text);
  const boundary = /boundary="?([^";\s]+)"?/i.exec(head?.headers ?? '')?.[1];
  if (head === undefined || boundary === undefined || !/multipart\//i.test(head.headers)) {
    return text;
  }
  const [preamble = '', ...parts] = head.body.split(`--${boundary}`);
  if (parts.length > MOST_PARTS) return text;
  return [head.headers, preamble, ...parts.map(decodePart)].join(`\n--${boundary}`);
}

interface Headed {
  readonly headers: string;
  readonly body: string;
}

function headersOf(text: string): Headed | undefined {
  const end = /\r?\n\r?\n/.exec(text);
  if (!end || !/^[A-Za-z-]+:/.test(text.trimStart())) return undefined;
  return { headers: text.slice(0, end.index), body: text.slice(end.index + end[0].length) };
}

function decodePart(part: string): string {
  const head = headersOf(part);
  if (head === undefined) return part;
  const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head.headers)?.[1]?.toLowerCase();
  if (encoding === 'base64') return `${head.headers}\n\n${decodeBase64(head.body)}\n`;
  if (encoding === 'quoted-printable') return `${head.headers}\n\n${decodeQuoted(head.body)}`;
  return part;
}

/** The text in base64, of gzip or not; in words, where it is none. */
export function decodeBase64(body: string): string {
  const bytes = Buffer.from(body, 'base64');
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: LARGEST_PART_BYTES }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return `(${bytes.length} bytes that are not shown: no text, damaged, or more than 1 MiB)`;
  }
}

function decodeQuoted(body: string): string {
  const joined = body.replace(/=\r?\n/g, '');
  const bytes = joined.replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
