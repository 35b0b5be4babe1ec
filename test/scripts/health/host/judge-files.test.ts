import { renderHost } from '../../../../cluster/host-files';
import { parseFoundFiles, type FoundFile } from '../../../../scripts/health/host/files-on-host';
import { judgeFiles } from '../../../../scripts/health/host/judge-files';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const wanted = renderHost(topology, topology.hosts[0]!);
const PATH = '/etc/kafka/server.properties';
const asRendered = new Map<string, FoundFile>(
  wanted.map(({ path, sha256, mode }) => [path, { sha256, mode }]),
);

const judge = (change: Partial<FoundFile>) =>
  judgeFiles(
    'broker-1',
    wanted,
    new Map([...asRendered, [PATH, { ...asRendered.get(PATH)!, ...change }]]),
  );

describe('the files of a host', () => {
  it('are right where each has the content and the mode that were rendered', () => {
    expect(judgeFiles('broker-1', wanted, asRendered)).toEqual([]);
  });

  it('are wrong where one has other content, which is told before its mode', () => {
    expect(judge({ sha256: `0123456789abcdef${'0'.repeat(48)}`, mode: 0o777 })).toEqual([
      {
        path: `broker-1, ${PATH}`,
        rule: 'be the file that the spec renders',
        value: 'one with the SHA-256 0123456789ab…',
        remedy:
          'Bring in what the spec says with `npx --no-install cdktf-kafka converge --inventory FILE`',
      },
    ]);
  });

  it('are wrong where one has another mode', () => {
    expect(judge({ mode: 0o600 })).toMatchObject([
      { path: `broker-1, ${PATH}`, rule: 'have mode 0640', value: '0600' },
    ]);
  });

  it('are wrong where they are missing, each of them', () => {
    const problems = judgeFiles('broker-1', wanted, new Map());
    expect(problems.map(({ path }) => path)).toEqual(wanted.map(({ path }) => `broker-1, ${path}`));
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['be there']));
  });

  it('may have others beside them', () => {
    const other = { sha256: '0'.repeat(64), mode: 0o644 };
    const found = new Map([...asRendered, ['/etc/kafka/own.properties', other]]);
    expect(judgeFiles('broker-1', wanted, found)).toEqual([]);
  });

  it('are read from the words of sha256sum and stat', () => {
    const digests = asRendered.get(PATH)!.sha256;
    expect(parseFoundFiles(`${digests}  ${PATH}\n`, `640 ${PATH}\n`)).toEqual(
      new Map([[PATH, asRendered.get(PATH)]]),
    );
  });
});
