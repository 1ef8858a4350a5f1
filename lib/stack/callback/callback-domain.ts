import { DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** The merchant's own name for the callback. Its DNS record, which points here, is the merchant's to make. */
export class CallbackDomain extends DomainName {
  constructor(scope: Construct, id: string, domain: NonNullable<Settings['domain']>) {
    super(scope, id, {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(scope, `${id}Certificate`, domain.certificateArn),
    });
  }

  /** What a CNAME or alias record of the domain has to point to. */
  get dnsTarget(): string {
    return this.regionalDomainName;
  }
}
