/* The page of a diff: draws the size map and lists the things. It loads nothing and sends nothing. */

const data = JSON.parse(document.getElementById('data').textContent);
const KINDS = ['added', 'removed', 'changed', 'moved', 'metadata'];
const MARKS = ['+', '\u2212', '~', '\u2192', '\u00b7'];
const MINUS = '\u2212';
const STEP = 100;
const SVG = 'http://www.w3.org/2000/svg';
const $ = (id) => document.getElementById(id);

function bytes(count) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = Math.abs(count);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const sign = count < 0 ? MINUS : '';
  if (unit === 0) return sign + (value === 1 ? '1 byte' : `${value} bytes`);
  return `${sign}${value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`;
}
const count = (number) => number.toLocaleString('en-US');
const net = (thing) => thing.d - thing.g;
const signed = (number) => (number > 0 ? `+${bytes(number)}` : number === 0 ? '\u00b10' : bytes(number));
const netClass = (number) => (number > 0 ? ' grew' : number < 0 ? ' shrank' : '');
function versions(thing) {
  if (thing.b === thing.a || thing.b === '') return thing.a;
  return thing.a === '' ? thing.b : `${thing.b} \u2192 ${thing.a}`;
}
function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
function shape(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

// ---- the size map -------------------------------------------------------------------------------------------------

const AREAS = {
  size: (thing) => Math.max(thing.d, thing.g),
  net: (thing) => Math.abs(net(thing)),
  download: (thing) => thing.s ?? thing.d,
};
const map = $('map');
let zoomed = null;
let cells = [];

/** Less is what rounding leaves of a side, and no row takes more than is left. */
const THINNEST = 1e-6;

/** Squarified: rows of rectangles as near to squares as they can be. Areas come in, largest first. */
function layOut(items, box) {
  const sum = items.reduce((total, item) => total + item.area, 0);
  const scale = (box.w * box.h) / sum;
  let { x, y, w, h } = box;
  let at = 0;
  while (at < items.length) {
    const side = Math.max(Math.min(w, h), THINNEST);
    let row = 0;
    let end = at;
    let worst = Infinity;
    while (end < items.length) {
      const next = row + items[end].area * scale;
      const large = items[at].area * scale;
      const small = items[end].area * scale;
      const ratio = Math.max((side * side * large) / (next * next), (next * next) / (side * side * small));
      if (ratio > worst) break;
      worst = ratio;
      row = next;
      end++;
    }
    const thick = Math.min(row / side, Math.max(w, h));
    let along = 0;
    for (; at < end; at++) {
      const length = (items[at].area * scale * side) / row;
      items[at].box =
        w < h ? { x: x + along, y, w: length, h: thick } : { x, y: y + along, w: thick, h: length };
      along += length;
    }
    if (w < h) {
      y += thick;
      h = Math.max(h - thick, 0);
    } else {
      x += thick;
      w = Math.max(w - thick, 0);
    }
  }
}

const SMALLEST = 60;
const MOST = 1500;
const HEAD = 20;

/** Squarified, with a slice for the cell of the rest at the end of the longer side. */
function layOutWithRest(items, box) {
  const rest = items.at(-1);
  if (items.length < 2 || !rest.thing.isRest) {
    layOut(items, box);
    return;
  }
  const share = rest.area / items.reduce((total, item) => total + item.area, 0);
  const { x, y, w, h } = box;
  const [right, below] = w >= h ? [w * share, 0] : [0, h * share];
  rest.box = below === 0 ? { x: x + w - right, y, w: right, h } : { x, y: y + h - below, w, h: below };
  layOut(items.slice(0, -1), { x, y, w: w - right, h: h - below });
}

/** What is too small to be seen is one cell with the rest, behind all others. */
function itemsOf(group, areaOf, pixels) {
  const total = group.areaSum;
  const all = group.things.map((thing) => ({ thing, area: areaOf(thing) })).filter(({ area }) => area > 0);
  all.sort((a, b) => b.area - a.area);
  const shown = all.filter(({ area }) => (area / total) * pixels >= SMALLEST).slice(0, MOST);
  const rest = all.slice(shown.length);
  const others = group.rest.n === 0 ? [] : [{ thing: group.rest, area: areaOf(group.rest) }];
  const left = [...rest, ...others];
  const area = left.reduce((sum, item) => sum + item.area, 0);
  if (area > 0) {
    const sum = (key) => left.reduce((total, { thing }) => total + (thing[key] ?? 0), 0);
    const n = rest.length + group.rest.n;
    const thing = {
      n: `${count(n)} more`,
      k: 2,
      b: '',
      a: '',
      f: sum('f'),
      d: sum('d'),
      s: sum('s'),
      g: sum('g'),
      isRest: true,
    };
    shown.push({ thing, area });
  }
  return shown;
}

function draw() {
  const areaOf = AREAS[document.querySelector('input[name=area]:checked').value];
  const { width, height } = map.getBoundingClientRect();
  map.replaceChildren();
  // A page that is being laid out, or lies in a frame that is folded, has no size yet.
  if (width < 1 || height < 1) return;
  map.setAttribute('viewBox', `0 0 ${width} ${height}`);
  cells = [];
  const groups = (zoomed === null ? data.groups : [zoomed]).map((group) => {
    const things = group.things.reduce((sum, thing) => sum + areaOf(thing), 0);
    group.areaSum = things + (group.rest.n === 0 ? 0 : areaOf(group.rest));
    return { group, area: group.areaSum };
  });
  const drawn = groups.filter(({ area }) => area > 0).toSorted((a, b) => b.area - a.area);
  $('back').hidden = zoomed === null;
  $('where').textContent = zoomed === null ? 'Size map' : `Size map: ${zoomed.t}`;
  if (drawn.length === 0) {
    map.append(
      shape(
        'text',
        { x: width / 2, y: height / 2, 'text-anchor': 'middle', fill: 'currentColor' },
        'No content came or went.',
      ),
    );
    return;
  }
  const total = drawn.reduce((sum, { area }) => sum + area, 0);
  layOut(drawn, { x: 0, y: 0, w: width, h: height });
  for (const { group, area, box } of drawn) {
    const isLarge = zoomed === null && box.h > 60 && box.w > 70;
    if (isLarge) map.append(headOf(group, box));
    const inner = isLarge
      ? { x: box.x, y: box.y + HEAD, w: box.w - 3, h: box.h - HEAD - 3 }
      : { x: box.x, y: box.y, w: Math.max(box.w - 2, 1), h: Math.max(box.h - 2, 1) };
    const items =
      isLarge || zoomed !== null
        ? itemsOf(group, areaOf, (area / total) * width * height)
        : [{ thing: { ...group, n: group.t, k: 2, b: '', a: '', whole: true }, area: 1 }];
    layOutWithRest(items, inner);
    for (const item of items) map.append(cellOf(group, item.thing, item.box));
  }
  if (cells.length > 0) cells[0].node.setAttribute('tabindex', '0');
}

function headOf(group, box) {
  const head = shape('g', {
    class: 'head cell',
    role: 'button',
    tabindex: '-1',
    'aria-label': `${group.t}, ${describe(group)}. Enlarge`,
  });
  head.append(shape('rect', { x: box.x, y: box.y, width: box.w - 3, height: HEAD }));
  const words = fit(`${group.t}  ${signed(net(group))}`, box.w - 8, '600 12px');
  head.append(shape('text', { x: box.x + 2, y: box.y + 14 }, words));
  const whole = { ...group, n: group.t, b: '', a: '' };
  listen(head, group, whole, box, () => zoom(group));
  return head;
}

function cellOf(group, thing, box) {
  const { d, g } = thing;
  const tone = toneOf(d, g);
  const cell = shape('g', {
    class: `cell t${tone}${thing.isRest ? ' rest' : ''}`,
    role: 'button',
    tabindex: '-1',
    'aria-label': `${thing.n} ${versions(thing)}, ${describe(thing)}`,
  });
  const width = Math.max(box.w - 1, 0.5);
  const height = Math.max(box.h - 1, 0.5);
  cell.append(shape('rect', { x: box.x + 0.5, y: box.y + 0.5, width, height, rx: 2 }));
  if (width > 44 && height > 18) {
    const clip = shape('svg', { x: box.x, y: box.y, width, height });
    clip.append(shape('text', { x: 6, y: 15 }, fit(shortName(thing.n), width - 10, '12px')));
    if (height > 33)
      clip.append(shape('text', { x: 6, y: 30, class: 'size' }, fit(signed(d - g), width - 10, '11px')));
    cell.append(clip);
  }
  listen(cell, group, thing, box, () => {
    if (thing.whole || thing.isRest) zoom(group);
    else reveal(group, thing);
  });
  return cell;
}

/** From -4, all of it went, to 4, all of it came. A few percent are seen too. */
function toneOf(came, went) {
  const large = Math.max(came, went);
  if (large === 0) return 0;
  const share = (came - went) / large;
  return Math.sign(share) * Math.round(4 * Math.sqrt(Math.abs(share)));
}

/** What most names begin with tells nothing. */
const shortName = (name) => name.replace(/^microsoft[-.](windows[-.])?(?=.)/i, '').replace(/ \(amd64\)$/, '');

const ruler = document.createElement('canvas').getContext('2d');

/** As much of the text as the width takes. */
function fit(text, width, font) {
  ruler.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  if (ruler.measureText(text).width <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (ruler.measureText(`${text.slice(0, middle)}\u2026`).width <= width) least = middle;
    else most = middle - 1;
  }
  return least < 3 ? '' : `${text.slice(0, least).trimEnd()}\u2026`;
}

function describe(thing) {
  const stored =
    thing.s === null || thing.s === undefined || thing.d === 0 ? '' : ` (${bytes(thing.s)} compressed)`;
  return `new ${bytes(thing.d)}${stored}, gone ${bytes(thing.g)}, net ${signed(net(thing))}, ${count(thing.f)} ${thing.f === 1 ? 'file' : 'files'}`;
}

function listen(node, group, thing, box, act) {
  const at = cells.length;
  cells.push({ node, box, act });
  const show = (x, y) => tip(thing, zoomed === null && thing.n !== group.t ? group.t : '', x, y);
  node.addEventListener('mousemove', (event) => show(event.clientX, event.clientY));
  node.addEventListener('mouseleave', hideTip);
  node.addEventListener('focus', () => {
    for (const cell of cells) cell.node.setAttribute('tabindex', cell.node === node ? '0' : '-1');
    const place = node.getBoundingClientRect();
    if (node.matches(':focus-visible')) show(place.left + place.width / 2, place.top + place.height / 2);
  });
  node.addEventListener('blur', hideTip);
  node.addEventListener('click', act);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act();
    } else if (event.key === 'Escape') {
      zoom(null);
    } else if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      neighbour(at, event.key)?.node.focus();
    }
  });
}

