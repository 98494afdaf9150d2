// Where entities stand: a ring around the focus, a fan on the free side of what is expanded. Numbers
// only, no drawing; the same input gives the same picture. What is fixed is never moved.

/**
 * What is placed: half the shape, the label's size, and on which side of the shape the label is.
 * @typedef {{id: string, r: number, width: number, height: number, side: "top" | "bottom", bonds?: number}} Item
 */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{item: Item, at: Point}} Fixed */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

const GAP = 5; // between shape and label
const MARGIN = { x: 16, y: 11 }; // between the boxes of two entities
const ROUNDS = 600;
const NEAREST = 165, FARTHEST = 2600; // how far from its parent a new one may stand
const OFF = 1.1; // pixels that a degree off the free side costs
const HIDING = 90, COVERING = 80; // and a box before it, and a line under it
const THROUGH = 420; // and a shape that a line runs through, which then looks like a link of that one
const FULL_RING = 6; // more neighbours stand in two bows, left and right
const MANY_BONDS = 3, ROOM = 30; // edges that make a bundle, and the room that it takes
const BOW = { power: 3, least: 0.46 }; // how square a bow is, and how near the middle it comes

/** The box of shape and label. @param {Pick<Item, "r" | "width" | "height" | "side">} item @param {Point} at @returns {Box} */
export function box(item, at) {
  const half = Math.max(item.r, item.width / 2);
  const label = GAP + item.height;
  return {
    left: at.x - half, right: at.x + half,
    top: at.y - item.r - (item.side === "top" ? label : 0),
    bottom: at.y + item.r + (item.side === "bottom" ? label : 0),
  };
}

/** The box of the label alone. @param {Pick<Item, "r" | "width" | "height" | "side">} item @param {Point} at @returns {Box} */
function labelBox(item, at) {
  const whole = box(item, at), half = item.width / 2;
  return { left: at.x - half, right: at.x + half, top: item.side === "top" ? whole.top : at.y + item.r, bottom: item.side === "top" ? at.y - item.r : whole.bottom };
}

/**
 * Places around a focus at 0, 0 in an area of this size.
 * @param {Item} focus @param {Item[]} items @param {{width: number, height: number}} area
 * @returns {Map<string, Point>}
 */
export function ring(focus, items, area) {
  const count = items.length;
  const few = count < 5 ? 0.78 : 1;
  const rx = clamp(area.width / 2 - 88, 125, 420) * few, ry = clamp(area.height / 2 - 85, 170, 330) * few;
  /** @type {Map<string, Point>} */
  const places = new Map();
  if (count > FULL_RING) {
    const half = middleOf(items);
    bow(boundInside(items.slice(0, half)), rx, 1, places);
    bow(boundInside(items.slice(half).reverse()), rx, -1, places);
  } else {
    // no neighbour stands where the label of the focus is
    const gap = count < 3 ? 0 : 50;
    items.forEach((item, index) => {
      const angle = count === 1 ? 0 : radians(90 + gap / 2 + ((360 - gap) * (index + 0.5)) / count);
      const at = { x: rx * Math.cos(angle), y: ry * Math.sin(angle) };
      if (at.y < -60) item.side = "top";
      places.set(item.id, at);
    });
  }
  const middle = { x: 0, y: 0 };
  spread(items, places, [{ item: focus, at: middle }]);
  /** @param {Item["side"]} side */
  const crossed = (side) => {
    const label = labelBox({ ...focus, side }, middle);
    const over = items.filter(({ id }) => cuts(middle, /** @type {Point} */ (places.get(id)), label));
    return over.reduce((sum, { bonds = 1 }) => sum + bonds, 0);
  };
  // its label stands on the side with the fewest edges, if it has room there
  const isFree = items.every((item) => !near(box({ ...focus, side: "top" }, middle), box(item, /** @type {Point} */ (places.get(item.id)))));
  if (isFree && crossed("top") < crossed("bottom")) focus.side = "top";
  return places;
}

