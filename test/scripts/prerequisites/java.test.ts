import { findJava, findJavac, parseJavaMajor } from '../../../scripts/prerequisites/java';

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['javac 17.0.15', 17],
  ['bash: java: command not found', undefined],
  ['', undefined],
])('the version is read from %j', (output, major) => {
  expect(parseJavaMajor(output)).toBe(major);
});

test('the Java of this machine is found', () => {
  expect(findJava()).toBeDefined();
  expect(findJavac()).toBeDefined();
});

test('JAVA_HOME that holds no Java does not hide the one on the PATH', () => {
  const before = process.env.JAVA_HOME;
  process.env.JAVA_HOME = '/nonexistent';
  try {
    expect(findJava()).toBe('java');
  } finally {
    if (before === undefined) delete process.env.JAVA_HOME;
    else process.env.JAVA_HOME = before;
  }
});
