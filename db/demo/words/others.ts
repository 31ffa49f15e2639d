// What is said of people who pose a risk, and of places.

export const offenderUpdates: Record<string, string[]> = {
  police: [
    "served with a warning; he took it calmly and asked for a copy.",
    "not seen in the town centre since the last meeting; address checks negative.",
    "intelligence that he has changed vehicle; registration in the closed session.",
    "interviewed under caution and released under investigation; bail conditions sought for the next arrest.",
    "two sightings near the arcade; no child with him.",
    "a Sexual Risk Order application is with force solicitors.",
    "phone seized; examination is twelve weeks out, priority asked for.",
    "arrested for breach and remanded; plea hearing next month.",
    "lives with a partner whose child is school age; referral made the same day.",
  ],
  probation: [
    "reports as required; conditions not to enter the seafront and to disclose relationships.",
    "licence varied with a curfew; he is angry about it but keeps to it.",
    "not known to the service.",
    "programme work begins after the induction group.",
    "approved premises place ends in four weeks; accommodation is the gap.",
    "missed one appointment; warning letter sent.",
  ],
  housing: ["tenant in good standing; any disclosure to go through the safeguarding lead.", "notice of seeking possession served for nuisance.", "nothing held.", "moved out without notice; the new address is not known."],
  licensing: ["private hire badge suspended with immediate effect.", "no licence held.", "application for a door supervisor badge seen; objection prepared."],
  safety: ["camera operators hold the description.", "community protection route discussed; threshold met.", "nothing held."],
  csc: ["contact with his own children is supervised.", "no children in the household.", "assessment of risk within the family done; safety plan with the partner."],
  health: ["nothing that may be shared for this purpose.", "known to adult mental health; the worker is asked to ring the officer in the case."],
  harbour: ["two young people name him without being asked.", "nothing held."],
};
export const offenderAnalysis = [
  "He offers lifts and food, then asks for favours. The pattern is the same with each child.",
  "Lone adult, contact starts online and moves to his flat within days.",
  "Works within a loose group; he is the one who drives.",
  "The risk is to children who are missing late at night near the station.",
  "Disruption is working: fewer sightings, and he has been seen with nobody under age.",
  "Younger than we thought, and a child himself until last year; both sides of his story matter.",
  "He tests each condition, so each breach has to be answered the same day.",
];
export const offenderRisk: Record<string, string[]> = {
  High: ["Active contact with children open to the panel; measures not yet in place.", "Breached a warning; more than one child names him.", "Release is near and the plan for it is not complete."],
  Medium: ["Measures are in force and being kept; contact is reduced.", "Named by one source; corroboration sought.", "In custody until the hearing, contact by phone is the worry."],
  Low: ["No contact with any child for three months.", "Left the area; the receiving force has the record."],
};
export const offenderWhy = ["Named by two children in separate return interviews", "Stopped with a missing child in the car", "Warning served; further contact seen", "Online account traced to an address in the town", "Release from custody with an address near a school", "Intelligence from the licensing team about unbooked lifts", "Seen with children at the arcade on four evenings", "Partner agency worried about visitors to his flat"];
export const offenderClosings = ["In custody, with MAPPA in the lead; comes back before release.", "No contact with any child over two reviews, measures expired without breach.", "Moved; the receiving force confirmed that it holds the record."];

export const locationUpdates: Record<string, string[]> = {
  police: ["hotspot patrols on four evenings; six children spoken to and taken home.", "two dispersal authorities used; adults moved on.", "fewer calls than in the month before.", "plain-clothes observation arranged."],
  licensing: ["visit made; conditions on the licence explained and training booked.", "review of the licence sought with police.", "test purchase failed; fixed penalty issued to the seller.", "the operator has put in a challenge policy and shows it works."],
  safety: ["lighting repaired on the east side.", "mobile camera in place for eight weeks.", "a public spaces order covers the area from next month.", "ambassadors briefed on what to look for and who to ring."],
  harbour: ["detached work twice a week; eleven young people known by name.", "young people say the place is quieter and that the group has moved to the car park.", "a young woman showed workers where she would and would not stand."],
  schools: ["assembly held; staff on duty at the stop after school.", "nothing held.", "two pupils found there in school hours."],
  housing: ["flat inspected with police; locks changed.", "the concierge keeps a log and passes it on weekly.", "nothing held."],
  health: ["outreach nurse on the Friday round.", "nothing held."],
};
export const locationAnalysis = [
  "It is dry, lit and nobody asks. Whatever is done here has to offer somewhere better.",
  "The risk is the walk between here and the station, not the place itself.",
  "The manager wants to help; night staff have not been trained.",
  "Children come because of credit and warmth. Adults come because the children do.",
  "Displacement to the next street is likely and is being watched.",
  "Guardianship has improved; the last three weeks were the quietest this year.",
];
export const locationRisk: Record<string, string[]> = {
  High: ["Three or more high-risk children found or linked here in sixty days.", "Adults known to the panel gather here at the times children do."],
  Medium: ["Known meeting place; guardians in place and improving.", "One incident this month, dealt with on the night."],
  Low: ["No incident for two months; kept under watch.", "Operator engaged, staff trained."],
};
export const locationWhy = ["Several children found here when missing", "Police and licensing: adults and children together late at night", "Young people named it in the peer-mapping work", "Neighbours' reports over several weeks", "Return interviews: named four times in a month", "Guest information notice answered with concern"];
export const locationClosings = ["Quiet for three months; lighting and guardianship hold.", "Premises closed; the building is secured."];

/** What goes on after closing, and what would bring it back. */
export const othersContinue = { offender: ["Probation supervision and its conditions", "Warning stays in force to its expiry; beat team holds the description", "Offender manager; alerts on the address"], location: ["Youth work once a week; camera stays until the autumn", "Licensing visits each quarter", "Street pastors and ambassadors, briefed"] } as const;
export const othersBack = { offender: ["Any contact with a child, a breach, or a new address near a school", "Two sources naming him again", "Release, or a change of licence"], location: ["Two children found there in a month", "A new report by young people or neighbours", "A change of operator"] } as const;
