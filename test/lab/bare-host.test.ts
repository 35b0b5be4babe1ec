import { describeInLab } from './describe-in-lab';
import { waitUntil } from './exec';
import { waitForHostState } from './host-status';
import { SmallCluster } from './small-cluster';
import { startLab, type Lab } from './start-lab';

const LIMIT_MS = 600_000;

describeInLab('a host of an image that lacks Java', () => {
  let lab: Lab;
  let cluster: SmallCluster;

  beforeAll(async () => {
    lab = await startLab({ name: 'bare', image: 'bare' });
    cluster = await SmallCluster.make(lab);
    await cluster.launch('broker-1');
    await waitUntil('the host', () => lab.hosts().length === 1);
  }, LIMIT_MS);

  afterAll(async () => {
    cluster?.close();
    await lab?.stop();
  }, LIMIT_MS);

  it(
    'installs what it lacks, and keeps Java from being renewed behind its back',
    async () => {
      await waitForHostState(lab.host('broker-1'), 'ready');
      const held = await lab.host('broker-1').inside(['apt-mark', 'showhold']);
      expect(held).toBe('openjdk-17-jre-headless');
      const java = await lab.host('broker-1').inside(['bash', '-c', 'java -version 2>&1']);
      expect(java).toContain('openjdk version "17.');
    },
    LIMIT_MS,
  );
});
