// Keys of the review; while somebody types, keys are letters.

import { h } from "../dom.js";
import { t } from "../words.js";
import { accept, current, reject, step } from "./acts.js";
import { correct } from "./correct.js";
import { dialog } from "./dialog.js";
import { editEntity } from "./entity.js";

/** @typedef {import("./types.js").Desk} Desk */

const KEYS = ["a", "c", "r", "e", "m", "t", "l", "u", "n", "p", "w"];

/** @param {() => Desk | null} desk */
export function listen(desk) {
  document.addEventListener("keydown", (event) => {
    const at = event.target, now = desk();
    if (!now || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (at instanceof HTMLElement && at.matches("input:not([type=checkbox]), textarea, select")) return;
    if (press(now, event.key)) event.preventDefault();
  });
}

/** @param {Desk} desk @param {string} key @returns {boolean} whether the key means something */
function press(desk, key) {
  const candidate = current(desk);
  if (key === "n" || key === "j" || key === "ArrowDown") step(desk, 1);
  else if (key === "p" || key === "k" || key === "ArrowUp") step(desk, -1);
  else if (key === "u") void desk.decide("undo", "");
  else if (key === "m") desk.missed();
  else if (key === "t") desk.missedThing();
  else if (key === "l" && desk.marked) desk.leave(desk.marked);
  else if (key === "w") void desk.write();
  else if (key === "?") help();
  else if (!candidate) return false;
  else if (key === "a") void accept(desk, candidate);
  else if (key === "c") correct(desk, candidate);
  else if (key === "r") void reject(desk, candidate);
  else if (key === "e") editEntity(desk, candidate.missing[0] ?? candidate.things[0] ?? "");
  else return false;
  return true;
}

export function help() {
  dialog(t("review.keys"), () => [h("dl", { class: "keys" }, [...KEYS, "?"].flatMap((key) => [
    h("dt", null, h("kbd", null, key)), h("dd", null, t(key === "?" ? "review.keys" : `review.key.${key}`)),
  ]))]);
}
