// How relations are called, seen from either end, and how facts that are not plain facts are marked.

import relations from "./relations.json";

export const MODALITY_TEXT = {
  asserted: "",
  former: "former",
  planned: "planned",
  agreed: "agreed, not done",
  denied: "denied",
  speculated: "speculation",
};

export function relationLabel(graph, property) {
  return graph.index.properties[property].label;
}

export function inverseLabel(graph, property) {
  const declared = graph.index.properties[property];
  if (declared.symmetric) return declared.label;
  if (declared.inverse) return declared.inverse;
  if (Object.hasOwn(relations, declared.name)) return relations[declared.name];
  return / by$/.test(declared.label) ? declared.label.slice(0, -3) : `${declared.label} of`;
}

// "former" alone means that it has ended; a claim is what only a named speaker says.
export function badges(graph, fact) {
  const found = [];
  const modality = graph.modalityName(fact);
  if (modality !== "asserted") found.push({ kind: modality, text: MODALITY_TEXT[modality] || modality });
  const speaker = graph.speaker(fact);
  if (speaker !== undefined) found.push({ kind: "claimed", text: "says", speaker });
  if (graph.conflictOf.has(fact)) found.push({ kind: "conflict", text: "sources disagree" });
  return found;
}

export function linkKind(graph, facts) {
  let best = null;
  const order = ["asserted", "agreed", "planned", "former", "speculated", "denied"];
  for (const fact of facts) {
    const place = order.indexOf(graph.modalityName(fact));
    if (best === null || place < best) best = place;
  }
  return order[best] || "asserted";
}
