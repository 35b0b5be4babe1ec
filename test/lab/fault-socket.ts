import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { UserError } from '../../cluster/errors';
import { FAULT_COMMANDS } from './fault-commands';
import { faultsOf } from './faults';
import type { LabPlace } from './lab-place';
import type { Lab } from './start-lab';

// Faults belong to the process that keeps the lab: it knows the hosts. Other processes ask it.
const socketOf = (place: LabPlace): string => join(place.folder, 'faults.sock');

/** Takes words such as `["freeze", "broker-1"]`; answers 200, or 400 with what was wrong. */
export async function serveFaults(lab: Lab): Promise<Server> {
  const server = createServer((incoming, answer) => {
    json(incoming)
      .then((words) => makeFault(lab, words as readonly string[]))
      .then(
        () => answer.end(),
        (error: unknown) => answer.writeHead(400).end((error as Error).message),
      );
  });
  server.listen(socketOf(lab.place));
  await once(server, 'listening');
  return server;
}

async function makeFault(lab: Lab, [name = '', ...words]: readonly string[]): Promise<void> {
  const command = FAULT_COMMANDS[name];
  if (!command) {
    const names = Object.keys(FAULT_COMMANDS).join(', ');
    throw new UserError(`fault: must be one of ${names}, got '${name}'.`);
  }
  const act = command.parse(words);
  if (!act) {
    const usage = `${name} ${command.usage}`.trim();
    throw new UserError(`fault: must be \`${usage}\`, got \`${[name, ...words].join(' ')}\`.`);
  }
  await act(faultsOf(lab));
}

/**
 * Asks the process that keeps a lab for a fault.
 *
 * @throws UserError with what was wrong with it
 */
export async function askForFault(place: LabPlace, words: readonly string[]): Promise<void> {
  const asked = request({ socketPath: socketOf(place), method: 'POST' });
  asked.end(JSON.stringify(words));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const said = await text(answer);
  if (answer.statusCode !== 200) throw new UserError(said);
}
