import { parseSockets } from '../../../scripts/securing/host-sockets';

const HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const rest =
  ' 00000000:00000000 00:00000000 00000000     0        0 12345 1 0000000000000000 100 0';

describe('what a kernel says of its sockets', () => {
  it('tells who listens and who is connected, on both kinds of addresses', () => {
    const text = [
      HEADER,
      `   0: 0100007F:2384 00000000:0000 0A${rest}\n`,
      `   1: 0200007F:2384 0700000A:D431 01${rest}\n`,
      HEADER,
      `  12: 0000000000000000FFFF00000100007F:2385 0000000000000000FFFF00000900000A:C001 01${rest}\n`,
      ` 103: B80D0120000000000000000001000000:2385 B80D0120000000000000000002000000:C001 01${rest}\n`,
      `   4: 00000000000000000000000000000000:0886 00000000000000000000000000000000:0000 0A${rest}\n`,
    ].join('');
    expect(parseSockets(text)).toEqual([
      { state: 'listening', address: '127.0.0.1', port: 9092, from: '0.0.0.0' },
      { state: 'connected', address: '127.0.0.2', port: 9092, from: '10.0.0.7' },
      { state: 'connected', address: '127.0.0.1', port: 9093, from: '10.0.0.9' },
      {
        state: 'connected',
        address: '2001:db8:0:0:0:0:0:1',
        port: 9093,
        from: '2001:db8:0:0:0:0:0:2',
      },
      { state: 'listening', address: '0:0:0:0:0:0:0:0', port: 2182, from: '0:0:0:0:0:0:0:0' },
    ]);
  });

  it('leaves out connections that are being opened or closed', () => {
    const line = (state: string) => `   0: 0100007F:2384 0100007F:D431 ${state}${rest}\n`;
    expect(parseSockets(['02', '03', '06', '08'].map(line).join(''))).toEqual([]);
  });
});
