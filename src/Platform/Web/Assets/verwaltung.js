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

  // A question that only some answers raise appears with the answer. Without script it is there from the start.
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
document.addEventListener('verwaltung:part', event => wire(event.detail));
