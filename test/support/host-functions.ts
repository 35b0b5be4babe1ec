import { hostProgram } from '../../cluster/host-files/host-program';
import { HostSandbox, type SandboxResult } from './host-sandbox';

/** The functions of the host's program, each to be called by itself, in a sandbox. */
export class HostFunctions {
  private constructor(readonly box: HostSandbox) {}

  static async make(): Promise<HostFunctions> {
    const box = await HostSandbox.make();
    box.put('program', hostProgram().content);
    box.sh('mkdir -p /etc/cdktf-kafka');
    return new HostFunctions(box);
  }

  /** Runs a script as a part of the program, on a host that has read its settings. */
  call(script: string, ...args: readonly string[]): SandboxResult {
    return this.box.run(
      `source <(head --lines=-1 /bucket/files/program)
      COMMAND=boot HOST=broker-1 CLUSTER=logs REGION=eu-west-1 BUCKET=files PREFIX=logs/broker-1
      MANIFEST=$RUN/manifest; mkdir -p "$RUN" "$STATE"
      ${script}`,
      ...args,
    );
  }

  /** What the commands that reach beyond files were called with. */
  calls(): string {
    return this.box.run('cat /run/calls').said;
  }

  /** Puts another command in the place of one of the sandbox. */
  command(name: string, script: string): void {
    this.box.sh(
      'printf "#!/bin/bash\\n%s\\n" "$2" >/programs/"$1"; chmod 0755 /programs/"$1"',
      ...[name, script],
    );
  }

  async remove(): Promise<void> {
    await this.box.remove();
  }
}
