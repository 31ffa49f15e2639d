// What the people of a rehearsal write into the minutes: neutral, short, nobody's name, and no pronoun, so that it fits whoever the item is about.

/** Whose turn it is, by agency: the eleven speak for ten, and one of them keeps the list. */
export type Speaker = "keeper" | "police" | "csc" | "health" | "schools" | "yjs" | "probation" | "housing" | "licensing" | "safety" | "harbour";

/** What each agency has of somebody or of a place. */
type Updates = Record<Exclude<Speaker, "keeper">, readonly string[]>;

/** What is said of one kind of subject. */
export interface Talk {
  updates: Updates;
  /** Under headings of their own, in the order of the discussion, each by one speaker. */
  after: readonly { by: Speaker; heading: string; texts: readonly string[] }[];
}

export const child: Talk = {
  updates: {
    police: ["two sanitised reports since the last meeting, both of the seafront after dark.", "no new reports; the marker on the home address is in force.", "one call in the night, answered by the duty car within twenty minutes.", "a prevention interview was done by the officer who is known to the child.", "seen once in a car with two adults; enquiries about the car go on.", "the calls of the month were gone through one by one with those at home."],
    csc: ["visited weekly and seen alone; the plan was reviewed on Tuesday.", "home is steady, and the adults there ring early.", "the key worker has changed; the handover was done together.", "a strategy discussion was held, its outcome is on the record.", "the family works with us and asks what to do on Friday evenings.", "a visit was missed last week and made up two days later."],
    health: ["two of three appointments kept.", "the specialist nurse has offered a first appointment at school.", "nothing new from the hospital since the last meeting.", "sleep is better; the referral has a date.", "known to the service; support goes on as before.", "the school nurse is asked for, and is trusted."],
    schools: ["attendance is better than last month, and best in the mornings.", "leaves before the end of the day on Fridays; a named adult now waits at the gate.", "a new group of friends, older; the form tutor keeps an eye on it.", "the timetable without empty afternoons began on Monday.", "every day away is rung about by ten; one home visit was made.", "two lessons a day in the small unit, and stays for them."],
    yjs: ["prevention work: four of six sessions kept.", "waits for a worker; starts on the first of the month.", "a map of places was drawn together, without names.", "helps with the younger ones on Saturdays, and is good at it.", "not known to the service.", "the last session was about telephones and went well."],
    probation: ["nothing held on the child; one adult of the household is known to us.", "nothing held.", "the adult named last time keeps to the exclusion from the seafront.", "nothing held; we ask to hear of the address if it changes."],
    housing: ["the move away from the block is offered, keys next week.", "no complaint about the address.", "the lock and the door viewer are done.", "two calls from neighbours about visitors late at night.", "tenancy in good order."],
    licensing: ["nothing held.", "the arcade was visited on Friday; nobody under age inside after nine.", "the taxi rank has been spoken to, and drivers know whom to ring.", "nothing on the child; the shop on the parade has a new condition from Monday."],
    safety: ["camera operators hold no description and need none at the moment.", "four calls about young people gathering; none names the child.", "the light at the steps is repaired; fewer calls since.", "detached youth workers met the group twice and will go again.", "nothing held."],
    harbour: ["comes to the drop-in most weeks, with a friend.", "what was offered last month was taken up at the second try.", "one-to-one work has begun, three sessions so far.", "somebody of the family came to the first evening of the parents’ group.", "has asked for the same worker, which we can do."],
  },
  after: [
    { by: "harbour", heading: "Child’s voice", texts: ["“I would rather be asked at the café than at home.” Told to the worker last week.", "“I know what you all think. I only go because there is nothing else.” Told to the worker on Thursday.", "“Ask me first, then ask the others.” Told to the worker on Friday.", "“School is fine. It is the evenings.” Told to the key worker.", "“I want one person, not five.” Told to the worker on Monday.", "“I rang when it got too much.” Told to the key worker the next day."] },
    { by: "csc", heading: "Protective factors and worries", texts: ["trusts one adult and rings when worried; the evenings are the gap.", "school holds; what comes with new friends is not known yet.", "the family asks for help early; telephones at night remain a worry.", "good at sport and wants to go back; the way home passes the parade.", "the plan is liked because it was written together; the weekend has nothing in it."] },
    { by: "police", heading: "Disruption", texts: ["patrols pass on Friday and Saturday; a warning is being considered for one adult.", "enquiries about the car first; a notice if they show what we think.", "nothing to add to what is in force.", "the beat team will speak to the staff of the place named last month."] },
    { by: "keeper", heading: "Plan", texts: ["the plan covers the weekdays; the panel asks for the weekend by the next meeting.", "stands, with one change: the key worker is the one who rings.", "each agency has its part; to be looked at again in a month.", "enough for now; the chair may want to set one action on the evenings."] },
  ],
};

