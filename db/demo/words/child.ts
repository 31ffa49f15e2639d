// What agencies say of a child in a meeting: at the level that real minutes keep to, concern without detail. {she} {him} {her} follow the child; others stand by reference.

export const updates: Record<string, string[]> = {
  csc: [
    "placement steady; plan reviewed and the trigger plan updated with the carers.",
    "two statutory visits since the last meeting, {she} was seen alone at both.",
    "the core group met; mother now attends and brings her own list of worries.",
    "a strategy discussion was held after the last overnight absence; section 47 enquiries go on.",
    "the placement gave notice; a solo placement within thirty miles is sought.",
    "family group conference held. An aunt has offered weekends.",
    "care plan unchanged. Contact with {her} brother has started again and goes well.",
    "{she} has a new social worker from this month; the handover visit was done together.",
    "section 20 agreement signed by mother; father's whereabouts are not known.",
    "parenting support offered and taken up; home rules about phones now written down.",
    "the return to {her} mother's home is holding, with daily visits in the first fortnight.",
    "one-to-one support has reached session six of twelve.",
  ],
  police: [
    "two intelligence items (sanitised); further information is with the closed session.",
    "nothing new. The marker is on and the beat team knows the address.",
    "a phone has been examined; the download is being reviewed for contact with adults.",
    "an account of the evening was given to an officer {she} knows. It is not yet a statement.",
    "enquiries with the taxi operator are complete, no further lines.",
    "{she} was stopped with two older males on the front; all three were spoken to and {she} was taken home.",
    "a debrief was tried twice. {She} does not want to speak to police at present.",
    "the vehicle named last time has been traced and its keeper spoken to.",
    "one crime recorded with an exploitation flag; the officer in the case is named on the record.",
    "online team has preserved the account; the platform has answered in part.",
  ],
  health: [
    "two contacts, one of two appointments kept. Nothing from A&E.",
    "see restricted note held by health; what matters for safety planning is below.",
    "CAMHS assessment done; {she} is on the list for individual work, eight weeks.",
    "the specialist nurse saw {him} at school. Trust is growing; same nurse next time.",
    "registered with a new GP after the move; records have followed.",
    "sleep is poor and {she} asks for help with it. A plan was agreed with the carer.",
    "no contact since the last meeting despite three tries; the nurse will go with the key worker.",
    "{she} came to the drop-in on {her} own. That is new.",
    "substance misuse service: first appointment kept, second one missed.",
  ],
  schools: [
    "attendance {pc} %, up from {pd} %; a reduced timetable ends at half-term.",
    "attendance {pc} %, down from {pd} %; mostly Mondays after weekend contact.",
    "one fixed-term suspension. The head of year has put a check-in each morning.",
    "settled since the move of tutor group; two friends are a good influence.",
    "unexplained absence on three afternoons; staff now ring within twenty minutes.",
    "on roll but not attending; alternative provision starts on Monday.",
    "an EHC needs assessment has been agreed.",
    "new phone and trainers noticed; {she} says they are from a cousin.",
    "{she} is doing well in art and has been put forward for a place at college.",
  ],
  yjs: [
    "nil return.",
    "out-of-court disposal; two sessions of four done, {she} takes part.",
    "not known to the service. Prevention offer made.",
    "an assessment of {her} contact with older peers is shared with the key worker.",
    "order ends next month; a voluntary offer will go on.",
  ],
  harbour: [
    "four sessions of one-to-one work; {she} can now name what a safe adult would do.",
    "the return interview was completed; themes are under voice.",
    "{she} missed two sessions and came to the third with a friend, who has asked for help too.",
    "parent support: mother has joined the Tuesday group.",
    "waiting list; a first visit is booked within the fortnight.",
    "mentor matched. They share an interest in boxing, and the first meeting went well.",
  ],
  housing: [
    "a management move for the family is at band one; no property yet.",
    "the tenancy is not at risk. Noise reports came from the flat below, not from the family.",
    "nothing held.",
  ],
  safety: [
    "camera review done for the two evenings; one clip passed to police.",
    "detached workers see {him} on the promenade most Fridays, with the same three friends.",
    "nothing held.",
  ],
  probation: ["nothing held on the household.", "mother's partner is not known to the service.", "an adult in the household completed an order in the spring; no current concern."],
  licensing: ["nothing held on named premises.", "no visit has been needed since the last meeting."],
};

export const voices = [
  "\"I wouldn't mind talking to someone, not police.\"",
  "\"They were the only ones who asked how I was.\"",
  "\"I go because it's loud at home and quiet there.\"",
  "\"If I tell you who, it comes back on me.\"",
  "\"I want to go back to my old school.\"",
  "\"He isn't what you lot think he is.\"",
  "\"I wasn't missing, I knew where I was.\"",
  "\"Can my nan come to the next one?\"",
  "\"I'm sick of telling it again to somebody new.\"",
  "\"I'd come in if you didn't take my phone.\"",
  "\"The night staff are all right. They make toast and don't go on.\"",
  "\"My mates worry more about me than I do.\"",
  "\"I just want it to be normal.\"",
  "\"I'll do the boxing. Not the talking, not yet.\"",
  "\"Nobody said I could say no.\"",
  "{She} chose not to add to what was said last month.",
  "{She} drew a map of where {she} feels safe; the key worker holds it.",
  "{She} has read {her} plan and changed two lines of it.",
];

