// What is shown as a table for spreadsheets: one row for each sentence behind each fact.

import { factsShown } from "./view.js";

export async function csvOf(app) {
  const { graph } = app;
  const rows = [
    [
      "subject",
      "relation",
      "object",
      "how_said",
      "stated_by",
      "sources",
      "score",
      "sentence",
      "title",
      "outlet",
      "date",
      "link",
      "subject_iri",
      "property_iri",
      "object_iri",
      "statement_iri",
    ],
  ];
  for (const fact of factsShown(app.view)) {
    const { iri, pieces } = await graph.evidence(fact);
    const property = graph.index.properties[graph.property[fact]];
    const speaker = graph.speaker(fact);
    const isLiteral = graph.object[fact] < 0;
    for (const piece of pieces) {
      rows.push([
        graph.names[graph.subject[fact]],
        property.label,
        isLiteral ? graph.literal(fact).value : graph.names[graph.object[fact]],
        graph.modalityName(fact),
        speaker === undefined ? "" : graph.names[speaker],
        graph.sources[fact],
        (piece.score / 100).toFixed(2),
        piece.sentence,
        piece.source.title || "",
        graph.outlet(piece.article) || "",
        piece.source.published || "",
        piece.source.url || "",
        graph.iri(graph.subject[fact]),
        property.iri,
        isLiteral ? "" : graph.iri(graph.object[fact]),
        iri,
      ]);
    }
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// A cell that a spreadsheet would compute gets an apostrophe in front, so that it stays text.
export function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
