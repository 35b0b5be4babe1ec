import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as kafka from '@platformatic/kafka';
import { KAFKA_RELEASES, KAFKA_VERSIONS } from '../../cluster/kafka-releases';
import { packageFolder } from '../../cluster/package-folder';
import { judge } from '../support/judges/settings-judge';

/** The requests that the package sends, as their modules name them: `fetchV16`. */
function requestsSent(): readonly string[] {
  const scripts = join(packageFolder(), 'scripts');
  const sources = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(scripts, path), 'utf8'))
    .filter((source) => source.includes("from '@platformatic/kafka'"));
  const names = sources.flatMap((source) => source.match(/\b[a-z]\w+V\d+(?=\.api\b)/g) ?? []);
  return [...new Set(names)].sort();
}

const REQUESTS = requestsSent();

interface Request {
  readonly api: { readonly key: number; readonly version: number };
}

it.each(KAFKA_VERSIONS)(
  'Kafka %s answers every request of the checks and gates',
  async (version) => {
    const questions = REQUESTS.map((name) => {
      const { api } = (kafka as unknown as Readonly<Record<string, Request>>)[name]!;
      return { key: String(api.key), version: String(api.version) };
    });
    expect(questions.length).toBeGreaterThan(12);
    const verdicts = await judge('request', questions, version);
    expect(REQUESTS.filter((_, index) => verdicts[index] !== null)).toEqual([]);
  },
);

it.each(KAFKA_VERSIONS)('Kafka %s answers Fetch up to the version of its row', async (version) => {
  const { fetchVersion } = KAFKA_RELEASES[version];
  const fetch = (number: number) => ({ key: '1', version: String(number) });
  expect(await judge('request', [fetch(fetchVersion), fetch(fetchVersion + 1)], version)).toEqual([
    null,
    `Fetch is answered up to version ${fetchVersion}`,
  ]);
});

it('a request that only the newer release answers is told', async () => {
  const fetch = { key: '1', version: '17' };
  expect(await judge('request', [fetch], '3.9.2')).toEqual([null]);
  expect(await judge('request', [fetch], '3.8.1')).toEqual(['Fetch is answered up to version 16']);
});
