/**
 * Who of MACSE reads a text of Seaholme Health's, by its handling and the agencies that it names: Amira (police, chair), Dan (police), Gareth (social
 * care, deputy), Ruth (social care, coordinator), Chloe (health), Owen (youth justice). The others are told `held`. By hand, from practice.md §4.
 */
export const readsOfHealth = <H extends string>(held: H) =>
  [
    ["shared", [], { amira: "words", gareth: "words", ruth: "words", dan: "words", chloe: "words", owen: "words" }],
    ["health", [], { amira: held, gareth: held, ruth: held, dan: held, chloe: "words", owen: held }],
    ["police", [], { amira: "words", gareth: held, ruth: held, dan: "words", chloe: "words", owen: held }],
    ["named agencies", ["csc"], { amira: held, gareth: "words", ruth: "words", dan: held, chloe: "words", owen: held }],
    ["chair", [], { amira: "words", gareth: "words", ruth: held, dan: held, chloe: "words", owen: held }],
  ] as const;