/** Pixels that an item takes in a bow. @param {Item} item */
const tall = (item) =>
  2 * item.r + GAP + item.height + MARGIN.y + ((item.bonds ?? 1) >= MANY_BONDS ? ROOM : 0);

/** How many of the first items make half of the height. @param {Item[]} items */
function middleOf(items) {
  const whole = items.reduce((sum, item) => sum + tall(item), 0);
  let sum = 0;
  return items.findIndex((item) => (sum += tall(item)) >= whole / 2) + 1;
}

/** What has many edges to the focus stands where these run free: in the middle. @param {Item[]} items */
function boundInside(items) {
  const bound = items.filter((item) => (item.bonds ?? 1) >= MANY_BONDS);
  const others = items.filter((item) => !bound.includes(item));
  const half = Math.ceil(others.length / 2);
  return [...others.slice(0, half), ...bound, ...others.slice(half)];
}

/**
 * One side of a ring with many: one above the other, each seen from the middle.
 * @param {Item[]} items @param {number} rx @param {1 | -1} side @param {Map<string, Point>} places
 */
function bow(items, rx, side, places) {
  const heights = items.map(tall);
  const whole = heights.reduce((sum, each) => sum + each, 0);
  let top = -whole / 2;
  items.forEach((item, index) => {
    const height = heights[index] ?? 0;
    if (top + height / 2 < -30) item.side = "top";
    const y = top + MARGIN.y / 2 + item.r + (item.side === "top" ? item.height + GAP : 0);
    const part = Math.min(Math.abs(y) / (whole / 2), 1);
    const reach = Math.max((1 - part ** BOW.power) ** (1 / BOW.power), BOW.least);
    places.set(item.id, { x: side * rx * reach, y });
    top += height;
  });
}

/**
 * Places for new neighbours of `parent`: free ones, near it, on the side with the fewest others, seen
 * from it, and not on lines that are there.
 * @param {Fixed} parent @param {Item[]} items @param {Fixed[]} fixed @param {[Point, Point][]} lines
 * @returns {Map<string, Point>}
 */
export function fan(parent, items, fixed, lines) {
  const away = freeAngle(parent, fixed);
  /** @type {Map<string, Point>} */
  const places = new Map();
  const boxes = fixed.map(({ item, at }) => box(item, at)), shapes = fixed.map(({ item, at }) => shape(item, at));
  for (const item of items) {
    const spot = free(parent, item, away, { boxes, shapes, lines });
    item.side = spot.side;
    places.set(item.id, spot.at);
    boxes.push(box(item, spot.at));
    shapes.push(shape(item, spot.at));
    lines.push([parent.at, spot.at]);
  }
  return places;
}

/**
 * The cheapest free spot around a parent.
 * @param {Fixed} parent @param {Item} item @param {number} away
 * @param {{boxes: Box[], shapes: Box[], lines: [Point, Point][]}} there
 */
function free(parent, item, away, { boxes, shapes, lines }) {
  /** @type {{at: Point, side: Item["side"]}} */
  let best = { at: parent.at, side: "bottom" };
  let least = Infinity;
  for (let reach = NEAREST; reach < Math.min(least, FARTHEST); reach += 35) {
    for (let off = 0; off < 360; off += 6) {
      const turn = off > 180 ? off - 360 : off;
      let cost = reach + Math.abs(turn) * OFF;
      if (cost >= least) continue;
      const angle = away + radians(turn);
      const at = { x: parent.at.x + reach * Math.cos(angle), y: parent.at.y + reach * 0.9 * Math.sin(angle) };
      const side = at.y < parent.at.y - 60 ? "top" : "bottom";
      const wanted = box({ ...item, side }, at);
      if (boxes.some((each) => near(wanted, each))) continue;
      cost += HIDING * boxes.filter((each) => !holds(each, parent.at) && cuts(parent.at, at, each)).length;
      if (cost < least) cost += THROUGH * shapes.filter((each) => !holds(each, parent.at) && cuts(parent.at, at, each)).length;
      if (cost < least) cost += THROUGH * lines.filter(([from, to]) => cuts(from, to, shape(item, at))).length;
      if (cost < least) cost += COVERING * lines.filter(([from, to]) => cuts(from, to, wanted)).length;
      if (cost < least) [best, least] = [{ at, side }, cost];
    }
  }
  return best;
}

