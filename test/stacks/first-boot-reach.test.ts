import { firstBoot } from '../../stacks/first-boot';
import { firstBootReach } from '../../stacks/first-boot-reach';
import { Peer, type KafkaClusterProps } from '../../stacks/index';
import { like, problemsOf, synthesizeCluster } from '../support/synthesized';

const PROXY = { url: 'http://proxy.example.org:3128', noProxy: ['corp.example.org'] };
const MIRROR = { url: 'http://mirror.example.org/debian' };

const host = {
  ...{ hostName: 'broker-1', region: 'eu-west-1', bucket: 'files', keyPrefix: 'logs/broker-1' },
  ...{ manifestSha256: 'ab'.repeat(32), disks: [] },
};
const userData = (props: Pick<KafkaClusterProps, 'proxy' | 'packageMirror'>) =>
  firstBoot({ ...host, reach: firstBootReach(props, ['s3.eu-west-1.amazonaws.com']) });

it('changes nothing of user data where nobody asks for it', () => {
  expect(userData({})).toBe(firstBoot(host));
  expect(firstBoot(host)).not.toMatch(/environment|apt\.conf|sources\.list/);
});

it('names the proxy, and what is never reached through it, before anything is fetched', () => {
  const text = userData({ proxy: PROXY });
  expect(text).toContain(
    [
      "    http_proxy='http://proxy.example.org:3128'",
      "    https_proxy='http://proxy.example.org:3128'",
      "    no_proxy='169.254.169.254,localhost,127.0.0.1,s3.eu-west-1.amazonaws.com,corp.example.org'",
      '    END',
    ].join('\n'),
  );
  expect(text.indexOf('. /etc/cdktf-kafka/environment')).toBeLessThan(
    text.indexOf('apt-get update'),
  );
});

it('lets apt read the mirror alone', () => {
  const text = userData({ packageMirror: MIRROR });
  expect(text).toContain("    APT_CONFIG='/etc/cdktf-kafka/apt.conf'\n");
  expect(text).toContain('    deb http://mirror.example.org/debian $VERSION_CODENAME main\n');
  expect(text).toContain(
    '    deb http://mirror.example.org/debian-security $VERSION_CODENAME-security main\n',
  );
});

it('is in the user data of every host, with a way out to it', () => {
  const stack = synthesizeCluster({ proxy: PROXY, packageMirror: MIRROR }, (cluster) =>
    cluster.allowOutTo('proxy', Peer.securityGroup('sg-0a1b2c3d'), 3128),
  );
  for (const { user_data: text } of stack.resources('aws_instance')) {
    expect(text).toContain("https_proxy='http://proxy.example.org:3128'");
    expect(text).toMatch(/no_proxy='169\.254\.169\.254,.*,s3\.\$\{data\.aws_region\./);
  }
});

it.each([
  [{ proxy: PROXY }, /^proxy\.url: must be where the hosts may go.*got 3128\. Call `allowOutTo`/],
  [{ packageMirror: MIRROR }, /^packageMirror\.url: must be where the hosts may go.*got 80\./],
])('refuses %j where no rule lets the hosts out to it', (props, message) => {
  expect(problemsOf(props)).toEqual([like(message)]);
});

it.each([
  ['', 'proxy.url: must be a URL of http or https'],
  ['proxy.example.org:3128', 'proxy.url: must be a URL of http or https'],
  ['socks5://proxy:1080', 'proxy.url: must be a URL of http or https'],
  ['http://proxy:99999', 'proxy.url: must be a URL, got'],
  ["http://proxy'; reboot #", 'proxy.url: must be a URL of http or https'],
  ['http://proxy/$(reboot)', 'proxy.url: must be a URL of http or https'],
])('refuses the proxy %j', (url, message) => {
  expect(problemsOf({ proxy: { url } })).toEqual([expect.stringContaining(message)]);
});

it('refuses a password without showing it', () => {
  const problems = problemsOf({ proxy: { url: 'http://me:s3cret@proxy:3128' } });
  expect(problems).toEqual([like(/^proxy\.url: must hold no user and no password/)]);
  expect(problems.join()).not.toContain('s3cret');
});