const middle = ({ box }) => [box.x + box.w / 2, box.y + box.h / 2];

/** The nearest cell in that direction. */
function neighbour(at, key) {
  const [x, y] = middle(cells[at]);
  let best = null;
  let least = Infinity;
  for (const cell of cells) {
    const [cx, cy] = middle(cell);
    const ahead = { ArrowRight: cx - x, ArrowLeft: x - cx, ArrowDown: cy - y, ArrowUp: y - cy }[key];
    const aside = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(cy - y) : Math.abs(cx - x);
    const distance = ahead + 2 * aside;
    if (ahead <= 1 || distance >= least) continue;
    best = cell;
    least = distance;
  }
  return best;
}

function zoom(group) {
  zoomed = zoomed === group ? null : group;
  hideTip();
  draw();
  cells[0]?.node.focus({ preventScroll: true });
}

function tip(thing, title, x, y) {
  const box = $('tip');
  const lines = [make('b', {}, [thing.n, versions(thing)].filter((word) => word !== '').join(' '))];
  if (title !== '') lines.push(make('br'), title);
  lines.push(make('br'), describe(thing));
  box.replaceChildren(...lines);
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;
  box.style.top = `${y + 18 + height > innerHeight ? Math.max(8, y - height - 12) : y + 18}px`;
}
function hideTip() {
  $('tip').hidden = true;
}

