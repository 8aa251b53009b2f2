// npm graphql-ws and graphql-sse against the server: node client.mjs ws|sse URL REQUEST OPTIONS, a line of JSON for each thing that happens.
import { createClient as overEvents } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [protocol, url, request, options] = process.argv.slice(2);
const { headers, connectionParams, stopAfter } = JSON.parse(options);

class Socket extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { headers });
  }
}

const client = protocol === 'ws'
  ? overSocket({ url: url.replace('http', 'ws'), webSocketImpl: Socket, connectionParams, retryAttempts: 0 })
  : overEvents({ url, headers, retryAttempts: 0 });

let seen = 0;
const tell = (what) => console.log(JSON.stringify(what));
const stop = client.subscribe(JSON.parse(request), {
  next: (result) => {
    tell({ next: result });
    if (++seen === stopAfter) stop();
  },
  error: (fault) => {
    tell({ error: Array.isArray(fault) ? fault : fault.code ?? fault.message });
    client.dispose?.();
  },
  complete: () => {
    tell({ complete: true });
    client.dispose?.();
  },
});
