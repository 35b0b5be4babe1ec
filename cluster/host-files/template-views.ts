import type { LogLevel } from '../processes/log-levels';
import type { ExporterRule } from '../metrics/exporter-rules';
import type { UnitFacts } from '../processes/process-kind';
import type { ProcessName } from '../processes/processes';
import type { SiteFlag } from '../site-differences';
import type { PrintedSection } from '../settings/setting-lines';

/** What each template of templates/ is given, by the template's name without `.hbs`. */
export type TemplateViews = OwnViews &
  Readonly<
    Record<`${ProcessName}-jvm.args`, About & JvmView> &
      Record<`${ProcessName}-log4j.properties`, About & Log4jView> &
      Record<`${ProcessName}.service`, About & ServiceView>
  >;

interface OwnViews {
  readonly 'server.properties': About & { readonly sections: readonly PrintedSection[] };
  readonly 'zoo.cfg': About & { readonly sections: readonly PrintedSection[] };
  readonly 'client-authorities.pem': About & { readonly authorities: readonly string[] };
  readonly myid: { readonly id: number };
  readonly 'jmx-exporter.yml': About & ExporterView;
  readonly 'logrotate.conf': About & LogrotateView;
  readonly 'logrotate.service': About & LogrotateServiceView;
  readonly 'logrotate.timer': About & { readonly minutes: number };
  readonly 'metrics.socket': About & { readonly port: number };
  readonly 'metrics.service': About & MetricsDoorView;
  readonly 'certificate-expiry.service': About & {
    readonly command: readonly string[];
    readonly writes: readonly string[];
  };
  readonly 'certificate-expiry.timer': About & { readonly minutes: number };
  readonly 'node-exporter.service': About & {
    readonly program: string;
    /** Those that it reads files from. */
    readonly folders: readonly string[];
    readonly command: readonly string[];
  };
  readonly 'broker-logs.service': About & { readonly command: readonly string[] };
  readonly 'broker-logs.timer': About & { readonly minutes: number };
  readonly 'class-archives.service': About & { readonly command: readonly string[] };
  readonly 'class-archives.timer': About & {
    readonly firstSeconds: number;
    readonly minutes: number;
  };
  readonly 'sysctl.conf': About & { readonly broker: boolean };
  readonly 'host/first-boot': FirstBootView;
  readonly 'shipper/install.sh': About & ShipperInstallView;
  readonly 'shipper/logrotate.conf': About & {
    readonly rotated: readonly {
      readonly pattern: string;
      readonly sizeMiB: number;
      readonly reopen: string;
    }[];
  };
  readonly 'shipper/ship.service': About & ShipperServiceView;
  readonly 'shipper/prune.service': About & { readonly commands: readonly (readonly string[])[] };
  readonly 'shipper/prune.timer': About;
  readonly 'shipper/deb/preinst': About & ShipperScriptView;
  readonly 'shipper/deb/postinst': About & ShipperScriptView;
  readonly 'shipper/deb/prerm': About & ShipperScriptView;
  readonly 'shipper/deb/postrm': About & ShipperScriptView;
}

export type TemplateName = keyof TemplateViews;

/** What the header says that the file is: a noun phrase that begins a sentence. */
interface About {
  readonly about: string;
}

interface JvmView {
  readonly classPath: string;
  readonly heapMiB: number;
  readonly gcLog: string;
  readonly crashLog: string;
  readonly temporary: string;
  readonly log4j: string;
  /** Whether the spec leaves it with this package's garbage collector. */
  readonly usesG1: boolean;
  /** Whether it is a client of ZooKeeper. */
  readonly asksZookeeper: boolean;
  /** Whether Kafka's own code reads the key that it shows, from a file of PEM. */
  readonly readsPem: boolean;
  /** What the site adds. */
  readonly siteFlags: readonly SiteFlag[];
  /** What the spec adds. */
  readonly flags: readonly string[];
  /** The agent of metrics; empty where there is none. */
  readonly exporter: string;
}

