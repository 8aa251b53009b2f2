// The audits of npm graphql-http against the server at the given address: a line of JSON for each.
import { serverAudits } from 'graphql-http';

for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const { status, id, name, reason } = await audit.fn();
  console.log(JSON.stringify({ id, name, status, reason: reason ?? '' }));
}
