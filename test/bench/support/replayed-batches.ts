import { crc32c, createRecordsBatch } from '@platformatic/kafka';

/** Places in a record batch. https://kafka.apache.org/39/documentation.html#recordbatch */
const CRC = 17;
const ATTRIBUTES = 21;
const FIRST_TIMESTAMP = 27;
const MAX_TIMESTAMP = 35;
const PRODUCER_ID = 43;
const PRODUCER_EPOCH = 51;
const FIRST_SEQUENCE = 53;

/** Lines in the pool, of which no two are alike. */
const POOL_LINES = 4_000;

export interface BatchProducer {
  readonly id: bigint;
  readonly epoch: number;
}

/** Batches of lines, as a shipper sends them with zstd. Each number of lines is compressed once. */
export class ReplayedBatches {
  readonly #pool: readonly Buffer[];
  readonly #batches = new Map<number, Buffer>();

  constructor(
    private readonly topic: string,
    lineBytes: number,
  ) {
    this.#pool = accessLog(lineBytes);
  }

  /** A batch of so many lines, read just now, that no broker has had from this producer. */
  of(lines: number, producer: BatchProducer, firstSequence: number): Buffer {
    const batch = Buffer.from(this.#batchOf(lines));
    const now = BigInt(Date.now());
    batch.writeBigInt64BE(now, FIRST_TIMESTAMP);
    batch.writeBigInt64BE(now, MAX_TIMESTAMP);
    batch.writeBigInt64BE(producer.id, PRODUCER_ID);
    batch.writeInt16BE(producer.epoch, PRODUCER_EPOCH);
    batch.writeInt32BE(firstSequence, FIRST_SEQUENCE);
    batch.writeUInt32BE(crc32c(batch.subarray(ATTRIBUTES)), CRC);
    return batch;
  }

  #batchOf(lines: number): Buffer {
    const known = this.#batches.get(lines);
    if (known) return known;
    const messages = Array.from({ length: lines }, (_, index) => this.#message(index));
    const batch = createRecordsBatch(messages, { compression: 'zstd' }).buffer;
    this.#batches.set(lines, batch);
    return batch;
  }

  #message(index: number) {
    const headers = {
      host: 'web-0000',
      file: '/var/log/nginx/access.log',
      generation: '1795000000000',
      offset: String(1e9 + index * this.#pool[0]!.length),
    };
    return {
      topic: this.topic,
      key: Buffer.from(`${headers.host}:${headers.file}`),
      value: this.#pool[index % this.#pool.length]!,
      headers: new Map(
        Object.entries(headers).map(([name, value]) => [Buffer.from(name), Buffer.from(value)]),
      ),
      timestamp: 0n,
    };
  }
}

/** Lines as a web server writes them: they compress as such lines do. */
function accessLog(lineBytes: number): readonly Buffer[] {
  const next = numbersFrom(1);
  const one = <T>(of: readonly T[]) => of[next() % of.length]!;
  return Array.from({ length: POOL_LINES }, (_, number) => {
    const address = [next(), next(), next(), next()].map((part) => part % 256).join('.');
    const second = String(number % 60).padStart(2, '0');
    const line =
      `${address} - - [29/Nov/2026:14:02:${second} +0000] "GET /shop/${one(['item', 'cart', 'search'])}/${next() % 100_000}" ` +
      `${one([200, 200, 200, 304, 404])} ${next() % 50_000} ${next().toString(16).padStart(8, '0')}${next().toString(16).padStart(8, '0')} `;
    const agent =
      '"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537.36"';
    return Buffer.from((line + agent + agent).slice(0, lineBytes - 1));
  });
}

/** The same in each run. https://en.wikipedia.org/wiki/Xorshift */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
