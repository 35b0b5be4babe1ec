import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';
import files from './on-one-cluster.json';
import { shareLiveCluster } from './support/live-cluster';

// A cluster costs more than what most suites ask of it. Each of these runs by its name, too, on one of its own.
// The last one is that of folders of replicas: it ends with a broker stopped, whose disk goes.
shareLiveCluster();
describe.each(files)('%s', (file) => void jest.requireActual(join(packageFolder(), file)));