export const worries = [
  "The pattern follows contact weekends and pay days.",
  "Overnight absences are longer and the places further off.",
  "{She} has money and items that nobody can explain.",
  "An older group is now between {him} and {her} friends of {her} own age.",
  "{She} minimises; the adults around {him} are tired and expect the worst.",
  "Online contact starts late at night and moves quickly to another app.",
  "{She} may be asked to bring others along.",
  "{She} is out of school, out of routine, and easy to find.",
  "Two sources now say the same about who picks {him} up.",
  "The family has debts, and somebody has offered to help with them.",
  "Since the move the absences have begun again, back towards the coast.",
];

export const strengths = [
  "Protective: carer, nurse, and a school that rings at once.",
  "Protective: {she} answers the key worker's messages, also when missing.",
  "Protective: mother is engaged and has changed the locks.",
  "Protective: grandmother's house is a place {she} goes to by choice.",
  "Protective: {she} asked for help herself last week, for the first time.",
  "Protective: the home's night staff know where to look and who to ring.",
  "Protective: football twice a week and a coach who notices.",
  "Protective: a good relationship with an older sister.",
  "Protective: {she} came back on {her} own after each of the last episodes.",
];

export const linksTo = [
  "Links: {o} (suspected, seen with); {l}.",
  "Links: {o}; co-missing with {c}.",
  "Links: {l}, where {she} was found twice; {c} is named as a friend.",
  "Links: {c} (co-missing). No adult is named this month.",
  "Links: {o}, who is also in contact with {c}.",
];

export const riskWords: Record<string, string[]> = {
  High: [
    "Exploitation is likely and harm has happened; the plan has not yet changed the pattern.",
    "Adults who pose a risk still have contact with {him}; overnight absences go on.",
    "Several indicators are active within the last three months, and {she} is not yet able to keep {herself} safe.",
    "Gifts, a second phone and absence at night; the group that looks for {him} is known.",
    "Each agency holds part of the same picture, and it is not improving.",
  ],
  Medium: [
    "Targeted, with protective adults close by; indicators are fewer than last time.",
    "Contact has stopped, but the adults and places have not gone away.",
    "Absences are shorter and {she} answers the phone; the network is unchanged.",
    "A pattern is emerging; no adult has been named.",
    "The move has helped. It needs to hold through the holidays.",
  ],
  Low: [
    "Early indicators only, a settled placement and good school attendance.",
    "No episode for two months; {she} works with {her} mentor and can say what changed.",
    "Vulnerable through friends rather than through contact of {her} own.",
    "Indicators are older than three months; support goes on.",
  ],
};

export const missingRiskWords: Record<string, string[]> = {
  High: ["Absent overnight with adults who pose a risk; serious harm is very likely when {she} is missing.", "Found out of area twice; health needs unmet while away.", "Episodes are longer and {she} does not say where {she} has been."],
  Medium: ["Repeat episodes to friends and to the seafront; harm likely, not serious.", "Back before midnight most times, with the same two friends.", "The trigger plan works when it is followed; weekends are the gap."],
  Low: ["Short absences to family; whereabouts known within hours.", "One episode in two months, returned by {herself}.", "Late back rather than missing; the home now uses the right words for it."],
};

export const whyOpened = {
  macse: [
    "Police notification: missing, then seen in a car with an older adult",
    "School: attendance dropping, new phone, collected by somebody who is not family",
    "Walk-in centre nurse: presentation with indicators, agreed to be referred",
    "A friend told a youth worker: \"I'm worried about my mate\"",
    "Parent rang the front door; believes an adult has befriended the whole family",
    "Children's home: gifts, a second phone, and cars at the end of the lane",
    "Out-of-area placement notified by the placing authority with a current plan",
    "Return interview: an adult was named for the first time",
    "Hotel used its guest information notice and rang at once",
    "Online team: child identified in contact with an adult account",
    "Missing From Home panel: absences now overnight and out of area",
    "Youth justice: carrying for others, in debt to them",
  ],
  mfh: [
    "Four reports in a month; found on the seafront each time",
    "Away overnight from placement, whereabouts not known until morning",
    "Missing for more than 24 hours; found out of area",
    "Police grade high on the second episode",
    "Repeat absences at the change of placement",
    "School and home each thought the child was with the other",
    "Co-missing with a child already open to the panel",
    "Placed here by another authority with a history of absences",
  ],
};

export const closings = [
  "Risk reduced and sustained over two reviews; every agency agrees.",
  "The child-in-need plan carries the work from here; the lead professional was at the meeting.",
  "Moved; the receiving authority has accepted and its panel has a date.",
  "Adult pathway named and the adult worker has met {him}.",
  "No sign of exploitation after enquiry; the worry was about bullying and is being dealt with.",
];
export const continues = ["Key worker stays for three months; mentor until the summer", "Early help; school check-in each week", "One-to-one work to its end; parents' group", "Care plan and its reviews; health passport", "Youth justice prevention worker"];
export const bringsBack = ["Any overnight absence; contact from a person posing risk; a new phone that nobody gave", "Two missing episodes in a month, or one overnight", "The adult named in the record comes back to the area", "A return to the earlier friendship group, or school attendance under 60 %"];
