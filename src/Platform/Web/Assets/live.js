// Pages that show what others change too: told over a socket (graphql-transport-ws) that something changed, their parts are fetched again.
// Without script or socket the page is as it was loaded. What somebody has begun to fill in, or has the focus in, stays; a note then offers to reload.
const lives = [...document.querySelectorAll('[data-live]')].map(element => ({ element, last: 0 }));

document.addEventListener('input', event => event.target.closest('form')?.setAttribute('data-touched', ''));

// Hidden tokens differ each time and say nothing.
const shown = part => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('[name=_token]').forEach(field => field.remove());
  return copy.innerHTML;
};

const isInUse = part => part.contains(document.activeElement) || part.querySelector('[data-touched]');

const swap = (part, next) => {
  part.replaceWith(next);
  document.dispatchEvent(new CustomEvent('verwaltung:part', { detail: next }));
};

const refresh = async ({ element }) => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const changed = element.dataset.liveParts.split(' ')
    .map(id => [document.getElementById(id), page.getElementById(id)])
    .filter(([part, next]) => part && next && shown(part) !== shown(next));
  const free = changed.filter(([part]) => !isInUse(part));
  free.forEach(([part, next]) => swap(part, next));
  if (free.length) document.getElementById(element.dataset.liveSaid).textContent = page.getElementById(element.id).dataset.liveText;
  if (free.length < changed.length) document.getElementById(element.dataset.liveNote)?.removeAttribute('hidden');
};

// At most once a second, and not while nobody looks.
const soon = live => {
  live.isStale = true;
  if (document.hidden || live.timer) return;
  live.timer = setTimeout(async () => {
    [live.isStale, live.last] = [false, Date.now()];
    await refresh(live).catch(() => {});
    live.timer = undefined;
    if (live.isStale) soon(live);
  }, Math.max(100, live.last + 1000 - Date.now()));
};
document.addEventListener('visibilitychange', () => lives.filter(live => live.isStale).forEach(soon));

const open = (attempt, isAgain) => {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/graphql', 'graphql-transport-ws');
  const send = message => socket.send(JSON.stringify(message));
  const answer = {
    ping: () => send({ type: 'pong' }),
    connection_ack: () => {
      attempt = 0;
      lives.forEach(({ element: { dataset } }, i) => send({
        id: `${i}`, type: 'subscribe',
        payload: { query: dataset.live, operationName: dataset.liveOperation, variables: JSON.parse(dataset.liveVariables) },
      }));
      if (isAgain) lives.forEach(soon);
    },
    next: ({ id, payload }) => {
      // What the page shows already needs no second look.
      if (JSON.stringify(payload.data) !== lives[id].element.dataset.liveState) soon(lives[id]);
    },
  };
  socket.onopen = () => send({ type: 'connection_init' });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    answer[message.type]?.(message);
  };
  socket.onclose = ({ code }) => {
    if (code < 4400) setTimeout(() => open(attempt + 1, true), Math.min(30000, 1000 * 2 ** attempt) * (0.5 + Math.random()));
  };
};
if (lives.length) open(0, false);
