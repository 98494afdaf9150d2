// What stays of a link when some of its claims are left out: kinds, sources, dates, documents. Numbers
// and words only, no effects.

import { KINDS } from "./looks.js";

/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").Backing} Backing */
/** @typedef {import("./types.js").Joint} Joint */

/** Whether a claim has no date of its own. @param {Backing} each */
export const isUndated = ({ earliest, latest }) => earliest === null && latest === null;

/**
 * The edge with only the claims that are kept; null where none is. An edge of two halves needs both,
 * and that what joins them is kept.
 * @param {Edge} edge @param {(each: Backing) => boolean} keeps @param {(via: import("./types.js").EntityRef) => boolean} [keepsVia]
 * @returns {Edge | null}
 */
export function narrowed(edge, keeps, keepsVia = () => true) {
  if (edge.joints) {
    const joints = edge.joints.filter(({ via }) => keepsVia(via)).flatMap(({ via, halves }) => {
      const left = halves.map((half) => narrowed(half, keeps)).filter((half) => half !== null);
      return left.length === halves.length ? [{ via, halves: left }] : [];
    });
    return joints.length ? joined(edge, joints) : null;
  }
  const backing = edge.backing.filter(keeps);
  if (backing.length === edge.backing.length) return edge;
  return backing.length ? backed(edge, backing) : null;
}

/** The edge as these of its claims make it. @param {Edge} edge @param {Backing[]} backing @returns {Edge} */
function backed(edge, backing) {
  const saying = backing.filter((each) => each.kind !== "denied");
  const spans = new Map(backing.filter((each) => !isUndated(each)).map(({ earliest, latest }) => [`${earliest}/${latest}`, { earliest, latest }]));
  return {
    ...edge, backing,
    kinds: KINDS.filter((kind) => backing.some((each) => each.kind === kind)),
    sources: new Set((saying.length ? saying : backing).map((each) => each.origin)).size,
    documents: edge.documents.filter((name) => backing.some((each) => each.document === name)),
    dates: edge.dates.filter(({ earliest, latest }) => spans.has(`${earliest}/${latest}`)),
    undated: backing.filter(isUndated).length,
    ...issued(backing),
    claim_ids: backing.map((each) => each.claim), claim_count: backing.length,
  };
}

/** Between which days their documents came out; null is not known. @param {readonly {first_seen: string | null, last_seen: string | null}[]} all */
function issued(all) {
  const first = all.map((each) => each.first_seen), last = all.map((each) => each.last_seen);
  return {
    first_seen: first.includes(null) ? null : first.sort()[0] ?? null,
    last_seen: last.includes(null) ? null : last.sort().at(-1) ?? null,
  };
}

/** The edge with what all of its joints rest on. @param {Edge} edge @param {readonly Joint[]} joints @returns {Edge} */
export function joined(edge, joints) {
  const halves = [...new Map(joints.flatMap((each) => each.halves).map((half) => [half.id, half])).values()];
  const claims = [...new Set(halves.flatMap((half) => half.claim_ids))];
  return {
    ...edge, joints, backing: halves.flatMap((half) => half.backing),
    kinds: KINDS.filter((kind) => joints.some((each) => firmness(each).includes(kind))),
    sources: Math.max(...joints.map((each) => Math.min(...each.halves.map((half) => half.sources)))),
    contested: halves.some((half) => half.contested),
    documents: [...new Set(halves.flatMap((half) => half.documents))].sort(),
    dates: halves.flatMap((half) => half.dates), undated: halves.reduce((sum, half) => sum + half.undated, 0),
    ...issued(halves), claim_ids: claims, claim_count: claims.length,
  };
}

/** A chain is as firm as its weaker half: the kinds of both from that one on. @param {Joint} joint */
function firmness({ halves }) {
  const least = Math.max(...halves.map((half) => Math.min(...half.kinds.map((kind) => KINDS.indexOf(kind)))));
  return KINDS.filter((kind, place) => place >= least && halves.some((half) => half.kinds.includes(kind)));
}
