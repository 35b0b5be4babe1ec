import { formatProblem } from '../../../cluster/errors';
import { specProblems } from '../../../cluster/validate-spec';
import { unsoundSpec } from '../../support/spec-builder';

const problemsOf = (changes: Readonly<Record<string, unknown>>): readonly string[] =>
  specProblems(unsoundSpec(changes)).map(formatProblem);

describe('arguments of java', () => {
  it.each([
    ['-XX:G1HeapRegionSize=16M'],
    ['-XX:+UseZGC'],
    ['-Dcom.sun.management.jmxremote.port=9999'],
    ['-javaagent:/opt/agent/agent.jar=service=kafka'],
    ['--add-opens=java.base/java.nio=ALL-UNNAMED'],
    ['-Xlog:safepoint*:file=/var/log/kafka/safepoint.log'],
  ])('may be %s', (flag) => {
    expect(problemsOf({ jvm: { brokerFlags: [flag], zookeeperFlags: [flag] } })).toEqual([]);
  });

  it.each([
    ['-Xmx4g', /leave the heap to its own field/],
    ['-XX:MaxRAMPercentage=50', /leave the heap to its own field/],
    ['-cp', /leave the class path/],
    ['--class-path=/tmp', /leave the class path/],
    ['-jar', /leave the class path/],
    ['-Dlog4j.configuration=file:/tmp/x', /leave log files/],
    ['-Djava.io.tmpdir=/tmp', /leave log files/],
    ['-version', /java shows something and ends/],
    ['--help', /java shows something and ends/],
    ['kafka.Kafka', /be one argument of java/],
    ['@/tmp/more.args', /be one argument of java/],
    ['-Da=b\n-Dc=d', /be one argument of java/],
    ['', /be one argument of java/],
    [7, /be one argument of java/],
  ])('may not be %j', (flag, words) => {
    const [problem, ...others] = problemsOf({ jvm: { brokerFlags: ['-Xshare:auto', flag] } });
    expect(problem).toMatch(/^jvm\.brokerFlags\[1\]: must /);
    expect(problem).toMatch(words);
    expect(others).toEqual([]);
  });

  it('carry no secret, and the error shows none', () => {
    const [problem] = problemsOf({ jvm: { zookeeperFlags: ['-Dkeystore.password=hunter2'] } });
    expect(problem).toMatch(/^jvm\.zookeeperFlags\[0\]: must stay out of the spec/);
    expect(problem).not.toContain('hunter2');
  });
});

describe('variables of the environment', () => {
  it('may be of any name that a shell takes, and of any line', () => {
    const broker = { JAEGER_AGENT_HOST: 'localhost', _x1: '', TEXT: `it's "100%" of $HOME` };
    expect(problemsOf({ environment: { broker, zookeeper: { A: 'b' } } })).toEqual([]);
  });

  it.each([
    [{ '1A': 'x' }, /environment\.broker\['1A'\]: must be the name of a variable/],
    [{ 'A-B': 'x' }, /must be the name of a variable/],
    [{ 'A=B': 'x' }, /must be the name of a variable/],
    [{ A: 7 }, /environment\.broker\['A'\]: must be one line/],
    [{ A: 'x\nExecStartPre=+/bin/sh' }, /must be one line/],
    [{ JAVA_TOOL_OPTIONS: '-Xmx1g' }, /must not carry arguments of java/],
    [{ CLASSPATH: '/tmp' }, /must leave the class path/],
    [{ AWS_SECRET_ACCESS_KEY: 'hunter2' }, /must stay out of the spec/],
    ['A=b', /environment\.broker: must be an object/],
  ])('may not be %j', (broker, words) => {
    const [problem, ...others] = problemsOf({ environment: { broker } });
    expect(problem).toMatch(words);
    expect(problem).not.toContain('hunter2');
    expect(others).toEqual([]);
  });
});

describe('levels of loggers', () => {
  it('are those of log4j, by the names of loggers', () => {
    const broker = { root: 'WARN', 'kafka.network.RequestChannel$': 'TRACE' };
    expect(problemsOf({ logLevels: { broker } })).toEqual([]);
  });

  it.each([
    [{ root: 'debug' }, /logLevels\.broker\['root'\]: must be 'TRACE' or 'DEBUG'/],
    [{ 'kafka.server=DEBUG, console': 'INFO' }, /must be the name of a logger/],
    [{ 'a\nlog4j.rootLogger': 'OFF' }, /must be the name of a logger/],
  ])('may not be %j', (broker, words) => {
    expect(problemsOf({ logLevels: { broker } })[0]).toMatch(words);
  });
});
