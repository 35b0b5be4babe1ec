import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Row } from '../page';
import { CHOSEN_TOPICS, linesOf } from '../queries';

const OF_TOPICS = { labels: CHOSEN_TOPICS, by: ['topic'] } as const;

/** What comes in and goes out, topic by topic. */
export const TOPICS: Page = {
  name: 'topics',
  title: 'topics',
  choices: ['topic'],
  rows: (facts) => [traffic(facts), failures(facts)],
};

const traffic = (facts: DashboardFacts): Row => ({
  title: 'What comes in and goes out',
  panels: [
    linesOf(facts, 'kafka_server_brokertopicmetrics_bytesin_total', {
      title: 'Written',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_bytesout_total', {
      title: 'Read',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_messagesin_total', {
      title: 'Records',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_totalproducerequests_total', {
      title: 'Writes',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_totalfetchrequests_total', {
      title: 'Reads and copies',
      ...OF_TOPICS,
    }),
  ],
});

const failures = (facts: DashboardFacts): Row => ({
  title: 'What goes wrong',
  panels: [
    linesOf(facts, 'kafka_server_brokertopicmetrics_failedproducerequests_total', {
      title: 'Writes that failed',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_failedfetchrequests_total', {
      title: 'Reads that failed',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_bytesrejected_total', {
      title: 'Too large',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_producemessageconversions_total', {
      title: 'Brought to another form',
      ...OF_TOPICS,
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_invalidmessagecrcrecords_total', {
      title: 'Damaged on their way',
    }),
    linesOf(facts, 'kafka_server_brokertopicmetrics_invalidoffsetorsequencerecords_total', {
      title: 'Out of sequence',
    }),
  ],
});
