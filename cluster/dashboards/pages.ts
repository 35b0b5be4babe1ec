import { BROKERS } from './pages/brokers';
import { CLIENTS } from './pages/clients';
import { HOSTS } from './pages/hosts';
import { OVERVIEW } from './pages/overview';
import { SHIPPERS } from './pages/shippers';
import { TOPICS } from './pages/topics';
import { ZOOKEEPER } from './pages/zookeeper';
import type { Page } from './page';

/** All dashboards of a cluster, the first one to look at first. One without rows is of what the cluster does not have. */
export const PAGES: readonly Page[] = [
  OVERVIEW,
  BROKERS,
  TOPICS,
  CLIENTS,
  SHIPPERS,
  ZOOKEEPER,
  HOSTS,
];
