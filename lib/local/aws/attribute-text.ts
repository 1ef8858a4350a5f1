/** An attribute as SQS and SNS take it: CloudFormation has numbers, booleans and objects, they text and JSON. */
export function attributeText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
