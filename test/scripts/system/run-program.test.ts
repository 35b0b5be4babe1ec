import { isAlive } from '../../../scripts/system/process-id';
import { runProgram } from '../../../scripts/system/run-program';
import { until } from '../../support/until';

test('the lines of both streams arrive, and the exit code', async () => {
  const lines: string[] = [];
  const end = await runProgram(['sh', '-c', 'echo out; echo err >&2; exit 3'], {
    onLine: (line) => lines.push(line),
  });
  expect(lines.sort()).toEqual(['err', 'out']);
  expect(end.code).toBe(3);
  expect([...end.lastLines].sort()).toEqual(['err', 'out']);
});

test('only the last lines are kept', async () => {
  const { lastLines } = await runProgram(['seq', '1000']);
  expect(lastLines).toHaveLength(40);
  expect(lastLines.at(-1)).toBe('1000');
});

test('aborted, the program ends with all that it started before the promise is rejected', async () => {
  const controller = new AbortController();
  const pids: number[] = [];
  const running = runProgram(['sh', '-c', 'sleep 60 & echo $$; echo $!; wait'], {
    signal: controller.signal,
    onLine: (line) => {
      pids.push(Number(line));
      if (pids.length === 2) controller.abort(new Error('enough'));
    },
  });
  await expect(running).rejects.toThrow('enough');
  expect(pids).toHaveLength(2);
  // A process closes its output before the kernel is through with it.
  await until('both are gone', () => !pids.some(isAlive));
});

test('a program that is not there is named', async () => {
  await expect(runProgram(['no-such-program', '--x'])).rejects.toThrow(
    'no-such-program --x: must start.',
  );
});

test('standard output can be taken as it is, and the lines are then of the other stream', async () => {
  const bytes: Buffer[] = [];
  const { lastLines } = await runProgram(
    ['sh', '-c', String.raw`printf '\377\n\n'; echo err >&2`],
    {
      onBytes: (piece) => bytes.push(piece),
    },
  );
  expect(Buffer.concat(bytes)).toEqual(Buffer.from([0xff, 0x0a, 0x0a]));
  expect(lastLines).toEqual(['err']);
});
