// Actions and sharing decisions: good wording, one owner, something that can be seen to be done.

export type For = "child" | "offender" | "location";
export interface Task {
  agency: string;
  for: For[];
  what: string;
  evidence: string;
}

export const tasks: Task[] = [
  { agency: "police", for: ["child"], what: "Ask for the marker on the home address and confirm when it is on", evidence: "Marker on; reference given to the coordinator" },
  { agency: "police", for: ["child"], what: "Review the phone download for contact with adults and report what may be shared", evidence: "Sanitised summary recorded, intelligence reference held" },
  { agency: "police", for: ["child", "offender"], what: "Submit a sanitised report on the vehicle and check number plate cameras", evidence: "Intelligence reference recorded" },
  { agency: "police", for: ["offender"], what: "Decide between a community protection warning and an order, and record why", evidence: "Decision and rationale on the record" },
  { agency: "police", for: ["offender"], what: "Serve the warning in person, with body-worn video", evidence: "Served; copy with the coordinator" },
  { agency: "police", for: ["location"], what: "Put the place on the hotspot patrol plan for Friday and Saturday evenings", evidence: "Patrol plan, four weeks" },
  { agency: "police", for: ["child"], what: "Name one officer who will try the prevention interview each time", evidence: "Officer named on the record" },
  { agency: "csc", for: ["child"], what: "Agree a new trigger plan with the home and complete part one of the missing form", evidence: "Plan uploaded to the child's file" },
  { agency: "csc", for: ["child"], what: "Convene a strategy discussion and share its outcome", evidence: "Held; outcome recorded" },
  { agency: "csc", for: ["child"], what: "Tell the responsible authority about the last three episodes in writing", evidence: "E-mail sent by secure mail, receipt kept" },
  { agency: "csc", for: ["child"], what: "Visit alone, and ask what would help on a Friday night", evidence: "Visit recorded with the child's words" },
  { agency: "csc", for: ["child"], what: "Agree with mother what she may be told and what she may pass on", evidence: "Written agreement" },
  { agency: "csc", for: ["offender"], what: "Assess risk to the children in the household", evidence: "Assessment complete" },
  { agency: "health", for: ["child"], what: "Specialist nurse to offer a first appointment at a place of the child's choosing", evidence: "Appointment kept" },
  { agency: "health", for: ["child"], what: "Find out where the CAMHS referral stands and ask for a date", evidence: "Date given to the key worker" },
  { agency: "health", for: ["child"], what: "Check A&E and walk-in records for the two nights and report yes or no", evidence: "Checked; answer given" },
  { agency: "schools", for: ["child"], what: "Put a named adult at the gate and ring within twenty minutes of an absence", evidence: "In place from Monday; log kept" },
  { agency: "schools", for: ["child"], what: "Agree a timetable that ends the empty afternoons", evidence: "Timetable agreed with the family" },
  { agency: "schools", for: ["child", "location"], what: "Brief the pastoral leads of the two schools on what to look for", evidence: "Briefing held, attendance list" },
  { agency: "yjs", for: ["child"], what: "Offer prevention work and say by when it was taken up", evidence: "Started" },
  { agency: "yjs", for: ["child"], what: "Map peers and places with the young person and bring the map without names", evidence: "Map shared with the panel" },
  { agency: "probation", for: ["offender"], what: "Ask for an exclusion from the seafront to be added to the licence", evidence: "Licence varied" },
  { agency: "probation", for: ["offender"], what: "Confirm the release address and tell police and social care the same day", evidence: "Address confirmed" },
  { agency: "housing", for: ["child"], what: "Find a management move for the family away from the block", evidence: "Offer made and accepted" },
  { agency: "housing", for: ["child"], what: "Change the locks and fit a door viewer", evidence: "Job complete, photograph on file" },
  { agency: "housing", for: ["offender"], what: "Report on tenancy conduct and whether notice can be served", evidence: "Report to the chair" },
  { agency: "housing", for: ["offender", "location"], what: "Inspect the flat with police and record who lives there", evidence: "Inspection sheet" },
  { agency: "housing", for: ["location"], what: "Repair the entry door and light the stairwell", evidence: "Contractor's completion note" },
  { agency: "licensing", for: ["location"], what: "Visit with community safety about under-age entry and report the conditions considered", evidence: "Visit report" },
  { agency: "licensing", for: ["location"], what: "Check the guest register and the training log", evidence: "Both seen; gaps listed" },
  { agency: "licensing", for: ["offender"], what: "Check licensed trades for this person and report yes or no", evidence: "Checked" },
  { agency: "safety", for: ["location"], what: "Site a mobile camera and tell the control room what to watch for", evidence: "Camera live" },
  { agency: "safety", for: ["location"], what: "Arrange detached youth work on the two busiest evenings", evidence: "Rota for eight weeks" },
  { agency: "safety", for: ["child", "offender"], what: "Review camera footage for the two evenings and pass on what is found", evidence: "Review complete, one clip passed on" },
  { agency: "harbour", for: ["child"], what: "Offer the return interview again, by the worker the child knows", evidence: "Interview completed" },
  { agency: "harbour", for: ["child"], what: "Start one-to-one work and report after the fourth session", evidence: "Four sessions held" },
  { agency: "harbour", for: ["child"], what: "Invite mother to the parents' group", evidence: "Came to the first evening" },
];

