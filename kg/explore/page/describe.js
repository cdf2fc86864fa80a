// One or two sentences that say who or what an entity is, made of its plain facts alone.

import { isoText, listText, plural } from "./text.js";

// Reads the asserted, unclaimed facts of one entity by relation and direction.
class Reader {
  constructor(graph, entity) {
    this.graph = graph;
    this.out = new Map();
    this.in = new Map();
    for (const fact of graph.factsOf(entity)) {
      if (graph.modalityName(fact) !== "asserted" || graph.speaker(fact) !== undefined) continue;
      const { name } = graph.index.properties[graph.property[fact]];
      const side = graph.subject[fact] === entity ? this.out : this.in;
      if (!side.has(name)) side.set(name, []);
      side.get(name).push(fact);
    }
  }

  names(side, relation, limit = 3) {
    const facts = [...(side.get(relation) || [])].sort(
      (one, two) => this.graph.sources[two] - this.graph.sources[one] || one - two,
    );
    const found = facts
      .map((fact) => this.textOf(fact, side))
      .filter((name, place, all) => all.indexOf(name) === place);
    return found.length > limit ? [...found.slice(0, limit - 1), `${found.length - limit + 1} others`] : found;
  }

  textOf(fact, side) {
    const { graph } = this;
    const entity = side === this.out ? graph.object[fact] : graph.subject[fact];
    if (entity >= 0) return graph.names[entity].slice(0, 80);
    const { kind, value } = graph.literal(fact);
    return kind === "date" ? isoText(value) : value.slice(0, 80);
  }

  // The value of a relation only if the sources agree on one.
  single(side, relation) {
    const found = this.names(side, relation, 9);
    return found.length === 1 ? found[0] : null;
  }
}

export function describe(graph, entity) {
  const facts = new Reader(graph, entity);
  const type = graph.typeName(entity);
  const label = graph.classLabel(entity);
  const [first, ...rest] = (type === "Person" ? person(facts) : thing(facts, `${article(label)} ${label}`)).filter(
    Boolean,
  );
  if (!first)
    return `${capital(`${article(label)} ${label}`)}, named in ${plural(articlesNaming(graph, entity), "article")}.`;
  return `${capital([first, ...rest].join(", "))}.`;
}

function person(facts) {
  const { out } = facts;
  const founded = facts.names(facts.in, "foundedBy");
  const led = facts.names(facts.in, "chiefExecutive");
  const chairs = facts.names(facts.in, "chairperson");
  const both = founded.filter((name) => led.includes(name));
  const rest = (names) => listText(names.filter((name) => !both.includes(name)));
  const works = facts.names(out, "employer").filter((name) => !led.includes(name));
  const roles = led.length || chairs.length ? [] : facts.names(out, "position", 2);
  const home = facts.single(out, "nationality") || facts.single(out, "country");
  return [
    prefixed("founder and chief executive of ", listText(both)),
    prefixed("chief executive of ", rest(led)),
    prefixed("chair of ", listText(chairs)),
    prefixed("founder of ", rest(founded)),
    roles.length || works.length
      ? [listText(roles), works.length ? `at ${listText(works)}` : ""].filter(Boolean).join(" ")
      : null,
    prefixed("from ", home),
    prefixed("born in ", facts.single(out, "bornIn")),
    dated("born", facts.single(out, "dateOfBirth")),
    prefixed("studied at ", listText(facts.names(out, "educatedAt"))),
  ];
}

// "A company based in Port Ellery, founded by …": the label takes the first part without a comma.
function thing(facts, label) {
  const { out } = facts;
  const makers = facts.names(out, "developer");
  const [first, ...rest] = [
    prefixed("based in ", facts.single(out, "headquarters") || facts.single(out, "locatedIn")),
    prefixed(facts.out.has("headquarters") ? "from " : "in ", facts.single(out, "country")),
    prefixed("made by ", listText(makers.length ? makers : facts.names(out, "manufacturer"))),
    prefixed("founded by ", listText(facts.names(out, "foundedBy"))),
    dated("founded", facts.single(out, "inception")),
    dated("released", facts.single(out, "releaseDate")),
    prefixed("led by ", facts.single(out, "chiefExecutive")),
    prefixed("part of ", facts.single(out, "parentOrganization") || facts.single(out, "partOf")),
    prefixed("known for ", listText(facts.names(facts.in, "developer"))),
  ].filter(Boolean);
  return first ? [`${label} ${first}`, ...rest] : [];
}

function prefixed(prefix, text) {
  return text ? prefix + text : null;
}

// "on 12 July 2022" but "in July 2022".
function dated(verb, text) {
  return text ? `${verb} ${/^\d{1,2} /.test(text) ? "on" : "in"} ${text}` : null;
}

function article(label) {
  return /^[aeiou]/i.test(label) ? "an" : "a";
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function articlesNaming(graph, entity) {
  return new Set(Array.from(graph.factsOf(entity)).flatMap((fact) => graph.articlesOf(fact))).size;
}
