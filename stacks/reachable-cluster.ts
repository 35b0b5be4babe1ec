import { Construct } from 'constructs';
import { bootstrapServers, zookeeperConnect, type Topology } from '../cluster/topology';
import type { CallerId } from './callers';
import type { Peer } from './peer';

/** A cluster that clients reach: where its brokers are, and who is let in to them. */
export abstract class ReachableCluster extends Construct {
  /** The hosts, their roles, names and ports. */
  abstract readonly topology: Topology;

  /** `host:port,…` for clients. */
  get bootstrapServers(): string {
    return bootstrapServers(this.topology);
  }

  /** `host:port,…` for clients that know the brokers by other names; undefined without EXTERNAL. */
  get externalBootstrapServers(): string | undefined {
    return bootstrapServers(this.topology, 'external') || undefined;
  }

  /** `host:port,…` for clients that show certificates; undefined where the spec trusts none of their authorities. */
  get certificateBootstrapServers(): string | undefined {
    return bootstrapServers(this.topology, 'certificate') || undefined;
  }

  /** `host:port,…/chroot`: only for tools that must; clients of Kafka don't talk to ZooKeeper. */
  get zookeeperConnect(): string {
    return zookeeperConnect(this.topology);
  }

  /**
   * Lets producers and consumers in, to the brokers' CLIENT listener.
   *
   * @param name who they are: names the rule, unique among the clients of this stack
   * @throws SpecError with all that is wrong with who they are
   */
  allowClientsFrom(name: string, peer: Peer): void {
    this.letIn('client', name, peer);
  }

  /**
   * Lets clients in that know the brokers by other names, to the EXTERNAL listener alone.
   *
   * @param name who they are: names the rule, unique among these clients
   * @throws SpecError likewise, and where the spec has no `listeners.external`
   */
  allowExternalClientsFrom(name: string, peer: Peer): void {
    this.letIn('external', name, peer);
  }

  /**
   * Lets clients in that show certificates, to the CERTIFICATE listener alone.
   *
   * @param name who they are: names the rule, unique among these clients
   * @throws SpecError likewise, and where the spec has no `security.clientAuthorities`
   */
  allowCertificateClientsFrom(name: string, peer: Peer): void {
    this.letIn('certificate', name, peer);
  }

  /** Lets Prometheus in, to the brokers' metrics. @throws SpecError likewise */
  allowMetricsFrom(name: string, peer: Peer): void {
    this.letIn('metrics', name, peer);
  }

  protected abstract letIn(caller: CallerId, name: string, peer: Peer): void;
}
