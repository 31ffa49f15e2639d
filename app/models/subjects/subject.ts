export const kinds = ["child", "offender", "location"] as const;
export type Kind = (typeof kinds)[number];

const prefixes: Record<Kind, string> = { child: "C", offender: "O", location: "L" };

/** "C-0147": the reference by which a subject is named where its name must not stand. */
export const refOf = (kind: Kind, number: number): string => `${prefixes[kind]}-${String(number).padStart(4, "0")}`;

/** What the kind is called on screens. "Person posing risk" until the status is convicted (product.md, Words). */
export const kindName = (kind: Kind): string => ({ child: "Child", offender: "Person posing risk", location: "Location" })[kind];
export const kindPlural = (kind: Kind): string => ({ child: "Children", offender: "People posing risk", location: "Locations" })[kind];