export const notes = ["Started; first contact made", "Waiting for an answer from the other agency", "Half done, the rest next week", "Spoke to the key worker, date agreed", "Tried twice, no answer yet"];
export const notPossible = ["Moved to another area before it could be done", "The placement ended and the new one has its own plan", "Released to another area; receiving service told", "The family declined and cannot be made to"];
export const notDone = ["No capacity in the team; raised with the service manager", "Not picked up after the owner left; escalated", "Carried twice without progress; escalated to the head of service"];
export const superseded = ["Taken into the child protection plan", "Replaced by the order granted since"];
export const cancelled = ["Asked for twice under two items", "No longer needed after the safety plan"];
export const moreTime = ["Waiting for the hearing", "Worker off sick, cover from Monday", "Contractor booked for next week"];

export interface Telling {
  decision: "share" | "share in part" | "do not share" | "defer";
  for: For[];
  what: string;
  owner: string;
  /** An agency of the partnership. */
  to?: string;
  /** Somebody outside the panel: a disclosure. */
  name?: string;
  purpose: string;
  necessity: string;
  proportionality: string;
  basis: string;
  special?: string;
  consent: string;
  consentReason?: string;
  conditions?: string;
  redactions?: string;
  how?: string;
  reason?: string;
}

const task = "public task";
const safeguarding = "9(2)(g) with DPA 2018 Sch 1 para 18, safeguarding";
const enforcement = "law enforcement (Part 3)";
const clinical = "9(2)(h) health or social care";
export const tellings: Telling[] = [
  { decision: "share", for: ["child"], what: "Current risk level and trigger plan", owner: "csc", to: "police", purpose: "A faster and better-informed response when the child is next missing", necessity: "Control room cannot grade the report without it", proportionality: "Plan only, not the case file", basis: task, special: safeguarding, consent: "given", how: "secure e-mail" },
  { decision: "share", for: ["child"], what: "Dates and places found, last ninety days", owner: "police", to: "harbour", purpose: "Preparation of the return interview", necessity: "The interviewer would otherwise ask what is already known", proportionality: "Places and dates only", basis: task, special: safeguarding, consent: "given", how: "secure e-mail" },
  { decision: "share in part", for: ["child"], what: "Description of the person and the vehicle to look out for", owner: "police", name: "Manager of the children's home", purpose: "Safety plan at the home", necessity: "The home cannot plan without it", proportionality: "Description only, not the intelligence behind it", basis: task, special: safeguarding, consent: "not sought", consentReason: "would prejudice protection", conditions: "Manager and two shift leads only; not to be put on the child's file there", redactions: "Source and other children", how: "in person" },
  { decision: "share", for: ["child"], what: "Attendance and named adult at school", owner: "schools", to: "csc", purpose: "Care plan review", necessity: "The reviewing officer asked for it", proportionality: "One term's figures", basis: task, consent: "given", how: "secure e-mail" },
  { decision: "share in part", for: ["child"], what: "That health is engaged and the name of the nurse", owner: "health", to: "csc", purpose: "One plan rather than two", necessity: "Visits were clashing", proportionality: "No clinical content", basis: task, special: clinical, consent: "given", conditions: "Not for onward sharing", redactions: "All clinical content", how: "by telephone" },
  { decision: "do not share", for: ["child"], what: "What the child said about the family", owner: "harbour", to: "schools", purpose: "Pastoral care, asked for by the school", necessity: "The aim can be met by saying what to watch for", proportionality: "Telling would cost the child's trust and is not needed to keep the child safe", basis: task, special: safeguarding, consent: "refused", reason: "The child asked that it go no further, and no risk turns on it" },
  { decision: "do not share", for: ["child"], what: "Sexual health information held by the clinic", owner: "health", to: "police", purpose: "Enquiry into contact with adults", necessity: "Not shown: police have two other lines", proportionality: "Harm to confidence in the clinic outweighs it at present", basis: task, special: clinical, consent: "not sought", consentReason: "unsafe", reason: "Not necessary now; to be looked at again if the other lines fail" },
  { decision: "do not share", for: ["child", "offender"], what: "That the panel discussed the family", owner: "csc", name: "Landlord of the neighbouring flat", purpose: "Asked for by the landlord", necessity: "None", proportionality: "No safeguarding aim would be served", basis: task, consent: "not sought", consentReason: "not reasonably obtainable", reason: "No role in keeping the child safe" },
  { decision: "share", for: ["offender"], what: "Address, date of birth and licence conditions", owner: "probation", to: "police", purpose: "Checks on compliance", necessity: "Officers could not enforce what they did not know", proportionality: "Conditions only", basis: enforcement, special: "Part 3 with Sch 8", consent: "not sought", consentReason: "would prejudice protection", how: "secure portal" },
  { decision: "share in part", for: ["offender"], what: "That concerns exist about conduct towards children", owner: "police", to: "licensing", purpose: "Fitness to hold a badge", necessity: "Licensing decides on the balance of probability and needs the substance", proportionality: "Summary; no child is named", basis: task, consent: "not sought", consentReason: "would prejudice protection", conditions: "Licensing lead and committee clerk only", redactions: "Children and sources", how: "secure e-mail" },
  { decision: "share in part", for: ["offender"], what: "That an adult visitor should not be alone with the children", owner: "csc", name: "The partner, in her own home", purpose: "Safety of the children in the household", necessity: "She cannot protect them otherwise", proportionality: "The least that lets her act; advice taken under the disclosure scheme", basis: task, special: safeguarding, consent: "not sought", consentReason: "would prejudice protection", conditions: "Not to be passed on; support worker present", redactions: "All other people", how: "in person" },
  { decision: "do not share", for: ["offender"], what: "The intelligence behind the warning", owner: "police", to: "housing", purpose: "Possession proceedings", necessity: "The landlord's own records are enough", proportionality: "Would put a source at risk", basis: enforcement, special: "Part 3 with Sch 8", consent: "not sought", consentReason: "would prejudice protection", reason: "Risk to a source, and the aim can be met without it" },
  { decision: "do not share", for: ["offender"], what: "His address", owner: "probation", name: "Parent of a child open to the panel", purpose: "Asked for by the parent", necessity: "A safety plan can be made without it", proportionality: "Likely to lead to harm", basis: enforcement, special: "Part 3 with Sch 8", consent: "not sought", consentReason: "unsafe", reason: "Risk of disorder; the parent has a plan and a number to ring" },
  { decision: "share", for: ["location"], what: "Times and kinds of incident", owner: "police", to: "licensing", purpose: "Review of licence conditions", necessity: "Conditions must fit the times", proportionality: "No names", basis: task, consent: "not sought", consentReason: "child at risk, not needed", how: "secure e-mail" },
  { decision: "share in part", for: ["location"], what: "That children have been targeted near the premises, and what staff should do", owner: "licensing", name: "Manager of the premises", purpose: "Guardianship", necessity: "Staff are the ones who are there", proportionality: "Nothing that points to a child or a suspect", basis: task, consent: "not sought", consentReason: "child at risk, not needed", conditions: "For staff training only", redactions: "All people", how: "in person" },
  { decision: "share", for: ["location"], what: "Map of places young people named", owner: "harbour", to: "safety", purpose: "Where to put youth work and cameras", necessity: "The partnership decides on it this month", proportionality: "Places only", basis: task, consent: "given", how: "secure e-mail" },
  { decision: "do not share", for: ["location"], what: "Names of children seen there", owner: "police", name: "Head office of the premises", purpose: "Asked for by the company", necessity: "None: descriptions of behaviour are enough", proportionality: "Children would be identifiable to staff", basis: task, consent: "not sought", consentReason: "unsafe", reason: "The company has no role that needs a name" },
];

