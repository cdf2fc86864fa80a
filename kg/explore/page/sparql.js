// A SPARQL query that asks a store for what the page shows.

import { PREFIXES, literal, node } from "./turtle.js";
import { factsShown } from "./view.js";

const USED = ["kg", "oa", "prov", "rdf"];

// A query for the facts between the entities on show, under the same filters.
export async function sparqlOf(app) {
  const { graph, trail } = app;
  const { off } = trail.state;
  const facts = factsShown(app.view);
  const all = app.view.entities.length >= graph.size;
  const shown = [...app.view.entities]
    .sort((one, two) => one - two)
    .map((entity) => `    ${node(graph.iri(entity))}`)
    .join("\n");
  const keep = (list, numbers) =>
    list
      .map((item, number) => [item, number])
      .filter(([, number]) => !numbers.includes(number))
      .map(([item]) => item);
  const lines = [
    ...USED.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}>`),
    "",
    `# ${facts.length === 1 ? "The fact" : `The ${facts.length} facts`} on show, each with its sentences.`,
    "SELECT ?subject ?property ?object ?how ?sentence ?article WHERE {",
  ];
  if (!all) lines.push("  VALUES ?subject {", shown, "  }", "  VALUES ?object {", shown, "  }");
  if (off.properties.length)
    lines.push(
      `  VALUES ?property { ${keep(graph.index.properties, off.properties)
        .map(({ iri }) => node(iri))
        .join(" ")} }`,
    );
  if (off.modalities.length)
    lines.push(`  VALUES ?how { ${keep(graph.index.modalities, off.modalities).map(literal).join(" ")} }`);
  lines.push(
    "  ?statement a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ; kg:modality ?how .",
  );
  if (all) lines.push("  FILTER(isIRI(?object) && ?subject != ?object)");
  else lines.push("  FILTER(?subject != ?object)");
  lines.push(
    "  ?statement prov:wasDerivedFrom ?evidence .",
    "  ?evidence kg:inDocument ?article ; kg:sentence ?span .",
    "  ?span oa:hasSelector/oa:exact ?sentence .",
  );
  lines.push(...(await evidenceFilters(app, facts)), "}", "ORDER BY ?subject ?property ?object ?article");
  return `${lines.join("\n")}\n`;
}

// Filters that rest on articles, times and counts are computed here; the query names the facts that passed.
async function evidenceFilters(app, facts) {
  const { off, time, score, sources } = app.trail.state;
  if (!off.outlets.length && time.from === null && time.until === null && time.undated && !score && sources < 2)
    return [];
  const iris = await Promise.all(facts.map(async (fact) => (await app.graph.evidence(fact)).iri));
  return ["  VALUES ?statement {", ...iris.map((iri) => `    ${node(iri)}`), "  }"];
}
