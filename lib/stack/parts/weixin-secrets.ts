import { Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type SecretKind, weixinSecrets } from '../../secrets/secret-values.ts';
import { grant } from './grant.ts';

/**
 * The two secrets shared with Weixin, generated here so that nobody types them: they are read once and
 * pasted into the Official Accounts Platform. The previous value is the secret's AWSPREVIOUS version.
 */
export class WeixinSecrets extends Construct {
  readonly token: Secret;
  readonly encodingAesKey: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.token = this.#generated('Token', 'token');
    this.encodingAesKey = this.#generated('EncodingAesKey', 'key');
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Weixin has no API to change these values: a person pastes the new one into the Official Accounts ' +
        'Platform. A rotation on a schedule would lock Weixin out; `npm run rotate` does it with that person.',
    });
  }

  grantRead(reader: IGrantable): void {
    grant(reader, ['secretsmanager:GetSecretValue'], [this.token.secretArn, this.encodingAesKey.secretArn]);
  }

  #generated(id: string, kind: SecretKind): Secret {
    const { weixinName, length } = weixinSecrets[kind];
    return new Secret(this, id, {
      description: `${weixinName} of the Weixin callback`,
      generateSecretString: { passwordLength: length, excludePunctuation: true },
    });
  }
}
