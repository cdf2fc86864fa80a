// Completion over every name and other name.

import { fold } from "./text.js";

export class NameIndex {
  constructor(graph) {
    this.graph = graph;
    this.rows = null;
  }

  // Folded names, built once: on first use, or earlier when the browser is idle.
  build() {
    if (this.rows) return;
    this.rows = this.graph.names.map((name, entity) => {
      const others = this.graph.otherNames(entity);
      return others.length ? [name, ...others].map(fold) : [fold(name)];
    });
  }

  find(text, limit = 12) {
    this.build();
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const found = this.scan((name) => quality(name, wanted));
    if (!found.length && wanted.length > 3) found.push(...this.scan((name) => (near(name, wanted) ? 5 : -1)));
    found.sort((one, two) => one.quality - two.quality || one.entity - two.entity);
    return found
      .slice(0, limit)
      .map(({ entity, place }) => ({ entity, alias: place ? this.graph.otherNames(entity)[place - 1] : null }));
  }

  scan(judge) {
    const found = [];
    for (let entity = 0; entity < this.rows.length; entity += 1) {
      const names = this.rows[entity];
      let best = -1;
      let place = 0;
      for (let number = 0; number < names.length; number += 1) {
        const grade = judge(names[number]);
        if (grade >= 0 && (best < 0 || grade < best)) [best, place] = [grade, number];
      }
      if (best >= 0) found.push({ entity, quality: best, place });
    }
    return found;
  }
}

// 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 inside a word, 4 every word somewhere; -1 none.
function quality(name, wanted) {
  const at = name.indexOf(wanted);
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
  if (!wanted.includes(" ")) return -1;
  return wanted.split(/\s+/).every((word) => name.includes(word)) ? 4 : -1;
}

// One slip of the finger: the beginning of some word is one change, insertion or omission away.
function near(name, wanted) {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word && word[0] === wanted[0] && oneSlip(word.slice(0, wanted.length + 1), wanted));
}

function oneSlip(word, wanted) {
  let start = 0;
  while (start < word.length && start < wanted.length && word[start] === wanted[start]) start += 1;
  if (start === wanted.length) return true;
  const tails = [
    [start + 1, start + 1],
    [start + 1, start],
    [start, start + 1],
  ];
  const swapped = word[start] === wanted[start + 1] && word[start + 1] === wanted[start];
  if (swapped && word.slice(start + 2).startsWith(wanted.slice(start + 2))) return true;
  return tails.some(([one, two]) => word.slice(one).startsWith(wanted.slice(two)));
}
