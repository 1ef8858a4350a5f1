/** What was done about what the numbers showed; written by hand, kept with the command that writes the rest. */
export const notes = `## What was done about it

- **Parsing.** A whole XML parser, validator before it, made a push 1.6 × the parser floor and slower than the
  fastest peer. \`functions/callback/parse-flat.ts\` now reads the one form Weixin writes by itself and leaves any
  other to fast-xml-parser; a property test holds the two to the same fields. What is left above the floor of one
  regular expression is the signature's age, form, repeated names, UTF-8, the AppID, padding and the event itself.
- **Cold start.** The SDK's credential providers for developers' machines and other computers were a quarter of
  the bundle and a fifth of the time to load it: \`lib/unused-credential-providers.ts\` keeps them out of every
  function. What is left above the floor is Powertools, fast-xml-parser and the client of Secrets Manager, each of
  which does its work on the first push, so that loading it later would only move its time behind the import.
- **Workers.** A batch of one costs more than one transaction an event, which keeps less; from two on it costs
  less. What is saved are the counters, and only where a batch holds several events of a product: spread over a
  thousand products, two writes of counters an event stay.
- **The bill.** Write units are most of it, and then what API Gateway, Lambda and SQS take for a request. What is left
  above them is bytes: the access log leaves out the time and the method, which the line and the route have already.
  Of a push that is claimed, sent and confirmed, $2.93 a million is a request of each service and two write units, which
  no code of ours changes; a table that shows more than its goal shows that much less room. Not taken: the access log in
  the infrequent-access class (half the price, and \`aws logs tail\` no longer reads it), Lambda's own lines left out (REPORT is
  what tells a cold start), less memory for the callback (a cent for a slower cold start).
  The limit met first is DynamoDB's, not ours: a new table takes 4,000 writes a second, and grows or is warmed from there.
- **Idle.** Metrics nobody is woken up by are fields of log lines now, and alarms look at what AWS counts for free. What is
  left are the secrets, the alarms, and the queues that Lambda polls though they are empty.`;
