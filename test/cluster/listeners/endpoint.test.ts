import { endpointText, parseEndpoint } from '../../../cluster/listeners/endpoint';

it.each([
  ['kafka-1.example.com', 'kafka-1.example.com', 9094],
  ['kafka-1.example.com:19092', 'kafka-1.example.com', 19_092],
  ['localhost:1', 'localhost', 1],
  ['KAFKA', 'KAFKA', 9094],
  ['1st.example.com:65535', '1st.example.com', 65_535],
  ['203.0.113.7', '203.0.113.7', 9094],
  ['[2001:db8::1]', '2001:db8::1', 9094],
  ['[2001:db8::1]:19092', '2001:db8::1', 19_092],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`, 9094],
])('%s is an endpoint', (text, host, port) => {
  expect(parseEndpoint(text, 9094)).toEqual({ host, port });
});

it.each([
  '',
  ' ',
  ':9094',
  'kafka:',
  'kafka:0',
  'kafka:65536',
  'kafka:123456',
  'kafka:9094:9095',
  'kafka:https',
  'kafka example',
  'kafka.example.com.',
  'kafka..example.com',
  '-kafka.example.com',
  'kafka-.example.com',
  'kafka_1.example.com',
  'EXTERNAL://kafka-1.example.com:9094',
  'kafka-{broker}.example.com',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
  // What reads as an address, and is none that a host can have.
  '10.0.0',
  '10.0.0.256',
  '10.0.0.01',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '2001:db8::1',
  '[2001:db8::g]',
  '[::]:9094',
  '[ff02::1]:9094',
  '[10.0.0.1]:9094',
])('%j is none', (text) => {
  expect(parseEndpoint(text, 9094)).toBeUndefined();
});

it('is written as it is read', () => {
  for (const text of ['kafka:9094', '203.0.113.7:1', '[2001:db8::1]:19092']) {
    expect(endpointText(parseEndpoint(text, 9)!)).toBe(text);
  }
});
