import { judgeLogrotate } from '../../../../scripts/health/host/judge-logrotate';

const PATH = 'broker-1, /etc/kafka/logrotate.conf';

/** What logrotate 3.21 prints to its standard error in a dry run, between its first and last lines. */
const judge = (code: number, ...lines: readonly string[]) =>
  judgeLogrotate(PATH, {
    code,
    stdout: '',
    stderr: [
      'warning: logrotate in debug mode does nothing except printing debug messages!  Consider using verbose mode (-v) instead if this is not what you want.',
      '',
      ...lines,
      'Reading state from file: /dev/null',
      'Allocating hash table for state file, size 64 entries',
      '',
      'Handling 1 logs',
      '',
    ].join('\n'),
  });

const READING = 'reading config file /etc/kafka/logrotate.conf';

describe("logrotate's dry run", () => {
  it('passes, whatever it says about dry runs', () => {
    expect(judge(0, READING)).toEqual([]);
  });

  it('passes with a note', () => {
    expect(judge(0, READING, "note: 'size' overrides previously specified 'daily'")).toEqual([]);
  });

  it.each<[string, number, readonly string[], string]>([
    [
      'a value is no value',
      1,
      [
        READING,
        "error: /etc/kafka/logrotate.conf:3 bad rotation count 'four'",
        'error: found error in /var/log/kafka/*.log , skipping',
        'removing last 1 log configs',
      ],
      "/etc/kafka/logrotate.conf:3 bad rotation count 'four'",
    ],
    [
      'an option is unknown',
      1,
      [READING, "error: /etc/kafka/logrotate.conf:3 unknown option 'rotat' -- ignoring line"],
      "/etc/kafka/logrotate.conf:3 unknown option 'rotat' -- ignoring line",
    ],
    [
      'the folder of the logs is missing',
      1,
      [READING, 'error: stat of /var/log/kafka failed: No such file or directory'],
      'stat of /var/log/kafka failed: No such file or directory',
    ],
    [
      'others may write the file, though it ends well',
      0,
      [
        'warning: Potentially dangerous mode on /etc/kafka/logrotate.conf: 0666',
        'error: Ignoring /etc/kafka/logrotate.conf because it is writable by group or others.',
      ],
      'Potentially dangerous mode on /etc/kafka/logrotate.conf: 0666',
    ],
    [
      'the file is missing',
      1,
      ['error: cannot stat /etc/kafka/logrotate.conf: No such file or directory'],
      'cannot stat /etc/kafka/logrotate.conf: No such file or directory',
    ],
  ])('fails where %s, with what it says first', (_, code, lines, value) => {
    expect(judge(code, ...lines)).toEqual([
      {
        path: PATH,
        rule: "pass logrotate's dry run",
        value,
        remedy: 'Run `logrotate --debug` on it there',
      },
    ]);
  });

  it('fails by its exit code alone', () => {
    expect(judgeLogrotate(PATH, { code: 127, stdout: '', stderr: '' })).toMatchObject([
      { value: 'exit code 127' },
    ]);
  });
});
