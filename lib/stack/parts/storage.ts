import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { counterNamed } from '../../../functions/model/counters.ts';
import { type EventName, isProductEventName } from '../../../functions/model/event-types.ts';
import { eventsTableSchema } from '../../../functions/model/events-table.ts';
import { insightsTableSchema } from '../../../functions/model/insights-table.ts';
import { sharesPartition } from '../../../functions/model/shares.ts';
import { mailsPartition } from '../../../functions/model/week-mails.ts';
import { grant } from './grant.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

const keptForGood = {
  billingMode: BillingMode.PAY_PER_REQUEST,
  // The key AWS owns: its use is free, where the account's own one has each read and write pay for a call.
  encryption: TableEncryption.DEFAULT,
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

export interface StorageProps {
  /** Write units a second each table is to take at once. @default the 4,000 of a new table */
  readonly warmThroughput: number | undefined;
}

/** The two tables: Events passes (claims, marks, outbox), Insights stays (what is read). */
export class Storage extends Construct {
  readonly events: Table;
  readonly insights: Table;

  constructor(scope: Construct, id: string, { warmThroughput }: StorageProps) {
    super(scope, id);
    const warmed = warmThroughput && { warmThroughput: { writeUnitsPerSecond: warmThroughput } };
    this.events = new Table(this, 'Events', {
      ...keptForGood,
      partitionKey: text(eventsTableSchema.partitionKey),
      sortKey: text(eventsTableSchema.sortKey),
      timeToLiveAttribute: eventsTableSchema.timeToLive,
      ...warmed,
    });
    this.events.addGlobalSecondaryIndex({
      indexName: eventsTableSchema.outboxIndex.name,
      partitionKey: text(eventsTableSchema.outboxIndex.partitionKey),
      sortKey: text(eventsTableSchema.outboxIndex.sortKey),
      projectionType: ProjectionType.ALL,
      // While SQS is down every claim is written to the index too, and one that throttles throttles its table.
      ...warmed,
    });
    Validations.of(this.events).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason:
        'Claims and marks tell retries apart while they can still arrive and expire after that. A restored ' +
        'copy would be older than the statistics and make the workers count events a second time.',
    });
    this.insights = new Table(this, 'Insights', {
      ...keptForGood,
      partitionKey: text(insightsTableSchema.partitionKey),
      sortKey: text(insightsTableSchema.sortKey),
      timeToLiveAttribute: insightsTableSchema.timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...warmed,
    });
  }

  /** For the callback function: claim, look again, confirm or take over. */
  grantClaiming(grantee: IGrantable): void {
    grant(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [this.events.tableArn]);
  }

  /** For the outbox drain: find what waits, lease and confirm it. */
  grantDraining(grantee: IGrantable): void {
    const outboxIndexArn = `${this.events.tableArn}/index/${eventsTableSchema.outboxIndex.name}`;
    grant(grantee, ['dynamodb:Query'], [outboxIndexArn]);
    grant(grantee, ['dynamodb:UpdateItem'], [this.events.tableArn]);
  }

  /** For the worker of who left: find their claims, and what their profile says. */
  grantForgetting(grantee: IGrantable): void {
    grant(grantee, ['dynamodb:Query'], [this.events.tableArn]);
    grant(grantee, ['dynamodb:GetItem'], [this.insights.tableArn]);
  }

  /** For a worker: mark events, settle whose they are, write statistics. */
  grantCounting(grantee: IGrantable, event: EventName): void {
    const { tableArn } = this.events;
    grant(grantee, ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [tableArn]);
    const adds = isProductEventName(event) && counterNamed(event) !== undefined;
    // What is counted of a product is looked at before: its channels, its latest activity.
    grant(
      grantee,
      [...(adds ? ['dynamodb:BatchGetItem'] : []), 'dynamodb:UpdateItem'],
      [this.insights.tableArn],
    );
  }

  /** For who writes the mail on Monday: read statistics, and note which weeks' mails were sent. */
  grantWritingMail(grantee: IGrantable): void {
    grant(grantee, ['dynamodb:BatchGetItem', 'dynamodb:Query'], [this.insights.tableArn]);
    grant(grantee, ['dynamodb:UpdateItem'], [this.insights.tableArn], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [mailsPartition] },
    });
  }

  /** For who reads: statistics, profiles, people's events, what waits in the outbox; and the day a link was used on. */
  grantReading(grantee: IGrantable): void {
    const { events, insights } = this;
    const outboxIndexArn = `${events.tableArn}/index/${eventsTableSchema.outboxIndex.name}`;
    grant(grantee, ['dynamodb:Query'], [insights.tableArn, events.tableArn, outboxIndexArn]);
    grant(grantee, ['dynamodb:GetItem'], [insights.tableArn]);
    grant(grantee, ['dynamodb:BatchGetItem'], [insights.tableArn, events.tableArn]);
    grant(grantee, ['dynamodb:UpdateItem'], [insights.tableArn], {
      // Of all the table holds it writes to the links alone.
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [sharesPartition] },
    });
  }
}
