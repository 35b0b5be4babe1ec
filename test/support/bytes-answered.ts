import { connect, type ConnectionOptions } from 'node:tls';

/** A Metadata request of version 0 for all topics, as it stands on the wire. */
export const METADATA = Buffer.from('0000000e0003000000000001ffff00000000', 'hex');

/** How much is answered to a question over TLS, before the other side hangs up. */
export async function bytesAnswered(
  host: string,
  port: number,
  options: ConnectionOptions,
  question: Buffer,
): Promise<number> {
  const socket = connect({ ...options, host, port });
  socket.on('error', () => undefined);
  let bytes = 0;
  socket.on('data', (data: Buffer) => (bytes += data.length));
  socket.on('secureConnect', () => socket.write(question));
  await new Promise((resolve) => socket.once('close', resolve));
  return bytes;
}
