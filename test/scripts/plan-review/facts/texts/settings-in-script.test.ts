import { settingsInScript } from '../../../../../scripts/plan-review/facts/texts/settings-in-script';

it.each([
  [
    'cat > server.properties <<EOF\nbroker.id=3\nlog.dirs=/data\nEOF\n',
    'broker.id=3\nlog.dirs=/data\n',
  ],
  ['echo "broker.id=3" >> /etc/kafka/server.properties\n', 'broker.id=3\n'],
  ['docker run -e KAFKA_BROKER_ID=3 kafka\n', 'broker.id=3\n'],
  ['write_files:\n  - content: |\n      node.id = 3\n', 'node.id=3\n'],
  ['broker.id=1\nbroker.id=2\n', 'broker.id=2\n'],
  ['export PATH=$PATH:/opt\nname.of=nobody\n', ''],
])('finds in %j the settings of a broker', (script, settings) => {
  expect(settingsInScript(script, 'broker')).toBe(settings);
});

it('finds the members of a quorum', () => {
  const script = 'cat > zoo.cfg <<EOF\ndataDir=/zk\nserver.1=a:2888:3888\nEOF\n';
  expect(settingsInScript(script, 'zookeeper')).toBe('dataDir=/zk\nserver.1=a:2888:3888\n');
});
