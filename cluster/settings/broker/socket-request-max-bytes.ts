import { numberOfSetting } from '../setting-of-spec';

const MIB = 1024 * 1024;

/** Kafka's default of `message.max.bytes`. */
export const DEFAULT_MESSAGE_MAX_BYTES = 1_048_588;

/** The setting's type: 32 bits. */
const INT_MAX = 2 ** 31 - 1;

/** `socket.request.max.bytes`: room for the largest batch twice, so huge messages still work. */
export function socketRequestMaxBytes(brokerSettings: object): number {
  const batch = numberOfSetting(brokerSettings, 'message.max.bytes', DEFAULT_MESSAGE_MAX_BYTES);
  return Math.min(INT_MAX, Math.max(16 * MIB, 2 * batch));
}
