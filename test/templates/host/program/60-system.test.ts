import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

const OPTIONS = '-qq -o DPkg::Lock::Timeout=300';

describeUnless(sandboxObstacle(), 'the packages of a host', () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
    for (const name of ['apt-get', 'apt-mark']) {
      host.command(name, `echo "${name} $*" >>/run/calls`);
    }
  });
  afterEach(() => host?.remove());

  /** With no other commands than the sandbox's own. */
  const install = (...missing: readonly string[]) =>
    host.call(`rm -f "\${@/#//programs/}"; PATH=/programs; hash -r; install_packages`, ...missing);

  it('are left alone where all are there', () => {
    expect(install()).toEqual({ code: 0, said: '' });
    expect(host.calls()).not.toContain('apt');
  });

  it('are installed where they are missing; Java is then kept as it is, whatever upgrades the others', () => {
    expect(install('java', 'logrotate').said).toContain(
      'installing openjdk-17-jre-headless logrotate',
    );
    expect(host.calls().split('\n')).toEqual([
      `apt-get ${OPTIONS} update`,
      `apt-get ${OPTIONS} install --yes --no-install-recommends openjdk-17-jre-headless logrotate`,
      'apt-mark hold openjdk-17-jre-headless',
    ]);
  });

  it('hold nothing that the image brought along', () => {
    install('mkfs.xfs');
    expect(host.calls()).toContain('xfsprogs');
    expect(host.calls()).not.toContain('apt-mark');
  });
});
