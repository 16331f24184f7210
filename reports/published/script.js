'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The theme: the reader's system decides until the button does.
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const dark = () => (document.documentElement.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = dark() ? 'Light' : 'Dark'; };
  const stored = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const store = (theme) => { try { localStorage.setItem('theme', theme); } catch { /* a file opened from a disk */ } };
  if (stored()) document.documentElement.dataset.theme = stored();
  button.hidden = false;
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    store(document.documentElement.dataset.theme);
    label();
  });
  system.addEventListener('change', label);
  label();

  // A cell of the matrix leads to its cases, opened at the first.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const cause = target && target.matches('.implementation') && target.querySelector('details:not([hidden])');
    if (!cause) return;
    cause.open = true;
    target.scrollIntoView();
    target.focus({preventScroll: true});
  };
  addEventListener('hashchange', reveal);
  reveal();

  // A command is copied by a button that it only gets here.
  for (const pre of navigator.clipboard ? all('pre.command') : []) {
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'copy';
    copy.textContent = 'Copy';
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(pre.textContent);
      copy.textContent = 'Copied';
    });
    pre.after(copy);
  }

  // What all pages hold, by words; search.js has the index.
  const search = document.getElementById('find');
  if (search && window.wtsconformIndex) {
    const {pages, entries} = window.wtsconformIndex;
    const most = 50;
    const list = document.getElementById('found');
    const link = (address, text) => {
      const a = document.createElement('a');
      a.href = address;
      a.textContent = text;
      return a;
    };
    // A finding is shown once, with a link to each page that has it.
    const show = ({title, to}) => {
      const item = document.createElement('li');
      const several = to.some(([page]) => pages[page][1] && pages[page][1] !== title);
      if (several) item.append(title + ': ');
      to.forEach(([page, anchor], i) => {
        const [file, name] = pages[page];
        item.append(i ? ', ' : '', link(file + (anchor && '#' + anchor), several ? name : title));
      });
      return item;
    };
    const known = entries.map(([title, words, to]) => ({
      title, to, text: [title, words, ...to.map(([page]) => pages[page][1])].join(' ').toLowerCase(),
    }));
    const look = () => {
      const words = search.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = words.length ? known.filter(({text}) => words.every((word) => text.includes(word))) : [];
      list.replaceChildren(...found.slice(0, most).map(show));
      const more = found.length > most ? `, the first ${most} of them here` : '';
      search.elements.count.value = words.length ? `${found.length} found${more}` : '';
    };
    search.hidden = false;
    search.addEventListener('input', look);
    search.addEventListener('submit', (event) => event.preventDefault());
    look();
  }

  const form = document.getElementById('filter');
  if (form) {
    const filter = () => {
      const text = form.elements.text.value.trim().toLowerCase();
      const verdict = form.elements.verdict.value;
      const implementation = form.elements.implementation?.value ?? '';
      // What is searched of a clause stands with its row in the matrix.
      const words = new Map(all('.matrix tr[data-text]').map((row) => [row.dataset.clause, row.dataset.text]));
      const says = (node) => (node.dataset.text ?? words.get(node.dataset.clause) ?? '').includes(text);
      // A cause whose cases are not all named may hold what is looked for.
      const names = (cause) => 'cut' in cause.dataset || cause.closest('section').dataset.clause.toLowerCase().includes(text) || cause.textContent.toLowerCase().includes(text);
      const has = (node) => !verdict || node.dataset.verdicts.split(' ').includes(verdict);
      const ofIt = (node) => !implementation || node.dataset.implementation === implementation;
      for (const node of all('[data-implementation]')) node.hidden = !ofIt(node) || (node.matches('article.implementation') && !has(node));
      for (const cause of all('details.cause')) {
        cause.hidden = Boolean(verdict && cause.dataset.verdict !== verdict) || !names(cause);
      }
      for (const row of all('tr[data-clause]')) {
        row.hidden = !says(row) || !all('td', row).some((cell) => ofIt(cell) && has(cell));
      }
      for (const clause of all('section.clause')) {
        clause.hidden = !says(clause) || !all('article', clause).some((each) => !each.hidden);
      }
      for (const body of all('.matrix tbody')) body.hidden = !all('tr[data-clause]', body).some((row) => !row.hidden);
      const rows = all('.matrix tr[data-clause]');
      const shown = rows.filter((row) => !row.hidden).length;
      form.elements.shown.value = shown === rows.length ? '' : `${shown} of ${rows.length} clauses`;
      document.querySelector('.empty').hidden = shown > 0;
    };
    form.hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
    filter();
  }

  // What is closed on the screen is open on paper.
  addEventListener('beforeprint', () => all('details.cause').forEach((each) => { each.dataset.was = each.open; each.open = true; }));
  addEventListener('afterprint', () => all('details.cause').forEach((each) => { each.open = each.dataset.was === 'true'; }));
})();
