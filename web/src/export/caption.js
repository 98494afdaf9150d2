// What stands around a picture that is taken away: what it is of, what its lines mean, where it is from.

import { kindOf } from "../canvas/elements.js";
import { shown } from "../filter.js";
import { KINDS, colourOf } from "../looks.js";
import { days, labelOf, namesOf, t } from "../words.js";

/** @param {import("../types.js").App} app */
export function caption(app) {
  const { graph, faded } = app.store.get(), { start } = app;
  const kinds = new Set([...graph.edges.values()].filter((edge) => !faded.edges.has(edge.id)).map((edge) => kindOf(shown(faded, edge))));
  return {
    title: [...graph.ends].flatMap((id) => graph.nodes.get(id)?.entity ?? []).map((entity) => namesOf(entity).map((name) => name.text).join(" ")).join(" – "),
    kinds: KINDS.filter((kind) => kinds.has(kind)).flatMap((kind) => {
      const look = start.kinds[kind];
      return look ? { text: labelOf(look.labels), colour: colourOf(look), dash: look.dash.split(" ").filter(Boolean).map(Number) } : [];
    }),
    source: sourceOf(app),
  };
}

/** Which data a picture is of, and where they are. @param {import("../types.js").App} app */
export const sourceOf = ({ start }) => [
  t("brand"), start.newest ? t("first.newest", { date: days(start.newest) }) : null, t("first.version", { version: start.version.slice(0, 12) }),
  `${location.origin}${location.pathname}`,
].filter(Boolean).join(" · ");
