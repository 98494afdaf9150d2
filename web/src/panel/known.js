// How we know: who read it and how its date was found, a way to report an error, and its own page.

import { h } from "../dom.js";
import { t } from "../words.js";
import { copyButton } from "./copy.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {import("../types.js").Shown} shown */
export function known(app, shown) {
  const { claim, source } = shown;
  const places = claim.evidence.map(({ start, end }) => `${start}–${end}`).join(", ");
  /** @type {[string, string | null][]} */
  const rows = [
    ["known.method", t("known.curated")],
    ["known.place", t("known.characters", { places })],
    ["known.speaker", claim.attributed_to ? claim.attributed_to.label : t("known.document")],
    ["known.date", claim.date_basis ? t(`known.${claim.date_basis}`) + (claim.reason ? `: ${claim.reason}` : "") : null],
    ["known.cites", claim.cited ? [claim.cited.outlet.label, claim.cited.date, claim.cited.page].filter(Boolean).join(", ") : null],
    ["known.origin", `${source.origin} (${t("edge.sources", { count: source.sources })})`],
    ["known.details", shown.qualifiers.join("; ") || null],
    ["known.rank", claim.rank === "normal" ? null : claim.rank],
  ];
  return h("details", { class: "known" },
    h("summary", null, t("known")),
    h("dl", null, rows.filter(([, text]) => text !== null).flatMap(([key, text]) => [h("dt", null, t(key)), h("dd", { dir: "auto" }, text)])),
    h("p", { class: "actions" },
      copyButton(app, "document.cite", () => shown.citation),
      h("a", { class: "button small", href: app.api.address(`claims/${claim.id}`) }, t("edge.page"))),
    report(app, shown));
}

/** Prepared words; nothing is sent from here. @param {App} app @param {import("../types.js").Shown} shown */
function report(app, shown) {
  const words = h("textarea", { rows: 9, spellcheck: "false", autocomplete: "off", "aria-label": t("report.words"), value: shown.report });
  return h("details", { class: "report" },
    h("summary", null, t("report")),
    h("p", { class: "hint-line" }, t("report.how")), words,
    h("p", { class: "actions" }, copyButton(app, "report.copy", () => words.value)));
}
