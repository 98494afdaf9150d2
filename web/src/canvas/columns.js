// Where entities of paths stand: in columns by distance, or in rows on a narrow screen. Numbers only;
// the same input gives the same picture.

import { box } from "./placing.js";

/** @typedef {import("./placing.js").Item & {column: number}} Item */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{id: string, column: number, item: Item | null}} Slot  one without an item keeps a way free for an edge */

const LEAST = { x: 158, y: 98 }; // between columns, and between rows
const MOST = 250;
const GAP = 14, LANE = 20; // between entities of a column; what an edge takes that passes one
const NARROW = 116, WIDE = 150, FREE = 34; // of labels, and what stays free between two
const AROUND = 72, NEXT = 8; // how far an edge of one column goes around what is between, each a little further
const SWEEPS = 8;

/** How wide a label may be. @param {number} steps @param {{width: number, height: number}} area @param {boolean} isUpright */
export const widest = (steps, area, isUpright) => (isUpright ? NARROW : Math.min(Math.max(between(steps, area, false) - FREE, NARROW), WIDE));

/** From one column to the next. @param {number} steps @param {{width: number, height: number}} area @param {boolean} isUpright */
function between(steps, area, isUpright) {
  const room = isUpright ? area.height - 190 : area.width - 170;
  return Math.min(Math.max(room / Math.max(steps, 1), isUpright ? LEAST.y : LEAST.x), MOST);
}

/**
 * @param {Item[]} items @param {(readonly [string, string])[]} edges
 * @param {{width: number, height: number}} area @param {boolean} isUpright rows instead of columns
 * @returns {{places: Map<string, Point>, ways: Map<string, Point>}} `ways`: where an edge passes a column, by its ends
 */
export function columns(items, edges, area, isUpright) {
  const { slots, links } = layers(items, edges);
  order(slots, links);
  const steps = Math.max(slots.length - 1, 1);
  const step = between(steps, area, isUpright);
  /** @type {Map<string, Point>} */
  const places = new Map(), lanes = new Map();
  slots.forEach((column, index) => {
    const along = index * step - (steps * step) / 2;
    const sizes = column.map((slot) => extent(slot, isUpright));
    // the middle of a column is between its first and last shape, so that a chain is a straight line
    const [first, last] = [sizes[0]?.before ?? 0, sizes.at(-1)?.after ?? 0];
    let at = -(sizes.reduce((sum, each) => sum + each.before + each.after + GAP, -GAP) - first - last) / 2 - first;
    column.forEach(({ id, item }, place) => {
      const size = sizes[place] ?? { before: 0, after: 0 };
      (item ? places : lanes).set(id, isUpright ? { x: at + size.before, y: along } : { x: along, y: at + size.before });
      at += size.before + size.after + GAP;
    });
  });
  return { places, ways: new Map([...ways(edges, lanes), ...around(slots, edges, places, step, isUpright)]) };
}

/** The middle of the lanes of each edge that has any. @param {(readonly [string, string])[]} edges @param {Map<string, Point>} lanes */
function ways(edges, lanes) {
  /** @type {Map<string, Point>} */
  const found = new Map();
  for (const [a, b] of edges) {
    const own = [...lanes].filter(([id]) => id.startsWith(`${a} ${b} `)).map(([, at]) => at);
    if (own.length) found.set(`${a} ${b}`, { x: mean(own.map((at) => at.x)), y: mean(own.map((at) => at.y)) });
  }
  return found;
}

/**
 * Edges between two of one column go around what stands between them.
 * @param {Slot[][]} slots @param {(readonly [string, string])[]} edges @param {Map<string, Point>} places
 * @param {number} step @param {boolean} isUpright
 */
function around(slots, edges, places, step, isUpright) {
  /** @type {Map<string, Point>} */
  const found = new Map();
  for (const column of slots) {
    const order = new Map(column.map((slot, index) => [slot.id, index]));
    for (const [a, b] of edges) {
      const from = order.get(a), to = order.get(b), one = places.get(a), two = places.get(b);
      if (from === undefined || to === undefined || !one || !two || Math.abs(from - to) < 2) continue;
      const side = (found.size % 2 ? 1 : -1) * Math.min(AROUND + NEXT * found.size, step * 0.6);
      const middle = { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
      found.set(`${a} ${b}`, isUpright ? { x: middle.x, y: middle.y + side } : { x: middle.x + side, y: middle.y });
    }
  }
  return found;
}

/** How far a slot reaches before and after its middle, across the columns. @param {Slot} slot @param {boolean} isUpright */
function extent({ item }, isUpright) {
  if (!item) return { before: LANE / 2, after: LANE / 2 };
  const { left, right, top, bottom } = box(item, { x: 0, y: 0 });
  return isUpright ? { before: -left, after: right } : { before: -top, after: bottom };
}

/** @param {Item[]} items @param {(readonly [string, string])[]} edges */
function layers(items, edges) {
  const last = Math.max(...items.map((item) => item.column));
  /** @type {Slot[][]} */
  const slots = Array.from({ length: last + 1 }, () => []);
  const at = new Map(items.map((item) => [item.id, item.column]));
  for (const item of items) slots[item.column]?.push({ id: item.id, column: item.column, item });
  /** @type {[string, string][]} */
  const links = [];
  for (const [a, b] of edges) {
    const from = at.get(a), to = at.get(b);
    if (from === undefined || to === undefined) continue;
    const [low, high] = from < to ? [from, to] : [to, from];
    let before = from < to ? a : b;
    for (let column = low + 1; column < high; column++) {
      const id = `${a} ${b} ${column}`;
      if (!slots[column]?.some((slot) => slot.id === id)) slots[column]?.push({ id, column, item: null });
      links.push([before, id]);
      before = id;
    }
    links.push([before, from < to ? b : a]);
  }
  return { slots, links };
}

/** Put each slot near the middle of what it is linked with, from left and right in turn. @param {Slot[][]} slots @param {[string, string][]} links */
function order(slots, links) {
  /** @type {Map<string, string[]>} */
  const near = new Map();
  for (const [a, b] of links) {
    near.set(a, [...(near.get(a) ?? []), b]);
    near.set(b, [...(near.get(b) ?? []), a]);
  }
  /** @type {Map<string, number>} place of each as a part of its column */
  const places = new Map();
  /** @param {Slot[]} column */
  const number = (column) => column.forEach((slot, index) => places.set(slot.id, (index + 1) / (column.length + 1)));
  slots.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 ? [...slots].reverse() : slots) {
      const wanted = new Map(column.map((slot) => [slot.id, mean((near.get(slot.id) ?? []).map((id) => places.get(id) ?? 0.5))]));
      column.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
      number(column);
    }
  }
}

/** @param {number[]} numbers */
const mean = (numbers) => (numbers.length ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : 0.5);

/** How far a curve has to lean to pass a point, in Cytoscape's measure. @param {Point} a @param {Point} b @param {Point} way */
export function bow(a, b, way) {
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
  return (2 * ((way.y - (a.y + b.y) / 2) * dx - (way.x - (a.x + b.x) / 2) * dy)) / far;
}
