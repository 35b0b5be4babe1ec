import { parseProperties } from '../../../../../cluster/settings/java-properties';
import { canonicalProperties } from '../../../../../scripts/plan-review/facts/configuration/canonical-properties';

const read = (text: string) => Object.fromEntries(parseProperties(canonicalProperties(text)));

it('reads what other hands write', () => {
  expect(
    read('# a\n! b\n  num.io.threads = 8\nlog.dirs:/a,\\\n   /b\r\nbroker.id 3\n\nempty=\n'),
  ).toEqual({ 'num.io.threads': '8', 'log.dirs': '/a,/b', 'broker.id': '3', empty: '' });
});

it('leaves what this package writes as it is', () => {
  const text = 'listeners=CLIENT://0.0.0.0:9092\npath=C:\\\\a\n';
  expect(read(text)).toEqual(Object.fromEntries(parseProperties(text)));
});
