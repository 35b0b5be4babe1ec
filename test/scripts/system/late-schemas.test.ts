import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';

/** Counts what is compiled until Kafka's client library is loaded, then asks one of its clients to check its options. */
const PROGRAM = `
  const { Ajv2020 } = require('ajv/dist/2020.js');
  const { compile } = Ajv2020.prototype;
  let compiled = 0;
  Ajv2020.prototype.compile = function (...words) {
    compiled += 1;
    return compile.apply(this, words);
  };
  const [before] = process.argv.slice(1);
  if (before) require(before);
  const { Producer } = require('@platformatic/kafka');
  const whenLoaded = compiled;
  const messages = [{ clientId: 7 }, { clientId: 'a', bootstrapBrokers: [], acks: 'some' }].map(
    (options) => {
      try {
        new Producer({ ...options, strict: true });
      } catch (error) {
        return error.message;
      }
    },
  );
  new Producer({ clientId: 'a', bootstrapBrokers: ['127.0.0.1:9'], strict: true });
  console.log(JSON.stringify({ whenLoaded, messages }));`;

interface Said {
  readonly whenLoaded: number;
  readonly messages: readonly string[];
}

function run(...before: readonly string[]): Said {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, ...before], {
    ...{ cwd: packageFolder(), encoding: 'utf8' },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Said;
}

it('compiles the schemas of options when they are asked, which say the same then', () => {
  const late = run(join(packageFolder(), 'dist/scripts/system/late-schemas.js'));
  const early = run();
  expect(early.whenLoaded).toBeGreaterThan(20);
  expect(late.whenLoaded).toBe(0);
  expect(late.messages).toEqual(early.messages);
  expect(late.messages[0]).toMatch(/clientId/);
});
