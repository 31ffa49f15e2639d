// Code lists of the looked-after-children return (SSDA903), as the Department for Education publishes them; codes of earlier years stay readable.

export type Codes = Readonly<Record<string, string>>;

/** Null where the code says that it is not known. Worded as a record's own field words it. */
export const ethnicities: Readonly<Record<string, string | null>> = {
  WBRI: "White British", WIRI: "White Irish", WIRT: "Gypsy or Irish Traveller", WROM: "Roma", WOTH: "Any other White background",
  MWBC: "White and Black Caribbean", MWBA: "White and Black African", MWAS: "White and Asian", MOTH: "Any other mixed background",
  AIND: "Indian", APKN: "Pakistani", ABAN: "Bangladeshi", AOTH: "Any other Asian background", BCRB: "Caribbean", BAFR: "African", BOTH: "Any other Black background",
  CHNE: "Chinese", OOTH: "Any other ethnic group", REFU: "Prefers not to say", NOBT: null,
};

/** 1 and 2 up to 2023-24, letters from 2024-25; U is not known. */
export const sexes: Readonly<Record<string, string | null>> = { "1": "male", "2": "female", M: "male", F: "female", U: null };

export const legalStatuses: Codes = {
  C1: "Interim care order", C2: "Full care order", D1: "Freeing order", E1: "Placement order",
  V2: "Section 20, accommodated", V3: "Short breaks, series agreed", V4: "Short break, single",
  J1: "Remanded to the authority", J2: "Accommodated under PACE", J3: "Sentenced with residence requirement",
  L1: "Police protection", L2: "Emergency protection order", L3: "Child assessment order",
};

const otherPlacement = "Other placement";
export const placements: Codes = {
  A3: "Placed for adoption with foster carer", A4: "Placed for adoption with new carer", A5: "Placed for adoption with foster carer", A6: "Placed for adoption with new carer",
  K1: "Secure children's home", K2: "Children's home", K3: "Registered supported accommodation",
  P1: "With parents", P2: "Independent living", P3: "Residential employment", H5: "Semi-independent living",
  R1: "Residential care home", R2: "NHS or other medical care", R3: "Family centre or mother and baby unit", R5: "Young offender institution", S1: "Residential school",
  T0: "Temporary placement", T1: "Temporary: hospital", T2: "Temporary: holiday", T3: "Temporary: carer on holiday", T4: "Temporary: seven days or less",
  U1: "Foster, relative or friend, long term", U2: "Foster, relative or friend, also adopter", U3: "Foster, relative or friend",
  U4: "Foster, long term", U5: "Foster, also adopter", U6: "Foster",
  Z1: otherPlacement, Z11: otherPlacement, Z12: otherPlacement, Z13: otherPlacement, Z14: otherPlacement,
};

export const providers: Codes = { PR0: "Parents", PR1: "Own provision", PR2: "Another local authority", PR3: "Other public provision", PR4: "Private provision", PR5: "Voluntary provision" };

export const needs: Codes = {
  N1: "Abuse or neglect", N2: "Child's disability", N3: "Parental illness or disability", N4: "Family in acute stress",
  N5: "Family dysfunction", N6: "Socially unacceptable behaviour", N7: "Low income", N8: "Absent parenting",
};

export const startReasons: Codes = {
  S: "Started to be looked after", L: "Legal status changed", P: "Placement and carer changed", T: "Placement changed, same carer",
  B: "Legal status, placement and carer changed", U: "Legal status and placement changed, same carer",
};

export const endReasons: Codes = {
  X1: "Next episode follows", E11: "Adopted", E12: "Adopted, consent dispensed with", E2: "Died", E3: "Care taken over by another authority",
  E4A: "Returned home, planned", E4B: "Returned home, not planned", E13: "To relatives without parental responsibility",
  E41: "Child arrangements order", E43: "Special guardianship order", E44: "Special guardianship order",
  E45: "Special guardianship, former foster carers", E46: "Special guardianship, other carers", E47: "Special guardianship, former foster carers", E48: "Special guardianship, other carers",
  E5: "Independent living, supported", E6: "Independent living, not supported", E7: "Adult care", E8: "Other reason", E9: "Sentenced to custody",
  E14: "Remand ended", E15: "Found to be 18 or over", E16: "Moved abroad", E17: "18 or over, staying with carers",
};

export const changeReasons: Codes = {
  CARPL: "care plan", CLOSE: "placement closed or carer resigned", ALLEG: "allegation", STAND: "concern about standards", APPRR: "approval removed",
  CREQB: "carer asked, behaviour", CREQO: "carer asked, other", CHILD: "child asked", LAREQ: "authority asked", PLACE: "status of placement only", CUSTOD: "custody", OTHER: "other",
};

/** "Full care order (C2)"; null for an empty cell. The caller has checked the code. */
export const inWords = (codes: Codes, code: string): string | null => (code ? `${codes[code]} (${code})` : null);
