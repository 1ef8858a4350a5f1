import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Language } from '../../wording/language.ts';
import { type AlarmDeclaration, alarmName } from './alarm.ts';
import { AlarmTopic } from './alarm-topic.ts';

export interface AlarmsProps {
  readonly declarations: readonly AlarmDeclaration[];
  /** Who is written to when one goes off. @default nobody: subscribe to the topic by hand */
  readonly email: string | undefined;
  /** What the mails are written in. */
  readonly language: Language;
}

/** The alarms of the receiver, each with its action and the way into the runbook. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = new AlarmTopic(this, 'Topic', { email: props.email }).topic;
    const action = new SnsAction(this.topic);
    this.alarms = props.declarations.map((declaration) => {
      const alarm = this.#alarm(declaration, props.language);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }

  #alarm(declaration: AlarmDeclaration, language: Language): Alarm {
    const name = alarmName(declaration);
    const periods = declaration.periods ?? 1;
    return new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${declaration.meaning[language]} ${declaration.action[language]} docs/runbook.md#${declaration.kind}`,
      metric: declaration.metric,
      threshold: declaration.threshold,
      comparisonOperator: declaration.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: declaration.badPeriods ?? periods,
      treatMissingData:
        declaration.silence === 'bad' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
