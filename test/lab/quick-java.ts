/**
 * All that JVMs on a lab's hosts do otherwise than in production, where a suite asks for it: they compile
 * once, quickly, as on a local cluster. A broker that lives for minutes never earns back what the second
 * compiler costs. It comes with the environment, so that a host's files are what was rendered.
 */
export const QUICK_JAVA: Readonly<Record<string, string>> = {
  JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1',
};
