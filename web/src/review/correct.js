// Another entry in place of the proposed one, and entries that nobody proposed.

import { t } from "../words.js";
import { forth } from "./acts.js";
import { askEntry } from "./entry.js";
import { quoteAt, used } from "./marked.js";
import { brought, thingsIn } from "./newcomers.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Candidate} Candidate */

/** An entry of another form takes the place of the candidate. @param {Desk} desk @param {Candidate} candidate */
export function correct(desk, candidate) {
  desk.at = candidate.id;
  desk.draw();
  askEntry(desk, { title: t("review.correct"), done: t("review.correct") }, candidate.form, candidate.entry, async (form, entry) => {
    const other = form === candidate.form ? {} : { form, instead: candidate.id }, data = { entry, ...other, ...brought(desk, thingsIn(entry)) };
    const done = await desk.decide(form === candidate.form ? "correct" : "add", form === candidate.form ? candidate.id : "", data);
    if (done) forth(desk, candidate.id);
    return done;
  });
}

/** A claim that no candidate says, of the marked words. @param {Desk} desk */
export function missed(desk) {
  /** @type {import("./types.js").Entry} */
  const given = desk.marked ? { quote: quoteAt(desk, desk.marked) } : {};
  askEntry(desk, { title: t("review.missed"), done: t("review.add") }, "claims", given, async (form, entry) => {
    const before = new Set(desk.review.candidates.map((each) => each.id));
    if (!(await desk.decide("add", "", { form, entry, ...brought(desk, thingsIn(entry)) }))) return false;
    used(desk);
    const added = desk.review.candidates.find((each) => !before.has(each.id));
    if (added) desk.go(added.id);
    return true;
  });
}
