import { readUnit } from '../../../../scripts/health/host/units';

/** A host on which systemd tells what it is asked for, and nothing else. */
const shellWith = (properties: Readonly<Record<string, string>>) => ({
  name: 'broker-1',
  run: ([, , unit, option = '']: readonly string[]) => {
    const asked = option.replace('--property=', '').split(',');
    const told = unit === 'kafka.service' ? asked.filter((key) => key in properties) : [];
    const stdout = told.map((key) => `${key}=${properties[key]}\n`).join('');
    return Promise.resolve({ code: 0, stdout, stderr: '' });
  },
});

test('a unit is read as systemd has it, with how often it was started again', async () => {
  const shell = shellWith({ ActiveState: 'activating', NRestarts: '4', SubState: 'auto-restart' });
  expect(await readUnit(shell, 'kafka.service')).toEqual({
    ...{ active: 'activating', sub: 'auto-restart', restarts: 4 },
  });
});

test('a unit of which systemd tells nothing is unknown, and was not started again', async () => {
  expect(await readUnit(shellWith({}), 'kafka.service')).toEqual({
    ...{ active: 'unknown', restarts: 0 },
  });
});
