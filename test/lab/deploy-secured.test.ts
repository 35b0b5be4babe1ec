import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HEALTHY, HOSTS, ONLY_VERIFIES } from './deployed-lab';
import { waitUntil } from './exec';
import { printedSettings } from './printed-settings';

const PORTS = { plain: [9092, 9091, 2181], clients: 9093, members: [9095, 2182] };
const CERTIFICATES = 9097;

// The whole way of a team that deploys a secured cluster. Each test goes on where the one before has ended.
describeInLab('cdktf deploy of a secured prod-logging', () => {
  let deployed: DeployedLab;

  beforeAll(async () => {
    deployed = await DeployedLab.start({ name: 'deploy-tls', image: 'baked', quickJava: true });
    await deployed.project.changeSpec(
      "security: Security.tls(), clients: [{ name: 'shipper', produce: ['app-*'] }],",
    );
    // Where broker-1 is, and no other host.
    await deployed.project.changeStack({
      find: 'cluster.allowSshFrom(',
      replace: `cluster.allowMetricsFrom('prometheus', Peer.ipv4('10.20.0.0/24'));
    cluster.allowSshFrom(`,
    });
  });

  afterAll(() => deployed?.stop());

  const secret = async (name: string): Promise<string> => {
    type Found = { Parameter: { Value: string } };
    const Name = `/kafka/prod-logging/${name}`;
    const asked = { Name, WithDecryption: true };
    return (await deployed.calls.call<Found>('ssm', 'get_parameter', asked)).Parameter.Value;
  };

  it('brings it up from nothing, and ends with it verified', async () => {
    expectVerified(await deployed.project.deploy());
    expect(await deployed.status()).toContain(HEALTHY);
  });

  it('opens the port of clients alone, and none without TLS', async () => {
    const { plain, clients, members } = PORTS;
    expect(await deployed.openPorts([...plain, clients, ...members])).toEqual([clients]);
    for (const name of HOSTS) {
      const listening = (await deployed.inside(name, 'ss', '-Hltn')).match(/(?<=:)\d+(?= )/g)!;
      expect(listening.map(Number)).toEqual(expect.arrayContaining([clients, ...members]));
      expect(listening.map(Number).filter((port) => plain.includes(port))).toEqual([]);
    }
  });

  it('gives a host that is broken into no secret, no file of another host, and none to write', async () => {
    const { bucket, region } = await deployed.project.inventory();
    const s3 = `s3://${bucket}/prod-logging`;
    const tries = [
      ...['authority', 'tools.pem', 'clients/shipper'].map(
        (name) => `ssm get-parameter --with-decryption --name /kafka/prod-logging/${name}`,
      ),
      'ssm put-parameter --overwrite --type String --value x --name /kafka/prod-logging/authority',
      `s3 cp ${s3}/broker-2/manifest /tmp/other`,
      `s3 cp /etc/hostname ${s3}/broker-1/usr/local/sbin/cdktf-kafka-host`,
      `s3 cp /etc/hostname ${s3}/broker-2/published/ssh_host_keys`,
      'cloudwatch put-metric-data --namespace cdktf-kafka/prod-logging/broker-2 --metric-name a --value 1',
    ];
    const said = await deployed.inside(
      ...['broker-1', 'bash', '-c'],
      tries
        .map(
          (each) =>
            `said=$(aws --region ${region} ${each} 2>&1) && echo DONE: '${each}'; ` +
            `grep -qiE 'denied|forbidden|\\(403\\)' <<<"$said" && echo REFUSED || echo "$said"`,
        )
        .join('; ') + '; true',
    );
    expect(said.split('\n')).toEqual(tries.map(() => 'REFUSED'));
  });

  it.each([
    ['a broker', 7072, 7071, /^kafka_server_replicamanager_underreplicatedpartitions 0\.0$/m],
    ['ZooKeeper', 7074, 7073, /^zookeeper_member_state\{state="(leading|following)"\} 1\.0$/m],
    [
      'the host itself',
      9101,
      9100,
      /^node_filesystem_avail_bytes\{[^}]*\/var\/lib\/kafka\/disk1"\}/m,
    ],
  ])(
    'shows metrics of %s, at port %i, to who has a certificate and is let in, and to nobody else',
    async (_, door, plain, metric) => {
      const identity = '--cert /etc/kafka/tls/identity.pem';
      const curl = `curl --silent --show-error --cacert /etc/kafka/tls/trusted.pem`;
      const name = 'broker-2.prod-logging.internal';
      const url = `https://${name}:${door}/metrics`;
      const ask = (host: string, words: string) =>
        deployed.inside(host, 'bash', '-c', `${curl} --max-time 20 ${words} 2>&1; true`);
      expect(await ask('broker-1', `${identity} ${url}`)).toMatch(metric);
      expect(await ask('broker-1', url)).toMatch(/certificate required/);
      expect(await ask('broker-1', `${identity} --tls-max 1.2 ${url}`)).toMatch(
        /alert protocol version/,
      );
      // Neither from elsewhere, nor without TLS.
      expect(await ask('broker-3', `${identity} --max-time 3 ${url}`)).toMatch(/timed? ?out/i);
      expect(await ask('broker-2', `http://${name}:${plain}/metrics`)).toMatch(
        /refused|Failed to connect/,
      );
    },
  );

  it('serves what only Kafka’s API tells, over SSH and by the certificate of the tools', async () => {
    expect(await deployed.project.servedMetrics()).toMatch(
      /^kafka_consumergroup_silentbrokers 0$/m,
    );
  });

  it('tells CloudWatch and Prometheus how long the certificates of each host hold', async () => {
    for (const name of HOSTS) {
      await deployed.inside(name, 'systemctl', 'start', 'cdktf-kafka-certificate-expiry.service');
      const file = '/run/cdktf-kafka/metrics/certificates.prom';
      const found = (await deployed.inside(name, 'cat', file)).match(/^[^#].*$/gm)!;
      expect(found).toHaveLength(3);
      type Told = { Metrics: readonly { readonly MetricName: string }[] };
      const Namespace = `cdktf-kafka/prod-logging/${name}`;
      const { Metrics } = await deployed.calls.call<Told>('cloudwatch', 'list_metrics', {
        Namespace,
      });
      expect(Metrics.map(({ MetricName }) => MetricName)).toEqual(['CertificateDaysLeft']);
    }
  });

  /** As it is typed in the folder of the project, beside the inventory of now. */
  async function typed(...lines: readonly string[]): Promise<string> {
    await deployed.project.writeInventory();
    const end = await deployed.project.run(['bash', '-euc', lines.join('\n')]);
    expect(`${end.code} ${end.output.slice(-3_000)}`).toMatch(/^0 /);
    return end.output;
  }

  const OF = '--inventory inventory.json';
  /** Everything that kcat prints, by the settings of the client `agent` with this file for its key and certificate. */
  async function kcat(identity: string, ...words: readonly string[]): Promise<string> {
    const settings = `sed 's/client[.]pem/${identity}/' kcat.conf >of-${identity}.conf`;
    const run = `${settings}; echo a line | kcat -F of-${identity}.conf -X message.timeout.ms=20000`;
    const { output } = await deployed.project.run(['bash', '-c', [run, ...words].join(' ')]);
    return output.replace(/^% Reading configuration .*\n?/m, '');
  }
  const REFUSED = /Topic authorization failed/;
  const READ = '-C -t app-logs -o beginning -e -q';

  it('lets a client in by its certificate, once the spec trusts the authority of clients', async () => {
    const { project } = deployed;
    await typed(`cdktf-kafka clients authority ${OF} >clients-authority.pem`);
    expect(await deployed.openPorts([CERTIFICATES])).toEqual([]);
    await project.changeStack({
      find: "cluster.allowClientsFrom('own-networks', OWN_NETWORKS);",
      replace: `cluster.allowClientsFrom('own-networks', OWN_NETWORKS);
          cluster.allowCertificateClientsFrom('own-networks', OWN_NETWORKS);`,
    });
    await project.changeSpec(`
        security: Security.tls({ clientAuthorities: [readFileSync('clients-authority.pem', 'utf8')] }),
        topics: [{ name: 'app-logs', partitions: 3 }],
        clients: [
          { name: 'shipper', produce: ['app-*'] },
          { name: 'agent', certificate: true, produce: ['app-*'], consume: ['app-*'] },
        ],`);
    expectVerified(await project.deploy());
    expect(await deployed.openPorts([CERTIFICATES, PORTS.clients])).toEqual([
      ...[CERTIFICATES, PORTS.clients],
    ]);
    const printed = await typed(
      'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=agent -keyout agent.key -out agent.csr 2>openssl.log',
      `cdktf-kafka clients certify agent --request agent.csr ${OF} >agent.pem`,
      'cat agent.key agent.pem >client.pem',
      `cdktf-kafka clients trusted ${OF} >trusted.pem`,
      `cdktf-kafka clients connect agent ${OF}`,
    );
    writeFileSync(join(project.folder, 'kcat.conf'), printedSettings(printed, 'kcat'));
    expect(await kcat('client.pem', '-P -t app-logs')).toBe('');
    expect(await kcat('client.pem', READ)).toBe('a line');
  });

  it('has no answer to one of another authority, whatever name stands in it', async () => {
    await typed(
      'openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=agent -days 2 -keyout another.key -out another.crt 2>openssl.log',
      'cat another.key another.crt >another.pem',
    );
    expect(await kcat('another.pem', '-P -t app-logs')).toMatch(/ERROR/);
    expect(await kcat('another.pem', '-L -m 20')).toMatch(/Failed to acquire metadata/);
    expect(await kcat('client.pem', READ)).toBe('a line');
  });

  it('lets nobody in by a certificate that was revoked, and changes nothing when it is deployed again', async () => {
    await typed(`cdktf-kafka clients --revoke agent --yes ${OF}`);
    await waitUntil('it to be out', async () => REFUSED.test(await kcat('client.pem', READ)));
    expect(await kcat('client.pem', '-P -t app-logs')).toMatch(REFUSED);
    expect(await deployed.status()).toMatch(/agent: .*one that was revoked/);
    const end = await deployed.project.deploy();
    expect(end.output).toMatch(ONLY_VERIFIES);
    expectVerified(end);
    expect(await kcat('client.pem', READ)).toMatch(REFUSED);
    await typed(`cdktf-kafka clients --reinstate agent --yes ${OF}`);
    await waitUntil('it to be let in', async () => (await kcat('client.pem', READ)) === 'a line');
  });

  it('makes a host anew by replace, which gets its certificate by itself', async () => {
    const before = deployed.instanceOf('broker-2');
    const { code, output } = await deployed.project.tool('replace', 'broker-2', '--yes');
    expect(`${code}\n${output.slice(-3_000)}`).toMatch(/^0\n/);
    expect(output).toContain('broker-2, Kafka: has no certificate; gets one for a new key');
    expect(deployed.instanceOf('broker-2')).not.toBe(before);
    expect(await deployed.status()).toContain(HEALTHY);
  });

  it('leaves no secret in state, plan, synthesized code, user data, bucket, log or list of processes', async () => {
    const names = ['authority', 'client-authority', 'tools.pem'];
    const pems = await Promise.all(names.map(secret));
    for (const name of HOSTS)
      for (const process of ['kafka', 'zookeeper'])
        pems.push(await deployed.inside(name, 'cat', `/etc/${process}/tls/identity.pem`));
    const needles = pems.map((pem) => pem.split('\n')[1]!);
    expect(new Set(needles).size).toBe(9);
    for (const needle of needles) expect(needle.length).toBeGreaterThan(60);
    const leaks = (await haystacks()).filter(([, text]) =>
      needles.some((needle) => text.includes(needle)),
    );
    expect(leaks.map(([where]) => where)).toEqual([]);
  });

  /** All that others may read, each with where it stands. */
  async function haystacks(): Promise<readonly (readonly [string, string])[]> {
    const { folder, stackFolder } = deployed.project;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.includes('node_modules') && statSync(join(folder, name)).isFile())
      .filter((name) => !/terraform-provider|\.tar$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
    expect(files.map(([name]) => name)).toEqual(
      expect.arrayContaining(['trial.tfstate', 'inventory.json']),
    );
    const plan = join(folder, 'secrets.tfplan');
    await deployed.project.run(['terraform', `-chdir=${stackFolder}`, 'plan', `-out=${plan}`]);
    const shown = await deployed.project.run([
      ...['terraform', `-chdir=${stackFolder}`, 'show', '-json', plan],
    ]);
    expect(shown.output).toContain('"planned_values"');
    const { bucket, region } = await deployed.project.inventory();
    const onHosts = HOSTS.map(async (name, index) => {
      const looks = [
        'cat /var/log/kafka/* /var/log/zookeeper/* /var/log/cloud-init*.log',
        'journalctl --no-pager',
        'ps axwwe -o args',
        'cat /var/lib/cloud/instance/user-data.txt',
        ...(index === 0
          ? [
              `aws s3 cp --region ${region} --recursive --only-show-errors s3://${bucket}/prod-logging/${name}/ /tmp/own`,
              'find /tmp/own -type f -exec cat {} +',
            ]
          : []),
      ];
      return [name, await deployed.inside(name, 'bash', '-c', looks.join('; '))] as const;
    });
    const found = [...files, ['the plan', shown.output] as const, ...(await Promise.all(onHosts))];
    return found;
  }
});
