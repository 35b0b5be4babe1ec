import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Who is told, by the route in docs/alerts.md. */
export type Receiver = 'pager' | 'tickets';

/** An alert as somebody was told of it. */
export interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
interface Notification {
  readonly receiver: Receiver;
  readonly alerts: readonly ToldAlert[];
}

/** The people whom Alertmanager tells: it calls them as it calls any webhook. */
export class AlertReceiver {
  readonly #last = new Map<string, { readonly receiver: Receiver; readonly alert: ToldAlert }>();
  readonly #ever = new Set<string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<AlertReceiver> {
    const server = createServer();
    const receiver = new AlertReceiver(server);
    server.on('request', (request, response) => {
      void json(request).then((body) => {
        receiver.#hear(body as Notification);
        response.end();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** What somebody was told of, and not yet that it is over. */
  firing(receiver?: Receiver): readonly ToldAlert[] {
    return [...this.#last.values()]
      .filter((each) => receiver === undefined || each.receiver === receiver)
      .map(({ alert }) => alert)
      .filter(({ status }) => status === 'firing');
  }

  /** The names of all alerts that somebody was told of since the start. */
  ever(receiver: Receiver): readonly string[] {
    return [...this.#ever]
      .filter((each) => each.startsWith(`${receiver} `))
      .map((each) => each.slice(receiver.length + 1))
      .sort();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #hear({ receiver, alerts }: Notification): void {
    for (const alert of alerts) {
      this.#last.set(JSON.stringify(Object.entries(alert.labels).sort()), { receiver, alert });
      this.#ever.add(`${receiver} ${alert.labels.alertname}`);
    }
  }
}
