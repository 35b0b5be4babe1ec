import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { signalSession, startInOwnSession } from '../../../scripts/system/own-session';
import type { LabPlace } from '../lab-place';
import { inNamespace } from '../exec';
import { ensurePython } from '../../support/python-environment';

/** Calls of the AWS API in a lab, for what a test arranges besides terraform. */
export interface AwsCalls {
  /** As boto3 names them: `call('ec2', 'create_volume', { … })`. */
  call<T>(service: string, operation: string, parameters: object): Promise<T>;
  close(): void;
}

/** Opens one process for many calls: each client of boto3 takes a third of a second to load. */
export async function openAwsCalls(
  place: LabPlace,
  environment: Readonly<Record<string, string>>,
): Promise<AwsCalls> {
  const command = [
    await ensurePython(join(__dirname, 'requirements.txt')),
    join(__dirname, 'call.py'),
  ];
  const child = startInOwnSession(inNamespace(place.namespace, command), {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, AWS_DEFAULT_REGION: 'eu-west-1', ...environment },
  });
  const answers = createInterface({ input: child.stdout ?? process.stdin });
  const ended = once(child, 'exit').then(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (line: string): Promise<unknown> => {
    child.stdin?.write(`${line}\n`);
    const answer = await Promise.race([once(answers, 'line'), ended]);
    if (!answer) throw new Error(`the AWS API double refused ${line.slice(0, 300)}`);
    return JSON.parse(String(answer[0]));
  };
  return {
    call: async <T>(service: string, operation: string, parameters: object): Promise<T> => {
      const asked = last.then(() => ask(JSON.stringify([service, operation, parameters])));
      last = asked.catch(() => undefined);
      return (await asked) as T;
    },
    close: () => {
      if (child.pid !== undefined) signalSession(child.pid, 'SIGTERM');
    },
  };
}