export const deferReasons = ["Waiting for the strategy discussion", "The owning agency has asked for legal advice", "Review falls next month; nothing new since"];
export const declineReasons = ["Being managed in the child protection plan; nothing for the panel this month", "Known already through a sibling's item", "Interview has been arranged since the list was made"];
export const apologies = ["Apologies are recorded with the attendance. Every agency that sent apologies sent information, except where shown.", "Two apologies. Deputies were briefed and spoke for their agencies.", "All core agencies were in the room or had sent a deputy."];
export const welcomes = ["The chair read the confidentiality statement. No conflicts of interest were declared.", "The chair read the confidentiality statement and asked for conflicts of interest. One member said that a relative works at one of the premises and left for that item.", "The chair welcomed two deputies, read the confidentiality statement and asked for conflicts of interest: none."];
export const lastMinutes = ["The minutes of the last meeting were agreed as a true record.", "The minutes of the last meeting were agreed with one correction, a date under matters arising."];
export const arising = ["Open actions were taken one by one. Those complete were confirmed by another agency; the rest carry over with their dates.", "Four actions were overdue. Two owners gave dates; two were raised with the service manager.", "The chair asked of each action that had not been done whether circumstances had changed or the agency had not done it, and each answer is on the action."];
export const otherBusiness = ["The panel noted that half-term falls before the next meeting; the missing plan for the week is with the coordinator.", "Training on return interviews is on the 14th; two places for each agency.", "No other business.", "Community safety will bring the lighting plan for the seafront to the next meeting."];