// ---- the list -----------------------------------------------------------------------------------------------------

const sections = new Map();

function chosen() {
  const words = $('find').value.trim().toLowerCase();
  const kinds = new Set(
    [...document.querySelectorAll('input[name=kind]:checked')].map((box) => Number(box.value)),
  );
  return {
    words,
    matches: (thing) => kinds.has(thing.k) && (words === '' || textOf(thing).includes(words)),
  };
}
function textOf(thing) {
  thing.text ??= [thing.n, thing.b, thing.a, ...(thing.c ?? []).map(([, path]) => path)]
    .join(' ')
    .toLowerCase();
  return thing.text;
}

function numbers(thing) {
  const change = net(thing);
  return [
    make('span', { class: 'number' }, count(thing.f)),
    make('span', { class: 'number', 'data-head': 'new' }, bytes(thing.d)),
    make('span', { class: 'number', 'data-head': 'gone' }, bytes(thing.g)),
    make('span', { class: `number${netClass(change)}` }, signed(change)),
  ];
}

function thingNode(thing) {
  const version = versions(thing);
  const name = make(
    'span',
    { class: 'name' },
    make(
      'span',
      { class: `mark ${KINDS[thing.k]}`, title: KINDS[thing.k], role: 'img', 'aria-label': KINDS[thing.k] },
      MARKS[thing.k],
    ),
    thing.n,
    ...(version === '' ? [] : [' ', make('span', { class: 'version' }, version)]),
  );
  const node = make(
    'details',
    { class: 'thing' },
    make('summary', { class: 'row' }, name, ...numbers(thing)),
  );
  node.addEventListener('toggle', () => {
    if (!node.open || node.children.length > 1) return;
    const list = make('ul', { class: 'files' });
    for (const [kind, path, size, from] of thing.c ?? []) {
      const origin = from === undefined ? '' : `, from ${from}`;
      list.append(make('li', {}, `${MARKS[kind]} ${path}  (${bytes(size)}${origin})`));
    }
    const more = thing.f - (thing.c ?? []).length;
    if (more > 0) list.append(make('li', {}, `and ${count(more)} more, which this page does not hold`));
    node.append(list);
  });
  return node;
}

