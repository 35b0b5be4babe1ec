import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { alterUserScramCredentialsV0, ScramMechanisms } from '@platformatic/kafka';
import { controllerOf, type Brokers } from '../cluster-access/ask-brokers';
import type { Login } from '../cluster-access/credentials';

/** Twice what Kafka asks for at least; passwords of chance need no more. */
const ITERATIONS = 8_192;
const KEY_BYTES = 64;
const mechanism = ScramMechanisms.SCRAM_SHA_512;

/** Lets a user log in with this password, or gives him another one. The password itself is not sent. */
export async function makeUser(brokers: Brokers, { name, password }: Login): Promise<void> {
  const salt = randomBytes(KEY_BYTES / 2);
  const saltedPassword = await promisify(pbkdf2)(password, salt, ITERATIONS, KEY_BYTES, 'sha512');
  const credential = { name, mechanism, iterations: ITERATIONS, salt, saltedPassword };
  const controller = await controllerOf(brokers);
  await controller.ask(alterUserScramCredentialsV0.api, [], [credential]);
}

export async function removeUser(brokers: Brokers, name: string): Promise<void> {
  const controller = await controllerOf(brokers);
  await controller.ask(alterUserScramCredentialsV0.api, [{ name, mechanism }], []);
}
