import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inTurn } from './in-turn';
import { describeOnLinux } from './on-linux';
import { until } from './until';

describeOnLinux('work in turn', () => {
  it('is done by one after the other, in one process', async () => {
    const steps: string[] = [];
    const work = (name: string) => () =>
      Promise.resolve().then(() => {
        steps.push(`${name} begins`);
        return new Promise<void>((done) => setImmediate(done)).then(() => {
          steps.push(`${name} ends`);
        });
      });
    await Promise.all([inTurn('a-test', work('one')), inTurn('a-test', work('other'))]);
    expect([steps[0]!.split(' ')[0], steps[2]!.split(' ')[0]].sort()).toEqual(['one', 'other']);
    expect(steps.map((step) => step.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('is free again where it fails, and where the process that does it is killed', async () => {
    await expect(inTurn('a-test', () => Promise.reject(new Error('broke')))).rejects.toThrow(
      'broke',
    );
    const script =
      "require('node:net').createServer().listen('\\0cdktf-kafka-a-test', () => console.log('has it'))";
    const other = fork('-e', [script], { stdio: 'pipe', execArgv: [] });
    let said = '';
    other.stdout!.on('data', (text: Buffer) => (said += String(text)));
    await until('it has its turn', () => said.includes('has it'));
    let isDone = false;
    const waiting = inTurn('a-test', async () => Promise.resolve((isDone = true)));
    expect(isDone).toBe(false);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await waiting;
    expect(isDone).toBe(true);
  });
});