function fill(section) {
  const { group, body } = section;
  const { matches } = chosen();
  const found = group.things.filter(matches);
  body.replaceChildren();
  let shown = 0;
  const button = make('button', { type: 'button', class: 'more' });
  const grow = (upTo) => {
    const nodes = [];
    for (; shown < Math.min(upTo, found.length); shown++) nodes.push(thingNode(found[shown]));
    button.before(...nodes);
    const left = found.length - shown;
    button.textContent = `Show ${count(Math.min(STEP, left))} of ${count(left)} more`;
    button.hidden = left === 0;
  };
  section.reveal = (thing) => {
    const at = found.indexOf(thing);
    if (at < 0) return null;
    if (at >= shown) grow(at + 1);
    return body.children[at];
  };
  body.append(button);
  button.addEventListener('click', () => grow(shown + STEP));
  grow(STEP);
  if (group.rest.n > 0) {
    const { n } = group.rest;
    body.append(
      make(
        'p',
        { class: 'empty' },
        `The ${count(n)} smallest are not on this page: ${describe(group.rest)}.`,
      ),
    );
  }
}

function list() {
  const { words, matches } = chosen();
  let any = false;
  for (const section of sections.values()) {
    const found = section.group.things.reduce((sum, thing) => sum + (matches(thing) ? 1 : 0), 0);
    section.node.hidden = found === 0;
    any ||= found > 0;
    const all = section.group.things.length + section.group.rest.n;
    section.note.textContent =
      found === section.group.things.length ? count(all) : `${count(found)} of ${count(all)}`;
    if (words !== '' && found > 0) section.node.open = true;
    if (section.node.open) fill(section);
  }
  $('nothing').hidden = any;
}

function reveal(group, thing) {
  const section = sections.get(group);
  $('find').value = '';
  for (const box of document.querySelectorAll('input[name=kind]')) box.checked = true;
  section.node.open = true;
  list();
  const node = section.reveal(thing);
  node.open = true;
  const row = node.querySelector('summary');
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'center' });
}

for (const group of data.groups) {
  const note = make('small');
  const name = make('span', {}, make('b', {}, group.t), note);
  const body = make('div');
  const node = make('details', { class: 'group' }, make('summary', {}, name, ...numbers(group)), body);
  const section = { group, node, body, note, reveal: () => null };
  node.addEventListener('toggle', () => {
    if (node.open && body.children.length === 0) fill(section);
  });
  sections.set(group, section);
  $('groups').append(node);
}

for (const input of document.querySelectorAll('input[name=area]')) input.addEventListener('change', draw);
for (const input of document.querySelectorAll('input[name=kind]')) input.addEventListener('change', list);
let waiting = 0;
$('find').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(list, 120);
});
$('back').addEventListener('click', () => zoom(null));
document.body.classList.add('ready');
list();
new ResizeObserver(() => draw()).observe(map);
