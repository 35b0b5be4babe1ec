import { TextDecoder } from 'node:util';
import { PROGRAM } from '../../cluster/program';
import { UnreadablePlan } from './unreadable-plan';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** So many bytes tell the encoding of a text of JSON. */
const HEAD_BYTES = 4;

/**
 * A text that comes in pieces, as UTF-8. UTF-16, as PowerShell's `>` writes it, is turned into it; what is
 * UTF-8 already stays as it is, but for the mark before it.
 */
export class Utf8Text {
  #head: Buffer | undefined = Buffer.alloc(0);
  #decoder: TextDecoder | undefined;

  /** @param source how the user named it */
  constructor(private readonly source: string) {}

  /**
   * @returns as much of it as is whole
   * @throws UnreadablePlan where it is no text
   */
  push(bytes: Buffer): Buffer {
    if (this.#head === undefined) return this.#decode(bytes, true);
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < HEAD_BYTES ? EMPTY : this.#begin(this.#head, true);
  }

  /** @returns the rest of it */
  end(): Buffer {
    return this.#head === undefined ? this.#decode(EMPTY, false) : this.#begin(this.#head, false);
  }

  #begin(head: Buffer, goesOn: boolean): Buffer {
    this.#head = undefined;
    const encoding = encodingOf(head, this.source);
    if (encoding === 'utf-8') {
      return head.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)
        ? head.subarray(UTF8_MARK.length)
        : head;
    }
    this.#decoder = new TextDecoder(encoding, { fatal: true });
    return this.#decode(head, goesOn);
  }

  #decode(bytes: Buffer, goesOn: boolean): Buffer {
    if (this.#decoder === undefined) return bytes;
    try {
      return Buffer.from(this.#decoder.decode(bytes, { stream: goesOn }));
    } catch {
      throw new UnreadablePlan(
        this.source,
        'be whole UTF-16 where it begins as such, got other bytes in it',
        'Write it again; in PowerShell with `| Out-File -Encoding utf8`',
      );
    }
  }
}

const EMPTY = Buffer.alloc(0);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is no text, by its first bytes. */
const PACKED: readonly (readonly [head: readonly number[], program: string])[] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
  [[0xfd, 0x37, 0x7a, 0x58], 'xz'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
];

function encodingOf(head: Buffer, source: string): Encoding {
  const packed = PACKED.find(([bytes]) =>
    head.subarray(0, bytes.length).equals(Buffer.from(bytes)),
  );
  if (packed) {
    throw new UnreadablePlan(
      source,
      `be a plan or its JSON, got a file that ${packed[1]} has packed`,
      `Unpack it first: \`${packed[1]} -dc <file> | ${PROGRAM} plan-review -\``,
    );
  }
  // Which of the first bytes are zero; the text itself begins with ASCII.
  const zeros = [...head.subarray(0, HEAD_BYTES)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  const mark = head.toString('hex', 0, 2);
  if (zeros === 'x0x0' || (mark === 'fffe' && !zeros.endsWith('00'))) return 'utf-16le';
  if (zeros === '0x0x' || mark === 'feff') return 'utf-16be';
  if (!zeros.includes('0')) return 'utf-8';
  throw new UnreadablePlan(
    source,
    'be text, got UTF-32 or binary data',
    'Write it with `terraform show -json <plan file>`, as UTF-8',
  );
}
