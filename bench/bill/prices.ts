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
}

const million = 1_000_000;
const seen = { source: 'AWS price list, us-east-1', date: '2026' };

/** What AWS takes in us-east-1, above every free tier. Regions are added only with a source for each price. */
export const prices = {
  apiRequest: { dollars: 1, per: million, unit: 'HTTP API requests of up to 512 KB', ...seen },
  lambdaRequest: { dollars: 0.2, per: million, unit: 'Lambda requests', ...seen },
  lambdaGigabyteSecond: { dollars: 0.0000133334, per: 1, unit: 'GB-s of Lambda, arm64', ...seen },
  writeUnit: { dollars: 0.625, per: million, unit: 'DynamoDB write units, on demand', ...seen },
  readUnit: { dollars: 0.125, per: million, unit: 'DynamoDB read units, on demand', ...seen },
  storedGigabyteMonth: {
    dollars: 0.25,
    per: 1,
    unit: 'GB-months in DynamoDB',
    source: 'aws.amazon.com/dynamodb/pricing, us-east-1',
    date: '2025',
  },
  queueRequest: { dollars: 0.4, per: million, unit: 'SQS requests of up to 64 KB', ...seen },
  loggedGigabyte: {
    dollars: 0.5,
    per: 1,
    unit: 'GB of logs taken in by CloudWatch',
    source: 'factualminds.com, Amazon CloudWatch pricing',
    date: '2026-06',
  },
  metricMonth: {
    dollars: 0.3,
    per: 1,
    unit: 'custom metrics a month',
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
  alarmMonth: { dollars: 0.1, per: 1, unit: 'alarms a month', ...seen },
  dashboardMonth: { dollars: 3, per: 1, unit: 'dashboards a month', ...seen },
} as const satisfies Record<string, Price>;

export type Priced = keyof typeof prices;

/** Dollars for an amount of what is priced. */
export function cost(what: Priced, amount: number): number {
  return (prices[what].dollars * amount) / prices[what].per;
}
