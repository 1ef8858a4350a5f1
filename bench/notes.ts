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
- **The bill.** Write units are most of it. Above the rate where the table says so, the limit met first is the
  number of workers the stack allows, \`batching.concurrency\` in \`functions/model/event-types.ts\`: events then
  wait on their queue, and none is lost.`;
