import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { describeOnLinux } from '../../support/on-linux';
import { runNodeInTerminal } from '../../support/run-in-terminal';

const MODULE = join(packageFolder(), 'dist/scripts/terminal/run-stages.js');
const REPORT =
  'Maven: 12 jars fetched, a-jar-with-a-rather-long-name-3.9.2.jar of the many of them';
const RESULT = 'in the cache, checked, all 28 of 28 jars in 1.73 GB of it';

const program = (end: string) => `
  const { runStages } = require(${JSON.stringify(MODULE)});
  const { setTimeout: sleep } = require('node:timers/promises');
  runStages([{
    title: "Kafka's distribution",
    run: async (report) => {
      for (const part of ['one', 'two']) {
        report(${JSON.stringify(REPORT)} + part);
        await sleep(250);
      }
      ${end}
    },
  }]).catch((error) => { console.log(error.message); process.exitCode = 1; });`;

const run = (end: string, columns: number) =>
  runNodeInTerminal(['--no-warnings', '-e', program(end)], { columns });

describeOnLinux('in a terminal', () => {
  it.each([40, 60, 80, 120])('of %i columns no line wraps while it is drawn', async (columns) => {
    const { lines, exitCode } = await run(`return ${JSON.stringify(RESULT)};`, columns);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.some((line) => line.includes('Maven: 12 jars'))).toBe(true);
    expect(exitCode).toBe(0);
  });

  it('a text that is too long is cut between two words, and the time is still seen', async () => {
    const { lines } = await run(`return ${JSON.stringify(RESULT)};`, 60);
    const shown = lines.filter((line) => line.includes('in the cache')).map((line) => line.trim());
    expect(shown.at(-1)).toMatch(/^✔ Kafka's distribution: in the cache, … \[\d+\.\d s\]$/);
  });

  it('the error of a stage is told whole', async () => {
    const { lines, exitCode } = await run(`throw new Error(${JSON.stringify(REPORT)});`, 60);
    expect(lines).toContain(REPORT);
    expect(exitCode).toBe(1);
  });
});
