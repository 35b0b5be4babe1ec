import { decodeBase64 } from './decode-mime';

const ENCODED =
  /^(\s*(?:- )?)(content:)\s*(!!binary\s*)?(?:([|>][-+]?)|["']?([A-Za-z\d+/=]+)["']?)\s*$/;
const ENCODING =
  /^\s*(?:- )?encoding:\s*["']?(?:b64|base64|gz|gzip|gz\+b64|gz\+base64|gzip\+b64|gzip\+base64)["']?\s*$/;

/**
 * A cloud-config with the files in it undone that it writes from base64; any other text as it is.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
 */
export function decodeWriteFiles(text: string): string {
  if (!/^#cloud-config/m.test(text)) return text;
  const lines = text.split('\n');
  const decoded: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const found = encodedContent(lines, index);
    decoded.push(...(found?.lines ?? [lines[index]!]));
    index += found?.taken ?? 0;
  }
  return decoded.join('\n');
}

interface EncodedContent {
  readonly lines: readonly string[];
  /** Lines behind the first that belong to it. */
  readonly taken: number;
}

function encodedContent(lines: readonly string[], at: number): EncodedContent | undefined {
  const match = ENCODED.exec(lines[at]!);
  if (!match) return undefined;
  const [, indent = '', key = '', binary, block, inline] = match;
  const body = block === undefined ? [] : blockLines(lines, at + 1, indent.length);
  const isEncoded = binary !== undefined || hasEncoding(lines, at, body.length);
  if (!isEncoded) return undefined;
  const pad = ' '.repeat(indent.length + 2);
  const text = decodeBase64(inline ?? body.join(''));
  return {
    lines: [`${indent}${key} |`, ...text.split('\n').map((line) => `${pad}${line}`)],
    taken: body.length,
  };
}

function blockLines(lines: readonly string[], from: number, indent: number): readonly string[] {
  let end = from;
  while (end < lines.length && /^\s*[A-Za-z\d+/=]+\s*$/.test(lines[end]!)) {
    if (lines[end]!.search(/\S/) <= indent) break;
    end += 1;
  }
  return lines.slice(from, end);
}

/** The encoding stands beside the content, in the same entry of the list. */
function hasEncoding(lines: readonly string[], at: number, taken: number): boolean {
  for (let index = at; index >= 0 && index > at - 10; index -= 1) {
    if (ENCODING.test(lines[index]!)) return true;
    if (/^\s*- /.test(lines[index]!)) break;
  }
  for (const line of lines.slice(at + taken + 1, at + taken + 10)) {
    if (/^\s*- /.test(line)) return false;
    if (ENCODING.test(line)) return true;
  }
  return false;
}
