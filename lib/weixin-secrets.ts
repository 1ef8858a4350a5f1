import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { grant } from './grant.ts';

/**
 * The two secrets shared with Weixin, generated here so that nobody types them: they are read once and
 * pasted into the Official Accounts Platform. The previous value is the secret's AWSPREVIOUS version.
 */
export class WeixinSecrets extends Construct {
  /** 3 to 32 letters and digits, by Weixin's rule. */
  readonly token: Secret;
  /** Exactly 43 letters and digits, by Weixin's rule. */
  readonly encodingAesKey: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.token = this.#generated('Token', 'Token of the Weixin callback', 32);
    this.encodingAesKey = this.#generated('EncodingAesKey', 'EncodingAESKey of the Weixin callback', 43);
  }

  grantRead(reader: IGrantable): void {
    grant(reader, ['secretsmanager:GetSecretValue'], [this.token.secretArn, this.encodingAesKey.secretArn]);
  }

  #generated(id: string, description: string, passwordLength: number): Secret {
    const generateSecretString = { passwordLength, excludePunctuation: true };
    return new Secret(this, id, { description, generateSecretString });
  }
}
