import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { coldStart } from './cold-start';
import { partitions } from './partitions';
import { planReview } from './plan-review';
import { rendering } from './rendering';
import { synth } from './synth';
import { throughput } from './throughput';

type Figures = Readonly<Record<'rounds' | 'records' | 'unbatchedRecords', number | undefined>>;

const BENCHMARKS: Readonly<Record<string, (figures: Figures) => Promise<string>>> = {
  rendering: ({ rounds }) => rendering({ rounds }),
  'plan-review': ({ rounds }) => planReview({ rounds }),
  synth: ({ rounds }) => synth({ rounds }),
  'cold-start': ({ rounds }) => coldStart({ rounds }),
  throughput: (figures) => throughput(figures),
  partitions: (figures) => partitions(figures),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      records: { type: 'string' },
      'unbatched-records': { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  const benchmark = BENCHMARKS[name];
  if (!benchmark) {
    console.error(
      `npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')} [--rounds N] [--records N] [--unbatched-records N]`,
    );
    process.exitCode = 2;
    return;
  }
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  console.log(`${name}, ${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);
  console.log(
    await benchmark({
      rounds: number(values.rounds),
      records: number(values.records),
      unbatchedRecords: number(values['unbatched-records']),
    }),
  );
}

function machine(): string {
  const [first] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim()}, ${memoryGiB} GiB, Node ${process.versions.node}`;
}

void main();
