import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { packageFolder } from '../../../cluster/package-folder';
import { nextSteps, type NextStepsOptions } from '../../../scripts/local/next-steps';

const steps = (options: Partial<NextStepsOptions> = {}): readonly string[] =>
  stripVTControlCharacters(
    nextSteps({
      ...{ specFile: undefined, folder: packageFolder(), npmScript: 'start', width: 80 },
      ...options,
    }),
  ).split('\n');

it('are those of a checkout after `npm start`', () => {
  expect(steps()).toEqual([
    'What next:',
    '  keep it up  npm start -- --keep',
    '  your own    stacks/prod-logging.spec.ts',
    '  size it     npx --no-install cdktf-kafka capacity SPEC',
    '  deploy it   docs/deploy.md',
  ]);
});

it('name the spec that was run, and the command by itself', () => {
  expect(steps({ specFile: 'my.spec.ts', npmScript: undefined })).toEqual([
    'What next:',
    '  keep it up  npx --no-install cdktf-kafka local run my.spec.ts --keep',
    '  size it     npx --no-install cdktf-kafka capacity my.spec.ts',
    '  deploy it   docs/deploy.md',
  ]);
});

it('say where a client of a secured cluster connects, and with which file', () => {
  const login = {
    server: '127.0.0.1:9093',
    propertiesFile: 'clients/app.properties',
  };
  expect(steps({ login, width: 60 }).slice(1, 3)).toEqual([
    '  keep it up  npm start -- --keep',
    '  connect     to 127.0.0.1:9093 with clients/app.properties',
  ]);
});

it('name files as they are reached from where commands are typed', () => {
  const place = steps({ folder: '/somewhere' }).at(-1)!.replace('  deploy it   ', '');
  expect(place).toBe(join(packageFolder(), 'docs/deploy.md'));
  expect(existsSync(place)).toBe(true);
});

it.each([40, 60, 80, 120])('fit a terminal of %i columns', (width) => {
  const words = steps({ width }).filter((line) => line.length > width);
  expect(words).toEqual([]);
});
