/** A price or a rule of billing, and where and when it was read. */
export interface Price {
  /** Dollars. */
  readonly dollars: number;
  /** Of what: the dollars are for so many of these. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  /** Year and month in which the source said so. */
  readonly date: string;
  /**
   * So much a month is free for an account, for good. Sources: aws.amazon.com/cloudwatch/pricing, free tier (10 metrics,
   * 10 alarm metrics, 3 dashboards of 50 metrics in all, 5 GB of logs); costpulse.cloud, AWS Free Tier (always free:
   * a million requests each of Lambda and SQS, 400,000 GB-s); both 2026.
   */
  readonly free?: number;
}

const million = 1_000_000;
const seen = { source: 'AWS price list, us-east-1', date: '2026' };

/** What AWS takes in us-east-1, above every free tier. Regions are added only with a source for each price. */
export const prices = {
  apiRequest: { dollars: 1, per: million, unit: 'HTTP API requests of up to 512 KB', ...seen },
  lambdaRequest: { dollars: 0.2, per: million, unit: 'Lambda requests', free: million, ...seen },
  lambdaGigabyteSecond: {
    dollars: 0.0000133334,
    per: 1,
    unit: 'GB-s of Lambda, arm64',
    free: 400_000,
    ...seen,
  },
  writeUnit: { dollars: 0.625, per: million, unit: 'DynamoDB write units, on demand', ...seen },
  readUnit: { dollars: 0.125, per: million, unit: 'DynamoDB read units, on demand', ...seen },
  storedGigabyteMonth: {
    dollars: 0.25,
    per: 1,
    unit: 'GB-months in DynamoDB',
    source: 'aws.amazon.com/dynamodb/pricing, us-east-1',
    date: '2025',
  },
  queueRequest: { dollars: 0.4, per: million, unit: 'SQS requests of up to 64 KB', free: million, ...seen },
  topicRequest: {
    dollars: 0.5,
    per: million,
    unit: 'SNS requests of up to 64 KB, a batch being one',
    source: 'factualminds.com, Amazon SNS pricing; docs.aws.amazon.com, SNS message batching',
    date: '2026-06',
  },
  loggedGigabyte: {
    dollars: 0.5,
    per: 1,
    unit: 'GB of logs taken in by CloudWatch',
    free: 5,
    source: 'factualminds.com, Amazon CloudWatch pricing',
    date: '2026-06',
  },
  metricMonth: {
    dollars: 0.3,
    per: 1,
    unit: 'custom metrics a month',
    free: 10,
    source: 'signoz.io, CloudWatch pricing',
    date: '2026-02',
  },
  secretMonth: { dollars: 0.4, per: 1, unit: 'secrets a month', ...seen },
  keyMonth: {
    dollars: 1,
    per: 1,
    unit: 'KMS keys a month',
    source: 'aws.amazon.com/kms/pricing',
    date: '2026-03',
  },
  alarmMonth: { dollars: 0.1, per: 1, unit: 'metrics of alarms a month', free: 10, ...seen },
  dashboardMonth: { dollars: 3, per: 1, unit: 'dashboards a month', free: 3, ...seen },
} as const satisfies Record<string, Price>;

export type Priced = keyof typeof prices;

/** A dashboard is free up to so many metrics. */
export const metricsOfFreeDashboard = 50;

/** Dollars for an amount of what is priced. */
export function cost(what: Priced, amount: number): number {
  return (prices[what].dollars * amount) / prices[what].per;
}

/** What of an amount is left to be paid where nothing else in the account is free for the same reason. */
export function aboveFree(what: Priced, amount: number): number {
  const { free = 0 }: Price = prices[what];
  return Math.max(0, amount - free);
}
