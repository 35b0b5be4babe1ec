import { App } from 'cdktf';
import { UserError } from '../cluster/errors';
import { KafkaClusterStack } from './kafka-cluster-stack';
import prodLogging from './prod-logging.spec';

// What cdktf.json names as the app: `cdktf deploy prod-logging` begins here.
try {
  const app = new App();
  new KafkaClusterStack(app, 'prod-logging', prodLogging);
  app.synth();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
