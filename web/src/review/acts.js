// What a reviewer does with a candidate, by a button or by a key.

import { t } from "../words.js";
import { correct } from "./correct.js";
import { editEntity } from "./entity.js";
import { ask } from "./dialog.js";
import { used, wordsAt } from "./marked.js";
import { brought, newcomer } from "./newcomers.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Candidate} Candidate */

/** Accept it with the new entities that it brings; a thing that may be a known one is asked for first. @param {Desk} desk @param {Candidate} candidate */
export async function accept(desk, candidate) {
  desk.at = candidate.id;
  const [missing] = candidate.missing.filter((id) => !newcomer(desk, id));
  if (missing && !desk.review.things.some((each) => each.id === missing)) return correct(desk, candidate); // it was taken back
  if (missing) {
    desk.draw();
    editEntity(desk, missing, () => {
      const now = desk.review.candidates.find((each) => each.id === candidate.id);
      if (now) void accept(desk, now);
    });
    return;
  }
  if (await desk.decide("accept", candidate.id, brought(desk, candidate.missing))) forth(desk, candidate.id);
}

/** @param {Desk} desk @param {Candidate} candidate */
export async function reject(desk, candidate) {
  desk.at = candidate.id;
  desk.draw();
  const reason = await ask(t("review.reject"), t("review.why"));
  if (reason !== null && (await desk.decide("reject", candidate.id, reason ? { reason } : {}))) forth(desk, candidate.id);
}

/** Words that no claim is to cite: ask why. @param {Desk} desk @param {{start: number, end: number}} place @param {string | null} [reason] */
export async function leave(desk, place, reason = null) {
  const why = await ask(t("review.leave"), t("review.leave.why", { what: wordsAt(desk, place) }), reason ?? "");
  if (why === null) return;
  if (await desk.decide("leave", "", { text: wordsAt(desk, place), start: place.start, reason: why })) used(desk);
  desk.draw();
}

/** Go to the next candidate that waits, behind this one. @param {Desk} desk @param {string} id */
export function forth(desk, id) {
  const every = desk.review.candidates, at = every.findIndex((each) => each.id === id);
  const next = [...every.slice(at + 1), ...every.slice(0, at)].find((each) => each.status === "pending");
  desk.go(next?.id ?? id);
}

/** The candidate that is looked at. @param {Desk} desk */
export const current = (desk) => desk.review.candidates.find((each) => each.id === desk.at);

/** One forth or back among those that are shown. @param {Desk} desk @param {1 | -1} by */
export function step(desk, by) {
  const shown = desk.review.candidates.filter((each) => desk.all || each.status === "pending" || each.id === desk.at);
  const next = shown[shown.findIndex((each) => each.id === desk.at) + by];
  if (next) desk.go(next.id);
}
