import { FAULT_COMMANDS } from './fault-commands';
import type { Faults } from './faults';

describe('faults by words', () => {
  /** Notes what it is asked for. */
  const asked = (words: readonly string[]): readonly unknown[] | undefined => {
    const [name = '', ...rest] = words;
    let seen: readonly unknown[] | undefined;
    const faults = new Proxy({} as Faults, {
      get:
        (_, fault) =>
        (...args: readonly unknown[]) => {
          seen = [fault, ...args];
          return Promise.resolve();
        },
    });
    void FAULT_COMMANDS[name]!.parse(rest)?.(faults);
    return seen;
  };

  it.each([
    ['lose-host broker-1', ['loseHost', 'broker-1']],
    ['freeze broker-1', ['freeze', 'broker-1']],
    ['thaw broker-1', ['thaw', 'broker-1']],
    ['unplug-cable broker-1', ['unplugCable', 'broker-1']],
    ['plug-in-cable broker-1', ['plugInCable', 'broker-1']],
    ['partition broker-1 broker-2,broker-3', ['partition', ['broker-1'], ['broker-2', 'broker-3']]],
    ['heal', ['heal']],
    ['fill-disk broker-1', ['fillDisk', 'broker-1', '/var/lib/kafka/disk1']],
    ['empty-disk broker-1 /var/lib/zookeeper', ['emptyDisk', 'broker-1', '/var/lib/zookeeper']],
  ])('%s', (words, expected) => {
    expect(asked(words.split(' '))).toEqual(expected);
  });

  it.each(['freeze', 'freeze broker-1 broker-2', 'partition broker-1', 'heal broker-1'])(
    'nothing is done for too few words or too many: %s',
    (words) => {
      expect(asked(words.split(' '))).toBeUndefined();
    },
  );
});
