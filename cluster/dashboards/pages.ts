import { BROKERS } from './pages/brokers';
import { CLIENTS } from './pages/clients';
import { HOSTS } from './pages/hosts';
import { OVERVIEW } from './pages/overview';
import { TOPICS } from './pages/topics';
import { ZOOKEEPER } from './pages/zookeeper';
import type { Page } from './page';

/** All dashboards of a cluster, the first one to look at first. */
export const PAGES: readonly Page[] = [OVERVIEW, BROKERS, TOPICS, CLIENTS, ZOOKEEPER, HOSTS];
