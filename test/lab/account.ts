import { request } from 'node:http';

/** What the lab sees of the double's account; made by aws-double/account.py. */
export interface Account {
  readonly instances: readonly Instance[];
  readonly volumes: readonly Volume[];
  readonly securityGroupRules: readonly SecurityGroupRule[];
  /** Address records of the private zones. */
  readonly records: readonly { readonly name: string; readonly address: string }[];
}

export interface Instance {
  readonly id: string;
  readonly state: 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';
  readonly instanceType: string;
  readonly imageId: string;
  readonly address: string;
  readonly macAddress: string;
  readonly subnetCidr: string;
  /** Their ids. */
  readonly securityGroups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The data volumes that are attached. */
  readonly volumes: readonly Volume[];
}

/** What a security group lets pass. */
export interface SecurityGroupRule {
  readonly groupId: string;
  readonly direction: 'in' | 'out';
  /** `-1` for all of them, which then have no ports. */
  readonly protocol: 'tcp' | 'udp' | 'icmp' | '-1';
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly peer:
    { readonly cidr: string } | { readonly groupId: string } | { readonly prefixListId: string };
}

export interface Volume {
  readonly id: string;
  readonly sizeGiB: number;
}

/** What a host is, in the double's words; `off`: it powered itself off. */
export type HostWord = 'up' | 'down' | 'gone' | 'off';

/** Reads the account over the double's control socket. */
export async function readAccount(control: string): Promise<Account> {
  return JSON.parse(await ask(control, 'GET', '/account')) as Account;
}

/** Tells the double what became of a host. */
export async function sayHost(control: string, instanceId: string, word: HostWord): Promise<void> {
  await ask(control, 'PUT', `/hosts/${instanceId}`, word);
}

/** How people call an instance: the host that it plays, its Name tag, or its id. */
export function nameOf({ id, tags }: Instance): string {
  return tags['kafka-host'] ?? tags.Name ?? id;
}

function ask(control: string, method: string, path: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body) };
    const asked = request({ socketPath: control, method, path, headers, agent: false }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('error', reject);
      reply.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if ((reply.statusCode ?? 500) < 300) resolve(text);
        else reject(new Error(`the double said ${reply.statusCode} to ${method} ${path}: ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