interface Log4jView {
  readonly fileMiB: number;
  readonly closedFiles: number;
  readonly rotateMinutes: number;
  readonly files: readonly { readonly name: string; readonly file: string }[];
  readonly sessionLog: string;
  readonly rootLevel: LogLevel;
  readonly rootFile: string;
  readonly loggers: readonly {
    readonly name: string;
    readonly level: LogLevel;
    /** Empty where its lines go where the root's go. */
    readonly file: string;
    /** Empty where no appender of the template's own gets them, too. */
    readonly alsoTo: string;
    /** Empty where there is nothing to say. */
    readonly why: string;
  }[];
}

interface ServiceView extends Required<Omit<UnitFacts, 'description' | 'startsAfter'>> {
  readonly user: string;
  readonly command: readonly string[];
  /** Empty where nothing follows its end. */
  readonly afterEnd: readonly string[];
  /** `NAME=value`. */
  readonly environment: readonly string[];
  /** Units of the host that come up first. */
  readonly startsAfter: readonly string[];
  readonly whyOrder: string;
  /** Folders below /var/lib that systemd makes for the user, relative to it. */
  readonly stateDirectories: readonly string[];
  /** The same below /run, empty at each start. */
  readonly runtimeDirectories: readonly string[];
  /** The same below /var/log. */
  readonly logsDirectories: readonly string[];
  /** Folders whose disks must be mounted before the start. */
  readonly dataFolders: readonly string[];
  /** The file of its certificate; empty where it shows none. */
  readonly identity: string;
}

interface ExporterView {
  /** Names of MBeans, with stars. */
  readonly read: readonly string[];
  readonly excluded: readonly string[];
  /** A regular expression on what no rule takes. */
  readonly unread: string;
  readonly rules: readonly ExporterRule[];
}

interface LogrotateView {
  /** Patterns of the files that log4j has closed. */
  readonly closedLogs: readonly string[];
  readonly archive: string;
  readonly archiveMiB: number;
  readonly archiveMinutes: number;
}

interface LogrotateServiceView {
  readonly user: string;
  readonly command: readonly string[];
  /** The only folder that it may write to. */
  readonly logs: string;
}

/** What its package of Debian and install.sh are told both. */
export interface ShipperPlacesView {
  /** Of systemd, with blanks between them. */
  readonly unitNames: string;
  readonly secured: boolean;
  /** Where install.sh puts units. */
  readonly units: string;
  /** Where an operator puts what no spec says. */
  readonly folder: string;
  readonly state: string;
  readonly stateLink: string;
}

/** What the scripts of its package of Debian are given. */
interface ShipperScriptView extends ShipperPlacesView {
  readonly package: string;
}

interface ShipperInstallView extends ShipperPlacesView {
  /** Whether nothing can be there from before. */
  readonly firstBoot: boolean;
  /** Whose logs, as the unit says it. */
  readonly hosts: string;
  /** Where a package of Debian has its units. */
  readonly packageUnits: string;
  readonly programs: string;
  readonly program: string;
  readonly config: string;
  /** Whose password is needed; empty where nobody logs in. */
  readonly client: string;
  /** The command that gives the authorities to trust. */
  readonly trustedBy: string;
  readonly files: readonly {
    readonly name: string;
    readonly path: string;
    readonly mode: string;
  }[];
}

interface ShipperServiceView {
  readonly command: readonly string[];
  readonly secured: boolean;
  /** The file with the password. */
  readonly password: string;
  readonly memoryMiB: number;
  readonly cpuPercent: number;
}

interface MetricsDoorView {
  readonly user: string;
  readonly command: readonly string[];
  /** The file without which nobody is let in. */
  readonly identity: string;
  /** Folders that it is kept from. */
  readonly hidden: readonly string[];
}

interface FirstBootView {
  readonly hostName: string;
  readonly region: string;
  readonly bucket: string;
  /** What the keys of the host's files begin with. */
  readonly keyPrefix: string;
  /** Of the manifest that the host may take, in hex. */
  readonly manifestSha256: string;
  readonly disks: readonly {
    readonly name: string;
    /** `inside` for a disk inside the host. */
    readonly volumeId: string;
    readonly mountPoint: string;
  }[];
  /** Lines of `NAME='value'` for all that fetches something; none where it goes straight. */
  readonly environment: readonly string[];
  /** Mirrors for apt; none where the image's own sources serve. */
  readonly mirrors: readonly { readonly url: string; readonly suite: string }[];
}
