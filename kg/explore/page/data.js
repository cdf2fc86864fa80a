// The graph as typed columns, and the blocks that hold what stands behind them.

import { mintStatement } from "./mint.js";

export class Blocks {
  constructor(address) {
    this.address = address;
    this.loaded = new Map();
  }

  get(name) {
    if (!this.loaded.has(name)) this.loaded.set(name, this.load(name));
    return this.loaded.get(name);
  }

  async load(name) {
    const bytes = this.address ? await fetchBytes(this.address + name) : await embeddedBytes(name);
    if (typeof DecompressionStream === "undefined") throw new Error("This browser is too old to unpack the graph.");
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  }
}

async function fetchBytes(address) {
  const answer = await fetch(address);
  if (answer.status === 410) throw new Error("The graph has changed since this page was opened. Load the page again.");
  if (!answer.ok) throw new Error(`The server answered ${answer.status} for a part of the graph.`);
  return answer.arrayBuffer();
}

// The parts stand behind the script: until the browser has read the file to its end, one may be there only by half.
function wholeDocument() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

async function embeddedBytes(name) {
  await wholeDocument();
  const element = document.getElementById(`block-${name}`);
  if (!element) throw new Error(`The page lacks its part “${name}”: the file may be cut short.`);
  const packed = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(packed.length);
  for (let position = 0; position < packed.length; position += 1) bytes[position] = packed.charCodeAt(position);
  return bytes;
}

export class Graph {
  constructor(index, blocks) {
    this.index = index;
    this.blocks = blocks;
    const { entities, statements } = index;
    this.size = entities.name.length;
    this.drawn = index.drawn;
    this.names = entities.name;
    this.type = Uint8Array.from(entities.type);
    this.x = Int32Array.from(entities.x);
    this.y = Int32Array.from(entities.y);
    this.community = Int32Array.from(entities.community);
    this.facts = statements.subject.length;
    this.subject = Int32Array.from(statements.subject);
    this.object = Int32Array.from(statements.object);
    this.property = Uint16Array.from(statements.property);
    this.modality = Uint8Array.from(statements.modality);
    this.score = Uint8Array.from(statements.score);
    this.sources = Uint16Array.from(statements.sources);
    this.buildRows();
    this.conflictOf = new Map();
    index.conflicts.forEach((group) => group.forEach((fact) => this.conflictOf.set(fact, group)));
    this.numberOfKey = null;
  }

  // Compressed rows: the facts in which each entity is subject or object.
  buildRows() {
    const starts = new Int32Array(this.size + 1);
    for (let fact = 0; fact < this.facts; fact += 1) {
      starts[this.subject[fact] + 1] += 1;
      const other = this.object[fact];
      if (other >= 0 && other !== this.subject[fact]) starts[other + 1] += 1;
    }
    for (let entity = 0; entity < this.size; entity += 1) starts[entity + 1] += starts[entity];
    const fill = starts.slice();
    const rows = new Int32Array(starts[this.size]);
    for (let fact = 0; fact < this.facts; fact += 1) {
      rows[fill[this.subject[fact]]++] = fact;
      const other = this.object[fact];
      if (other >= 0 && other !== this.subject[fact]) rows[fill[other]++] = fact;
    }
    this.starts = starts;
    this.rows = rows;
  }

  factsOf(entity) {
    return this.rows.subarray(this.starts[entity], this.starts[entity + 1]);
  }

  degree(entity) {
    return this.starts[entity + 1] - this.starts[entity];
  }

  other(fact, entity) {
    return this.subject[fact] === entity ? this.object[fact] : this.subject[fact];
  }

  literal(fact) {
    const [kind, value, from, until] = this.index.statements.literals[-this.object[fact] - 1];
    return { kind, value, from, until };
  }

  articlesOf(fact) {
    const found = this.index.statements.articles[fact];
    return typeof found === "number" ? [found] : found;
  }

  typeName(entity) {
    return this.index.types[this.type[entity]];
  }

  // The IRIs of an entity's classes: its type and, where it has one, the finer class.
  classIris(entity) {
    const finer = this.index.classes[this.index.entities.class[entity]][2];
    return [...new Set([this.index.type_iris[this.type[entity]], finer])];
  }

  classLabel(entity) {
    return this.index.classes[this.index.entities.class[entity]][1];
  }

  otherNames(entity) {
    return this.index.entities.names[entity] || [];
  }

  // What an entity is called in addresses: its IRI without what all share.
  key(entity) {
    return this.index.entities.key[entity] || `${this.typeName(entity)}/${this.names[entity].replaceAll(" ", "_")}`;
  }

  iri(entity) {
    const key = this.key(entity);
    return /^[a-z][a-z0-9+.-]*:/i.test(key) ? key : `${this.index.base}entity/${key}`;
  }

  find(key) {
    if (!this.numberOfKey) {
      this.numberOfKey = new Map(this.names.map((_, entity) => [this.key(entity), entity]));
    }
    return this.numberOfKey.get(key);
  }

  // The facts of an article; the table is turned round once, when the first article is opened.
  factsIn(article) {
    if (!this.factsByArticle) {
      this.factsByArticle = this.index.articles.day.map(() => []);
      for (let fact = 0; fact < this.facts; fact += 1)
        for (const number of this.articlesOf(fact)) this.factsByArticle[number].push(fact);
    }
    return this.factsByArticle[article];
  }

  articleIri(source) {
    return this.index.base + (source.iri || `document/${source.id}`);
  }

  outlet(article) {
    const number = this.index.articles.outlet[article];
    return number < 0 ? null : this.index.outlets[number];
  }

  day(article) {
    return this.index.articles.day[article];
  }

  modalityName(fact) {
    return this.index.modalities[this.modality[fact]];
  }

  speaker(fact) {
    return this.index.statements.by[fact];
  }

  valid(fact) {
    return this.index.statements.valid[fact];
  }

  async row(kind, number) {
    const size = this.index.sizes[kind];
    const block = await this.blocks.get(`${kind}-${Math.floor(number / size)}`);
    return block[number % size];
  }

  // What stands behind a fact: its IRI and its pieces of evidence, each with its article.
  async evidence(fact) {
    const [iri, pieces] = await this.row("facts", fact);
    const found = pieces.map(async ([article, sentence, marks, score, extractor, spans]) => ({
      article,
      sentence,
      marks,
      score,
      spans: spans.map(([start, end, from = 0, until = sentence.length]) => [start, end, from, until]),
      extractor: this.index.extractors[extractor],
      source: await this.row("articles", article),
    }));
    const graph = this;
    return {
      pieces: await Promise.all(found),
      // Minted only when asked for: an export needs it, a card does not.
      get iri() {
        return iri ? graph.index.base + iri : mintStatement(graph, fact);
      },
    };
  }
}
