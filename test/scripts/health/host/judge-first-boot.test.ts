import { judgeFirstBoot } from '../../../../scripts/health/host/judge-first-boot';

const result = (status: object, code = 0) => ({ code, stdout: JSON.stringify(status), stderr: '' });

/** The form of cloud-init 22.4, of Debian 12. */
const DONE = {
  _schema_version: '1',
  boot_status_code: 'enabled-by-generator',
  datasource: 'ec2',
  detail: 'DataSourceEc2Local',
  errors: [],
  last_update: 'Sat, 22 Nov 2026 18:16:04 +0000',
  schemas: {},
  status: 'done',
};

describe('a first boot', () => {
  it('is over when cloud-init is done without an error', () => {
    expect(judgeFirstBoot('broker-1', result(DONE))).toEqual([]);
    expect(
      judgeFirstBoot('broker-1', { ...result(DONE), stdout: `....\n${JSON.stringify(DONE)}` }),
    ).toEqual([]);
  });

  it.each<[string, ReturnType<typeof result>, string]>([
    ['it still runs', result({ ...DONE, status: 'running' }), 'running'],
    [
      'it failed',
      result(
        { ...DONE, status: 'error', errors: ["('scripts_user', RuntimeError('1 failed'))"] },
        1,
      ),
      "error: ('scripts_user', RuntimeError('1 failed'))",
    ],
    [
      'it went on after an error (from 23.4)',
      result({ ...DONE, recoverable_errors: { ERROR: ['bad config'], WARNING: ['old key'] } }, 2),
      'done: bad config',
    ],
    [
      'there is no cloud-init',
      { code: 127, stdout: '', stderr: 'cloud-init: not found' },
      'cloud-init: not found',
    ],
  ])('is a problem when %s', (_, status, value) => {
    expect(judgeFirstBoot('broker-1', status)).toEqual([expect.objectContaining({ value })]);
  });

  it('may have warned', () => {
    const warned = { ...DONE, recoverable_errors: { WARNING: ['old key'] } };
    expect(judgeFirstBoot('broker-1', result(warned))).toEqual([]);
  });
});
