import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

describeUnless(sandboxObstacle(), 'the digests of files', () => {
  let host: HostFunctions;
  beforeAll(async () => {
    host = await HostFunctions.make();
    host.box.sh(`mkdir -p /etc/kafka /var/anyones && chmod 0777 /var/anyones
      echo 'a=1' >/etc/kafka/server.properties; echo 'b=2' >/etc/kafka/with\\ a\\ blank
      ln -s server.properties /etc/kafka/link; echo c >/var/anyones/file`);
  });
  afterAll(() => host?.remove());

  const FILES = [
    ...['/etc/kafka/server.properties', '/etc/kafka/with a blank', '/etc/kafka/link'],
    ...['/etc/kafka/none', '/etc/kafka', '/var/anyones/file', '/etc/kafka/server.properties'],
  ];

  it('are those of each file by itself, in the order that was asked for', () => {
    const { said } = host.call('digests_of "$@"', ...FILES);
    const oneByOne = host.call(
      'for file in "$@"; do echo "$(digest_of "$file") $file"; done',
      ...FILES,
    );
    expect(said).toBe(oneByOne.said);
    expect(said.trim().split('\n')).toHaveLength(FILES.length);
  });

  it('are there for files alone that are where root put them', () => {
    const { said } = host.call('digests_of "$@"', ...FILES);
    const found = said.match(/^[0-9a-f]{64} .*$/gm)!.map((line) => line.slice(65));
    expect(found).toEqual([FILES[0], FILES[1], FILES[0]]);
    expect(said.match(/^missing /gm)).toHaveLength(4);
  });

  it('are none where no file is asked for', () => {
    expect(host.call('digests_of')).toEqual({ code: 0, said: '' });
  });

  it('stand in what a host says of itself, beside those that are wanted', () => {
    const [first, second] = ['a1', 'b2'].map((byte) => byte.repeat(32));
    const manifest = [
      'cluster logs',
      `archive ${'0'.repeat(128)} /opt/kafka small/kafka.tar`,
      `file ${first} 0644 root root nothing /etc/kafka/server.properties`,
      `file ${second} 0644 root root nothing /etc/kafka/none`,
      '',
    ].join('\n');
    const { said } = host.call(
      'mkdir -p "${APPLIED%/*}"; printf %s "$1" >"$APPLIED"; status',
      manifest,
    );
    const found = host.box.sh('sha256sum </etc/kafka/server.properties').slice(0, 64);
    expect(said.match(/^file .*$/gm)).toEqual([
      `file ${first} ${found} /etc/kafka/server.properties`,
      `file ${second} missing /etc/kafka/none`,
    ]);
  });
});
