import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

describeUnless(sandboxObstacle(), 'a command of the host', () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
  });
  afterEach(() => host?.remove());

  it('writes no file while a disk is not mounted', () => {
    const { code, said } = host.call(
      `echo 'disk kafka-1 vol-1 /var/lib/kafka/disk1' >"$SETTINGS"
      fetch_files() { :; }
      use_manifest() { :; }
      make_folders() { echo 'made folders'; }
      pull`,
    );
    expect(said).toContain(
      'REFUSED: /var/lib/kafka/disk1: must be mounted before files are written.',
    );
    expect(said).not.toContain('made folders');
    expect(code).toBe(3);
  });

  it('waits for the end of one that runs', () => {
    const { said } = host.call(
      `read_settings() { :; }
      pull() { echo second; }
      COMMAND=pull
      exec 8>"$RUN/lock"; flock 8
      { sleep 1; echo first; flock --unlock 8; } &
      main pull
      wait`,
    );
    expect(said.trim().split('\n')).toEqual(['first', 'second']);
  });
});
