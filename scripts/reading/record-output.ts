import { once } from 'node:events';
import { styleText } from 'node:util';
import { visibleText } from '../../cluster/visible-text';
import type { RecordGroup, ShownRecord } from './context-lines';
import type { RecordRun } from './record-block';
import { jsonText, type RecordText } from './record-text';
import { recordsOf, type TopicRecord } from './topic-record';

export interface RecordOutputOptions {
  readonly stream: NodeJS.WriteStream;
  /** How a record is printed: its value byte by byte, a line of JSON, or what somebody made up. */
  readonly text: 'raw' | 'json' | RecordText;
  /** What is marked in it on a terminal. @default - nothing */
  readonly mark?: RegExp | undefined;
  /** Whether groups are told apart by a line between them, as those of grep are. */
  readonly areGroupsApart: boolean;
}

const LINE_END = 0x0a;
const BETWEEN = '--';
/** Of the memory that is filled before it is given away; it grows where that is too small. */
const PIECE_BYTES = 2 ** 20;

/** Prints records: to a terminal so that it obeys nothing of what stands in them, to all else byte by byte. */
export class RecordOutput {
  readonly #mark: RegExp | undefined;
  #piece: Buffer = Buffer.allocUnsafe(PIECE_BYTES);
  /** One that whoever reads has taken. New memory each time would have garbage collected all along. */
  #spare: Buffer | undefined;
  #end = 0;
  #isFirst = true;

  constructor(private readonly options: RecordOutputOptions) {
    const { mark } = options;
    this.#mark = mark && new RegExp(mark.source, `${mark.flags}g`);
  }

  show(group: RecordGroup): void {
    const { areGroupsApart, text } = this.options;
    if (areGroupsApart && text !== 'json' && !this.#isFirst) this.#addText(BETWEEN);
    this.#isFirst = false;
    for (const shown of group) this.#addRecord(shown);
  }

  /** Records that stand alone. */
  showRun(run: RecordRun): void {
    const { text, stream } = this.options;
    if (text === 'raw' && !stream.isTTY) return this.#addValues(run);
    for (const record of recordsOf(run)) this.#addRecord({ record, isMatch: true });
  }

  get hasWaiting(): boolean {
    return this.#end > 0;
  }

  /**
   * Gives what was shown to whoever reads, and waits until he has room for more.
   *
   * @returns whether there was anything
   */
  async flush(signal: AbortSignal): Promise<boolean> {
    if (!this.hasWaiting) return false;
    const { stream } = this.options;
    const piece = this.#piece;
    const hasRoom = stream.write(piece.subarray(0, this.#end), () => (this.#spare = piece));
    this.#piece = this.#spare ?? Buffer.allocUnsafe(PIECE_BYTES);
    this.#spare = undefined;
    this.#end = 0;
    if (!hasRoom && !signal.aborted) {
      await once(stream, 'drain', { signal }).catch(() => undefined);
    }
    return true;
  }

  #addRecord({ record, isMatch }: ShownRecord): void {
    const { text, stream } = this.options;
    if (text === 'json') return this.#addText(jsonText(record, isMatch ? {} : { context: true }));
    if (stream.isTTY) return this.#addText(this.#forTerminal(record, isMatch));
    return this.#addText(text === 'raw' ? (record.value ?? '') : text(record));
  }

  #addValues({ block, from, to }: RecordRun): void {
    const { bytes, valuesAt, valueLengths } = block;
    for (let index = from; index < to; index += 1) {
      const length = Math.max(0, valueLengths[index]!);
      this.#makeRoom(length + 1);
      const at = valuesAt[index]!;
      bytes.copy(this.#piece, this.#end, at, at + length);
      this.#end += length;
      this.#piece[this.#end++] = LINE_END;
    }
  }

  #addText(text: Buffer | string): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    this.#makeRoom(bytes.length + 1);
    this.#end += bytes.copy(this.#piece, this.#end);
    this.#piece[this.#end++] = LINE_END;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#piece.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#end + bytes));
    this.#piece.copy(larger, 0, 0, this.#end);
    this.#piece = larger;
  }

  #forTerminal(record: TopicRecord, isMatch: boolean): string {
    const { text, stream } = this.options;
    const printed = typeof text === 'function' ? text(record).toString() : record.valueText;
    const visible = visibleText(printed);
    if (!isMatch) return styleText('dim', visible, { stream });
    if (!this.#mark) return visible;
    return visible.replace(this.#mark, (found) =>
      found === '' ? '' : styleText(['bold', 'red'], found, { stream }),
    );
  }
}
