// Small comforts; every page works without them.

// A page that came back with errors: screen readers and keyboards begin there.
document.getElementById('errors')?.focus();

const wire = root => {
  // A form is sent once, however often the button is pressed.
  for (const form of root.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', event => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'yes';
    });
  }

  // A question that only some answers raise appears with the answer. Without script it appears when the page comes back.
  for (const part of root.querySelectorAll('[data-depends-on]')) {
    const form = part.closest('form');
    const answers = JSON.parse(part.dataset.shownFor);
    const update = () => { part.hidden = !answers.includes(new FormData(form).get(part.dataset.dependsOn) ?? ''); };
    form?.addEventListener('change', update);
    if (form) update();
  }
};
wire(document);
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

// A part that waits for work in the background is fetched again until it waits no more. Without script there is a link to reload.
// What somebody has the focus in stays as it is.
const refresh = async part => {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  const next = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id);
  if (!next || part.contains(document.activeElement)) return part;
  if (next.dataset.state === part.dataset.state && next.dataset.refresh) return part;
  document.getElementById(part.dataset.refresh).textContent = next.dataset.state;
  part.replaceWith(next);
  wire(next);
  return next;
};
for (let part of document.querySelectorAll('[data-refresh]')) {
  let tries = 0;
  const again = async () => {
    if (!document.hidden) part = await refresh(part).catch(() => part);
    if (part.dataset.refresh && ++tries < 40) setTimeout(again, 1500 + 250 * tries);
  };
  setTimeout(again, 1500);
}
