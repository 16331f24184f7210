// What keeps people from reading a page, as a list of sentences: the checks of axe-core that apply to
// pages like these, of WCAG 2.2 A and AA. The last statement is the answer, as WebDriver wants it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const shown = (node) => node.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
const faults = [];
const fault = (what, node) => faults.push(`${what}: ${node.outerHTML.slice(0, 120)}`);
const byId = (id) => document.getElementById(id);

const nameOf = (node) => {
  const labels = (node.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  return [
    labels.map((id) => byId(id)?.textContent ?? '').join(' '), node.getAttribute('aria-label'),
    [...(node.labels ?? [])].map((label) => label.textContent).join(' '),
    node.matches('input,select,section,nav,[role=region]') ? '' : node.textContent,
  ].map((text) => (text || '').trim()).find(Boolean) ?? '';
};

// The document.
if (!document.documentElement.lang) fault('no language', document.head);
if (!document.title.trim()) fault('no title', document.head);
if (all('main').length !== 1 || all('h1').length !== 1) fault('not one main and one h1', document.head);
if (/user-scalable\s*=\s*no|maximum-scale/.test(all('meta[name=viewport]')[0]?.content ?? 'user-scalable=no')) {
  fault('cannot be enlarged', document.head);
}
const ids = all('[id]').map((node) => node.id);
all('[id]').filter((node) => ids.indexOf(node.id) !== ids.lastIndexOf(node.id))
  .forEach((node) => fault('an id twice', node));
let level = 0;
for (const heading of all('h1,h2,h3,h4,h5,h6').filter(shown)) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) fault(`a heading of level ${own} after one of ${level}`, heading);
  if (!heading.textContent.trim()) fault('an empty heading', heading);
  level = own;
}

// Names.
for (const node of all('a[href],button,input,select,summary,[role=img]').filter(shown)) {
  if (!nameOf(node)) fault('no name', node);
}
for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
  for (const node of all(`[${attribute}]`)) {
    if (node.getAttribute(attribute).split(/\s+/).some((id) => !byId(id))) fault(`a dead ${attribute}`, node);
  }
}
for (const link of all('a[href^="#"]')) {
  const id = decodeURIComponent(link.getAttribute('href').slice(1));
  if (id && !byId(id)) fault('leads nowhere', link);
}

// Landmarks, and what is in none.
const landmarks = all('nav,section[aria-labelledby],section[aria-label],[role=region],form[role=search]').filter(shown);
const known = new Map();
for (const node of landmarks) {
  const role = node.getAttribute('role') ?? {NAV: 'navigation', SECTION: 'region'}[node.tagName];
  const key = `${role} ${nameOf(node)}`;
  if (known.has(key)) fault('two landmarks with one name', node);
  known.set(key, node);
}
for (const node of [...document.body.children]) {
  const fits = node.matches('header,main,footer,script,.skip,svg');
  if (!fits && shown(node)) fault('in no landmark', node);
}

// Structure.
for (const list of all('ul,ol')) {
  for (const child of list.children) if (!child.matches('li,script,template')) fault('no li in a list', child);
}
for (const list of all('dl')) {
  for (const child of list.children) if (!child.matches('dt,dd,div,script')) fault('no dt or dd in a dl', child);
}
all('table th:not([scope])').forEach((cell) => fault('a header of nothing', cell));
all('table').filter((table) => !table.querySelector('th')).forEach((table) => fault('no header', table));
all('a a,a button,button a,summary a,summary button').forEach((node) => fault('one control in another', node));
for (const hidden of all('[aria-hidden=true]')) {
  if (hidden.matches('a,button,input,[tabindex]') || hidden.querySelector('a,button,input,[tabindex]')) {
    fault('hidden and focusable', hidden);
  }
}
all('[tabindex]').filter((node) => node.tabIndex > 0).forEach((node) => fault('out of the order', node));

// What scrolls can be scrolled with the keyboard.
for (const node of all('body *').filter(shown)) {
  const {overflowX, overflowY} = getComputedStyle(node);
  const scrolls = (/auto|scroll/.test(overflowX) && node.scrollWidth > node.clientWidth + 1) ||
      (/auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight + 1);
  if (scrolls && node.tabIndex < 0 && !node.querySelector('a[href],button,input,[tabindex="0"]')) {
    fault('cannot be scrolled with the keyboard', node);
  }
}

// Contrast: of text with what is behind it.
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const colours = new Map();
const colour = (text) => {
  if (!colours.has(text)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    colours.set(text, [red, green, blue, alpha / 255]);
  }
  return colours.get(text);
};
const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
const behind = (node) => {
  const own = colour(getComputedStyle(node).backgroundColor);
  if (own[3] === 1) return own;
  return over(own, node.parentElement ? behind(node.parentElement) : [255, 255, 255]);
};
const light = (parts) => {
  const [r, g, b] = parts.map((part) => part / 255).map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
  return .2126 * r + .7152 * g + .0722 * b;
};
for (const node of all('body *')) {
  const speaks = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (!speaks || !shown(node) || node.closest('svg,script,noscript,.hidden,.skip')) continue;
  const {color, fontSize, fontWeight} = getComputedStyle(node);
  const under = behind(node);
  const [one, other] = [light(over(colour(color), under)), light(under)].sort((a, b) => b - a);
  const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);
  const ratio = (one + .05) / (other + .05);
  if (ratio < (large ? 3 : 4.5)) fault(`contrast ${ratio.toFixed(2)}`, node);
}
return faults;
