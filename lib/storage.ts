import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { eventsTable } from '../functions/model/events-table.ts';
import { insightsTable } from '../functions/model/insights-table.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

const keptForGood = {
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.AWS_MANAGED,
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** The two tables: Events passes (claims, markers, outbox), Insights stays (what is read). */
export class Storage extends Construct {
  readonly events: Table;
  readonly insights: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.events = new Table(this, 'Events', {
      ...keptForGood,
      partitionKey: text(eventsTable.partitionKey),
      sortKey: text(eventsTable.sortKey),
      timeToLiveAttribute: eventsTable.timeToLive,
    });
    this.events.addGlobalSecondaryIndex({
      indexName: eventsTable.outboxIndex.name,
      partitionKey: text(eventsTable.outboxIndex.partitionKey),
      sortKey: text(eventsTable.outboxIndex.sortKey),
      projectionType: ProjectionType.ALL,
    });
    this.insights = new Table(this, 'Insights', {
      ...keptForGood,
      partitionKey: text(insightsTable.partitionKey),
      sortKey: text(insightsTable.sortKey),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
  }

  get outboxIndexArn(): string {
    return `${this.events.tableArn}/index/${eventsTable.outboxIndex.name}`;
  }
}
