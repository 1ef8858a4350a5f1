/** What was done about what the numbers showed; written by hand, kept with the command that writes the rest. */
export const notes = `## What was done about it

- **Parsing.** A whole XML parser, validator before it, made a push 1.6 × the parser floor and slower than the
  fastest peer. \`functions/callback/read/parse-flat.ts\` now reads the one form Weixin writes by itself and leaves any
  other to fast-xml-parser; a property test holds the two to the same fields. What is left above the floor of one
  regular expression is the signature's age, form, repeated names, UTF-8, the AppID, padding and the event itself.
- **Cold start.** The SDK's credential providers for developers' machines and other computers were a quarter of
  the bundle and a fifth of the time to load it: \`lib/stack/parts/unused-credential-providers.ts\` keeps them out of every
  function. The secrets are read while the module loads, for which Lambda gives the full processor. What is left above
  the floor, and more than the goal allows, are those two calls, which the floor does not make, Powertools, fast-xml-parser
  and the client of Secrets Manager.
- **Workers.** A mark and a profile are two write units of every event; all the rest of a batch is in one transaction,
  twice the record, the account's day, and each product's day and row of the listing. One event alone costs what the plain
  way does, which keeps less; from two on it costs less. Spread over different products two items of each stay, which is
  most of what such an event costs, and the first event of a product puts its ExtInfo on a list, once. Counters stay
  within a kilobyte an item, so a day of many labels costs more items, not larger ones. Not measured: a row of the listing
  keeps 40 days apart, eight bytes a day and type of event. Where a product has three types on each of them the row is
  beyond a kilobyte, which is two units more for each product of a transaction.
- **The bill.** Write units are most of it, and then what API Gateway, Lambda and SQS take for a request. No code of ours
  changes that: a request of each service and two write units of a push that is claimed, sent and confirmed are $2.93 a million, and
  counting takes two units of each event and, of different products, four more of their items. That is $4.23 and $6.88,
  the lowest these guarantees allow with these services. The goals of $5 and $7.5 leave 77 and 62 cents for what is paid by the byte and the
  millisecond, which is some 90 cents: the callback’s time (37 ms of 512 MB, 20 of them waiting for three calls), logs and storage, a
  quarter to a third of a dollar each. A confirmation costs 63 cents of it: without one a retry of Weixin's could not
  be told from one that has to take over, and the same push would be on its queue twice.
  Not taken: claims kept for less than 45 days (a message can be in its queues for weeks, and a late copy would be sent
  and processed again); the access log in the infrequent-access class (4 cents, and \`aws logs tail\` no longer reads it);
  Lambda's own lines left out (13 cents; REPORT is what tells a cold start, a time-out and the memory used); 256 MB for the callback
  (7 cents for a slower cold start); a function URL in place of API Gateway (a dollar, and both goals would be met: it has no
  throttle, no name of the merchant's own and no access log, and a flood would reach the function).
  The limit met first is DynamoDB's, not ours: a new table takes 4,000 writes a second, and grows or is warmed from there.
- **Idle.** Metrics nobody is woken up by are fields of log lines now, and alarms look at what AWS counts for free. What is
  left are the secrets, the alarms, and the queues that Lambda polls though they are empty.
- **The local run.** A push is 4.7 calls of its engines. Clients and SQS alone take 4 ms of processor time for them, the
  local run 13 to 16: on a machine of two processors that others use as well it gives a quarter to not quite half of the calls
  the engines alone give. Where threads spent it, of 16 ms: 5.7 in the callback’s instances, 4.7 in the thread of API, gate, SQS and
  pusher, 3.2 in V8’s own threads, which compile and collect for each instance, 2.1 in the worker. The gate read every body by way of a Blob and
  made a signal for each call: without both a call through it takes 106 µs more than one past it, not 223. Handing over
  head and body in one piece gained nothing, for Node.js gathers both in one system call. What is left is mostly what the
  run is for: the deployed bundles in instances of their own, each with its own compiled code, behind the roles’ permissions.`;
