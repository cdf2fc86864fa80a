// What is shown as Turtle, in the graph's own model: entities, plain triples, statements, their sentences.

import { factsShown } from "./view.js";

export const PREFIXES = {
  dcterms: "http://purl.org/dc/terms/",
  kg: "https://kg.example/ontology#",
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const DATES = [
  [/^\d{4}-\d\d-\d\d$/, "date"],
  [/^\d{4}-\d\d$/, "gYearMonth"],
  [/^\d{4}$/, "gYear"],
  [/^--\d\d$/, "gMonth"],
  [/^--\d\d-\d\d$/, "gMonthDay"],
];

export async function turtleOf(app) {
  const { graph } = app;
  const lines = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  lines.push("");
  for (const entity of [...app.view.entities].sort((one, two) => one - two)) lines.push(entityTurtle(graph, entity));
  for (const fact of factsShown(app.view)) lines.push(...(await factTurtle(graph, fact)));
  return `${[...new Set(lines)].join("\n")}\n`;
}

function entityTurtle(graph, entity) {
  const kinds = graph.classIris(entity).map(node);
  const names = graph
    .otherNames(entity)
    .map((name) => ` ;\n    skos:altLabel ${literal(name)}`)
    .join("");
  return `${node(graph.iri(entity))} a ${kinds.join(", ")} ;\n    skos:prefLabel ${literal(graph.names[entity])}${names} .`;
}

async function factTurtle(graph, fact) {
  const { iri, pieces } = await graph.evidence(fact);
  const property = graph.index.properties[graph.property[fact]];
  const triple = [node(graph.iri(graph.subject[fact])), node(property.iri), node(graph.iri(graph.object[fact]))];
  const lines = [];
  if (isPlain(graph, fact)) {
    lines.push(`${triple.join(" ")} .`);
    if (property.symmetric) lines.push(`${[triple[2], triple[1], triple[0]].join(" ")} .`);
  }
  const speaker = graph.speaker(fact);
  const valid = graph.valid(fact) || [];
  const of = graph.index.statements.of[fact];
  lines.push(
    described(node(iri), [
      "a rdf:Statement",
      `rdf:subject ${triple[0]}`,
      `rdf:predicate ${triple[1]}`,
      `rdf:object ${triple[2]}`,
      `kg:modality ${literal(graph.modalityName(fact))}`,
      speaker === undefined ? null : `kg:statedBy ${node(graph.iri(speaker))}`,
      of === undefined ? null : `kg:of ${node(graph.iri(of))}`,
      valid[0] ? `kg:validFrom ${dateLiteral(valid[0])}` : null,
      valid[1] ? `kg:validUntil ${dateLiteral(valid[1])}` : null,
      ...pieces.map((piece) => `prov:wasDerivedFrom ${evidenceTurtle(graph, piece)}`),
    ]),
  );
  return [...lines, ...pieces.flatMap((piece) => sentenceTurtle(graph, piece))];
}

function described(subject, parts) {
  return `${subject} ${parts.filter(Boolean).join(" ;\n    ")} .`;
}

function evidenceTurtle(graph, piece) {
  const spans = piece.spans.map((span) => `kg:sentence ${spanNode(graph, piece, span)}`);
  return `[ ${["a kg:Evidence", `kg:inDocument ${articleNode(graph, piece)}`, ...spans, `kg:extractor ${literal(piece.extractor)}`, `kg:score ${(piece.score / 100).toFixed(2)}`].join(" ; ")} ]`;
}

function sentenceTurtle(graph, piece) {
  const { source } = piece;
  const article = described(articleNode(graph, piece), [
    "a kg:Article",
    source.title ? `dcterms:title ${literal(source.title)}` : null,
    source.published ? `dcterms:issued ${dateLiteral(source.published)}` : null,
    graph.outlet(piece.article) ? `kg:outlet ${literal(graph.outlet(piece.article))}` : null,
    source.url ? `schema:url ${literal(source.url)}^^xsd:anyURI` : null,
  ]);
  const sentences = piece.spans.map((span) =>
    described(spanNode(graph, piece, span), [
      "a kg:Sentence",
      `oa:hasSource ${articleNode(graph, piece)}`,
      `oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ${literal(piece.sentence.slice(span[2], span[3]))} ]`,
    ]),
  );
  return [article, ...sentences];
}

function articleNode(graph, piece) {
  return node(graph.articleIri(piece.source));
}

function spanNode(graph, piece, [start, end]) {
  return node(`${graph.articleIri(piece.source)}#char=${start},${end}`);
}

// Plain triples hold what is asserted and had not ended when it was last said.
function isPlain(graph, fact) {
  if (graph.modalityName(fact) !== "asserted") return false;
  const valid = graph.valid(fact);
  if (!valid || valid[3] === null) return true;
  return graph.articlesOf(fact).some((article) => (graph.day(article) ?? -Infinity) <= valid[3]);
}

export function node(iri) {
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
}

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

export function literal(text) {
  return `"${text.toWellFormed ? escaped(text.toWellFormed()) : escaped(text)}"`;
}

function escaped(text) {
  return text.replace(
    /[\\"\u0000-\u001f\u007f\u2028\u2029]/g,
    (char) => ESCAPES[char] || `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function dateLiteral(iso) {
  const found = DATES.find(([form]) => form.test(iso));
  return found ? `"${iso}"^^xsd:${found[1]}` : literal(iso);
}
