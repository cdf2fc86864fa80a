// Statement IRIs, minted as kg/iris.py does: base, "statement/", and 128 bits of SHA-256 over the parts.

export function mintStatement(graph, fact) {
  const other = graph.object[fact];
  const literal = other < 0 ? graph.literal(fact) : null;
  const known = (entity) => (entity === undefined ? null : graph.iri(entity));
  const [since, until] = graph.valid(fact) || [null, null];
  const parts = [
    graph.iri(graph.subject[fact]),
    graph.index.properties[graph.property[fact]].name,
    literal ? [literal.kind, literal.value] : ["entity", graph.iri(other)],
    graph.modalityName(fact),
    known(graph.speaker(fact)),
    known(graph.index.statements.of[fact]),
    since,
    until,
  ];
  return `${graph.index.base}statement/${sha256(pythonJson(parts)).slice(0, 32)}`;
}

// JSON as Python's json.dumps writes it: a space after commas, everything beyond ASCII escaped.
function pythonJson(value) {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// Constants are the fractional parts of the roots of the first primes. Source: FIPS 180-4.
function primeRoots(howMany, power) {
  const found = [];
  for (let number = 2; found.length < howMany; number += 1) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) isPrime = false;
    if (isPrime) found.push(((number ** power % 1) * 2 ** 32) | 0);
  }
  return found;
}

// The digest of ASCII text, in hexadecimal. Written out, for pages served without TLS have no crypto.subtle.
export function sha256(text) {
  const rounds = primeRoots(64, 1 / 3);
  const state = primeRoots(8, 1 / 2);
  const length = Math.ceil((text.length + 9) / 64) * 16;
  const words = new Int32Array(length);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[length - 1] = text.length * 8;
  for (let block = 0; block < length; block += 16) digestBlock(words.subarray(block, block + 16), rounds, state);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function digestBlock(words, rounds, state) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const schedule = Int32Array.from({ length: 64 }, (_, at) => words[at] || 0);
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [schedule[at - 15], schedule[at - 2]];
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[at] = schedule[at - 16] + small + schedule[at - 7] + large;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[at] + schedule[at]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] + word) | 0;
  });
}