/** The box of the shape alone. @param {Item} item @param {Point} at @returns {Box} */
const shape = ({ r }, { x, y }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** @param {Box} a @param {Box} b */
const near = (a, b) =>
  a.left - MARGIN.x < b.right && b.left - MARGIN.x < a.right && a.top - MARGIN.y < b.bottom && b.top - MARGIN.y < a.bottom;

/** @param {Box} box @param {Point} at */
const holds = (box, at) => box.left <= at.x && at.x <= box.right && box.top <= at.y && at.y <= box.bottom;

/** Whether a line meets a box. @param {Point} from @param {Point} to @param {Box} box */
function cuts(from, to, box) {
  let start = 0, end = 1;
  for (const [origin, way, low, high] of [
    [from.x, to.x - from.x, box.left, box.right], [from.y, to.y - from.y, box.top, box.bottom],
  ]) {
    if (origin === undefined || way === undefined || low === undefined || high === undefined) return false;
    if (way === 0) {
      if (origin < low || origin > high) return false;
      continue;
    }
    const one = (low - origin) / way, two = (high - origin) / way;
    start = Math.max(start, Math.min(one, two));
    end = Math.min(end, Math.max(one, two));
  }
  return start < end;
}

/** The direction in which the fewest others stand. @param {Fixed} parent @param {Fixed[]} fixed */
function freeAngle(parent, fixed) {
  let best = 0, least = Infinity;
  for (let degrees = 0; degrees < 360; degrees += 10) {
    const angle = radians(degrees);
    let crowd = 0;
    for (const { at, item } of fixed) {
      if (item.id === parent.item.id) continue;
      const dx = at.x - parent.at.x, dy = at.y - parent.at.y, distance = Math.hypot(dx, dy) || 1;
      const along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / distance;
      crowd += (Math.max(along + 0.2, 0) ** 2 * 300) / (distance + 100);
    }
    if (crowd < least - 1e-9) [best, least] = [angle, crowd];
  }
  return best;
}

/**
 * Push boxes apart until none meets another.
 * @param {Item[]} items @param {Map<string, Point>} places changed in place @param {Fixed[]} fixed
 */
function spread(items, places, fixed) {
  for (let round = 0; round < ROUNDS; round++) {
    let isClear = true;
    for (const [index, item] of items.entries()) {
      const at = /** @type {Point} */ (places.get(item.id));
      for (const other of fixed) isClear = apart(item, at, other.item, other.at, true) && isClear;
      for (const later of items.slice(index + 1)) {
        isClear = apart(item, at, later, /** @type {Point} */ (places.get(later.id)), false) && isClear;
      }
    }
    if (isClear) return;
  }
}

/**
 * Move two boxes apart along the shorter way; whether they were apart.
 * @param {Item} a @param {Point} atA @param {Item} b @param {Point} atB @param {boolean} isFixed of b
 */
function apart(a, atA, b, atB, isFixed) {
  const one = box(a, atA), two = box(b, atB);
  const x = Math.min(one.right, two.right) - Math.max(one.left, two.left) + MARGIN.x;
  const y = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) + MARGIN.y;
  if (x <= 0 || y <= 0) return true;
  const share = isFixed ? 1 : 0.5;
  if (x < y) {
    const way = one.left + one.right >= two.left + two.right ? 1 : -1;
    atA.x += (x + 0.5) * way * share;
    if (!isFixed) atB.x -= (x + 0.5) * way * share;
  } else {
    const way = one.top + one.bottom >= two.top + two.bottom ? 1 : -1;
    atA.y += (y + 0.5) * way * share;
    if (!isFixed) atB.y -= (y + 0.5) * way * share;
  }
  return false;
}

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
