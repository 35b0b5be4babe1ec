import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HOSTS, ONLY_VERIFIES } from './deployed-lab';

const OTHER_IMAGE = 'ami-0a1b2c3d4e5f60001';

// The image of prod-logging is renewed host by host, while records are shipped. The new hosts have Kafka in
// their image as the old ones have.
describeInLab('cdktf-kafka replace --all', () => {
  let deployed: DeployedLab;

  beforeAll(async () => {
    deployed = await DeployedLab.start({
      ...{ name: 'renewed', image: 'baked', images: { [OTHER_IMAGE]: 'baked' } },
      quickJava: true,
    });
    await deployed.project.useTerrain();
    expectVerified(await deployed.project.deploy());
    await deployed.ship();
    await deployed.project.changeStack(
      {
        find: 'import { Peer }',
        replace: "import { MachineImage } from './machine-image';\nimport { Peer }",
      },
      { find: 'ssh: {', replace: `image: MachineImage.id('${OTHER_IMAGE}'),\n      ssh: {` },
    );
  });

  afterAll(() => deployed?.stop());

  const instances = () => HOSTS.map((name) => deployed.instanceOf(name));
  const segments = () => Promise.all(HOSTS.map((name) => deployed.segments(name)));
  const anew = (before: readonly string[]) =>
    HOSTS.filter((_, index) => instances()[index] !== before[index]);
  const all = (...words: readonly string[]) => ['replace', '--all', ...words];

  it('tells which hosts stand on an older image once the new one is deployed, which touches none of them', async () => {
    const before = instances();
    expectVerified(await deployed.project.deploy());
    const { code, output } = await deployed.project.tool(...all('--dry-run'));
    expect(code).toBe(1);
    expect(output.match(/^\d\. broker-\d .*/gm)).toHaveLength(3);
    expect(instances()).toEqual(before);
  });

  it('goes on where it was killed, makes each anew once and one at a time, and keeps all data', async () => {
    const [before, data] = [instances(), await segments()];
    const isBack = /: is back, and the cluster is healthy/;
    await deployed.project.killedTool(isBack, ...all('--yes', '--stall', '300'));
    expect(anew(before)).toHaveLength(1);
    const between = instances();
    const end = await deployed.project.tool(
      ...all('--yes', '--stall', '300', '--wait-for-lock', '60'),
    );
    expect(`exit code ${end.code}\n${end.output.slice(-4_000)}`).toMatch(/^exit code 0\n/);
    expect(anew(between)).toHaveLength(2);
    expect(anew(before)).toHaveLength(3);
    for (const name of HOSTS) {
      expect(deployed.lab.host(name).instance.imageId).toBe(OTHER_IMAGE);
    }
    expect(await segments()).toEqual(data);
  });

  it('then finds no host older, and a deploy nothing to change', async () => {
    expect(await deployed.project.tool(...all('--yes'))).toMatchObject({ code: 0 });
    expect(await deployed.project.diff()).toMatch(ONLY_VERIFIES);
    const [first] = await deployed.project
      .tool('history')
      .then(({ output }) => output.match(/replace --all.*/g) ?? []);
    expect(first).toBeDefined();
  });

  it('has lost none of the records that were acknowledged all along, and failed none', () =>
    deployed.expectNothingLost());
});
