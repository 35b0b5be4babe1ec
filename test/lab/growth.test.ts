import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HEALTHY, stepsOf } from './deployed-lab';

/** The second in its rack, where the two others have one. */
const FOUR = `brokers: [${['a', 'b', 'c', 'a']
  .map((zone, at) => `{ id: ${at + 1}, rack: 'eu-west-1${zone}' }`)
  .join(', ')}],`;

// What docs/moving.md says of growing and shrinking, on booted hosts and by the commands that it names, while
// records are shipped. Each test goes on where the one before has ended.
describeInLab('prod-logging, which grows by one broker and shrinks again', () => {
  let deployed: DeployedLab;

  beforeAll(async () => {
    deployed = await DeployedLab.start({ name: 'growth', image: 'baked', quickJava: true });
    expectVerified(await deployed.project.deploy());
    await deployed.ship();
  });

  afterAll(() => deployed?.stop());

  const tool = async (...argv: readonly string[]): Promise<string> => {
    const { code, output } = await deployed.project.tool(...argv);
    expect(`exit code ${code}\n${output}`).toMatch(/^exit code 0\n/);
    return output;
  };

  it('gains a broker by a deploy, where racks become uneven, and the others stay as they are', async () => {
    const before = await deployed.machines();
    await deployed.project.changeSpec(FOUR);
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(stepsOf(end.output)).toEqual([
      ...['GateBefore', 'Broker4', 'GateAfter-broker-4', 'Converge', 'Verify'],
    ]);
    expect(await deployed.machines()).toEqual(before);
    expect(await deployed.status()).toMatch(/broker-4: must hold partitions, got 'none/);
  });

  it('moves partitions onto it, of its rack alone', async () => {
    const said = await tool('move', '--yes');
    expect(said).toMatch(/^broker-4 +eu-west-1a +0 → [1-9]/m);
    expect(said).toMatch(/^broker-2 +eu-west-1b +\d+ +/m);
    expect(await deployed.status()).toContain(HEALTHY);
    expect(await tool('move', '--dry-run')).toContain('Nothing to move.');
  });

  it('does not let it go while it holds partitions, and touches nothing of it', async () => {
    const instance = deployed.instanceOf('broker-4');
    await deployed.project.changeSpec('');
    const { code, output } = await deployed.project.deploy();
    expect(code).toBe(1);
    expect(output).toMatch(/broker-4: must hold no partition before it goes for good/);
    expect(deployed.instanceOf('broker-4')).toBe(instance);
    await deployed.project.changeSpec(FOUR);
    expectVerified(await deployed.project.deploy());
  });

  it('lets it go once it is drained, and ends verified', async () => {
    await tool('drain', 'broker-4', '--yes');
    await deployed.project.changeSpec('');
    expectVerified(await deployed.project.deploy());
    expect(await deployed.status()).toContain(HEALTHY);
  });

  it('has lost no record that was acknowledged', () => deployed.expectNothingLost());
});
