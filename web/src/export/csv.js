// The links that are seen as a table, with the words that say them.

import { chinese } from "../words.js";
import { fetchQuotes, quoted } from "../table/quotes.js";
import { rows } from "../table/rows.js";
import { fileName, saveFile } from "./file.js";

const COLUMNS = [
  "subject", "subject_label", "subject_zh", "property", "property_label", "object", "object_label", "object_zh", "kinds", "dates",
  "undated_claims", "first_seen", "last_seen", "sources", "contested", "documents", "quote", "claims",
];

/** @param {import("../types.js").App} app */
export async function save(app) {
  const found = rows(app, null);
  await fetchQuotes(app, found.map((row) => row.edge));
  const lines = found.map(({ edge, subject, object, relation }) => [
    subject.id, subject.label, chinese(subject.labels), edge.property.id, relation, object.id, object.label, chinese(object.labels),
    edge.kinds.join(" "), edge.dates.map(({ text }) => text ?? "").join(" "), edge.undated, edge.first_seen, edge.last_seen, edge.sources,
    edge.contested, edge.documents.join(" "), quoted(edge)?.evidence[0]?.quote, edge.claim_ids.join(" "),
  ]);
  const text = [COLUMNS, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
  saveFile(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }), fileName(app, "csv"));
}

/** A cell that a spreadsheet takes as text, whatever a document says. @param {unknown} value */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