export const offender: Talk = {
  updates: {
    police: ["a warning was served in person, and understood.", "two sightings near the parade since the last meeting, alone both times.", "an address check was made; nobody else was there."],
    csc: ["no children live in the household.", "contact with children of the family is supervised.", "an assessment of the family is being made, and due in two weeks."],
    health: ["nothing that may be shared for this purpose.", "nothing held."],
    schools: ["two schools have been told what to look for, without a name.", "nothing held."],
    yjs: ["one young person on our list was asked, and says little.", "nothing held."],
    probation: ["reports as required and keeps to the conditions.", "one appointment missed; a letter has gone.", "the exclusion from the seafront was asked for."],
    housing: ["rent is paid; visitors late at night were reported once.", "the flat was inspected with the police.", "nothing held."],
    licensing: ["holds no licence of ours.", "an application for a badge was seen, and is looked at together."],
    safety: ["camera operators hold the description.", "no calls about the address this month."],
    harbour: ["two young people have said that they keep away.", "nothing held."],
  },
  after: [
    { by: "probation", heading: "Worries and what holds them back", texts: ["the licence and a job hold; nights are free.", "keeps what is written down, and looks for what is not."] },
    { by: "licensing", heading: "Disruption", texts: ["trades that need a licence are closed to this person; we can say so in writing.", "a check of the two places named is planned for Friday."] },
    { by: "police", heading: "Links", texts: ["those recorded stand; one vehicle is to be added once it is certain.", "nothing new between this person and the children of today’s list."] },
    { by: "keeper", heading: "Plan", texts: ["police and probation meet once before the next panel and say what came of it.", "stands; each agency rings the officer in the case before it acts."] },
  ],
};

export const location: Talk = {
  updates: {
    police: ["six visits on the patrol plan; three groups were spoken to.", "on the hotspot plan for two more weekends."],
    csc: ["two children of today’s list were found here last month.", "families have been told what the place is known for."],
    health: ["the outreach nurse can be there on Fridays from six.", "nothing held."],
    schools: ["pupils of two schools meet here; pastoral leads are briefed.", "an assembly on getting home safely was held."],
    yjs: ["comes up on the maps that young people draw.", "detached work could start in two weeks."],
    probation: ["one person on licence is not to come here, and has not.", "nothing held."],
    housing: ["the flats above are ours; the entry door is repaired.", "two tenants have offered to ring when something is wrong."],
    licensing: ["visited with community safety; the register was in order.", "conditions on closing time and on staff were agreed."],
    safety: ["a mobile camera is in place; four calls against nine last month.", "the stairwell is lit, and the hedge cut back."],
    harbour: ["young people say that it is warm, open late, and nobody asks.", "our van could stand there on Saturdays."],
  },
  after: [
    { by: "safety", heading: "Guardians of the place", texts: ["the manager rings when groups wait outside; the night staff do not know whom to ring.", "the shop next door keeps its light on and would do more."] },
    { by: "licensing", heading: "Disruption", texts: ["a review of the licence is possible and not needed yet.", "a letter to the owner first; a visit after it."] },
    { by: "keeper", heading: "Plan", texts: ["camera, patrol and youth work run until the next meeting, then one report of all three.", "one number for the staff to ring, on a card by the till, from Friday."] },
  ],
};

/** Of a standing item by words in its title: who says what. `{me}` is the speaker's own name and agency. */
export const standing: readonly { title: RegExp; first: string; each: readonly string[]; last: string | null; speakers: number }[] = [
  { title: /^welcome/i, first: "Everybody was welcomed. The confidentiality statement was read, and nobody had a question about it.\n\n**Present**", each: ["{me}."], last: null, speakers: 10 },
  { title: /apologies/i, first: "No apologies have come in. Who has to leave early says so now.", each: ["here until the end.", "has to leave an hour before the end; a colleague can be rung.", "here until the end; on call for the duty desk."], last: null, speakers: 3 },
  { title: /minutes of the last/i, first: "Everybody has had the minutes of the last meeting.", each: ["read, nothing to correct.", "read, one small thing was sent in as a correction.", "read, agreed as they are."], last: null, speakers: 3 },
  { title: /matters arising/i, first: "Each agency with open actions says how they stand.", each: ["ours are in hand.", "one is done and waits to be confirmed.", "one needs more time, asked for in the list.", "nothing open.", "all done but one, which waits for another agency."], last: "What is carried is in the list of actions.", speakers: 5 },
  { title: /any other business/i, first: "Other business was asked for.", each: ["training for new members is on the first Thursday; places are left.", "the duty number changes next month, the new one will be sent round.", "a thank-you from a family was passed on."], last: "The date of the next meeting is in everybody’s calendar.", speakers: 3 },
];
/** Of any other standing item. */
export const anything = { first: "Taken as read.", each: ["nothing to add.", "agreed."], last: null, speakers: 2 };

/** How each agency is called at the head of its line. */
export const called: Record<Exclude<Speaker, "keeper">, string> = { police: "Police", csc: "Children’s social care", health: "Health", schools: "Schools", yjs: "Youth justice", probation: "Probation", housing: "Housing", licensing: "Licensing", safety: "Community safety", harbour: "The Harbour Project" };

/** Why subjects whom the rules propose are left for the next meeting. */
export const leftFor = "Left for the next meeting: this one takes a short list";
