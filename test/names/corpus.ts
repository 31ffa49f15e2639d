// Two hundred names as people type them in a hurry, planted in invented minutes by hand, and ordinary text beside them. Written before and apart from
// what finds them: {as written|whose}. "?" says that nobody on record is meant: the name is to be asked for. Nobody here is anybody.

export interface Recorded {
  id: string;
  given: string | null;
  family: string | null;
  aliases?: string[];
  /** On the agenda or linked to it. */
  near: boolean;
}

export const recorded: Recorded[] = [
  { id: "c1", given: "Jordan", family: "Ellis", near: true },
  { id: "c2", given: "Siân", family: "Llewellyn-Featherstonehaugh", aliases: ["Shanny"], near: true },
  { id: "c3", given: "Elizabeth Anne", family: "Hargreaves", near: true },
  { id: "c4", given: "Zuzanna", family: "Wiśniewska", near: true },
  { id: "c5", given: "Muhammad", family: "Siddiqui", near: true },
  { id: "c6", given: "Caoimhe", family: "Ní Dhomhnaill", near: true },
  { id: "c7", given: "Kayleigh", family: "Sharrock", near: true },
  { id: "c8", given: "Demi-Leigh", family: "Bickerstaffe", near: true },
  { id: "c9", given: "Oluwaseyifunmi", family: "Adebayo-Cole", aliases: ["Seyi"], near: true },
  { id: "c10", given: "Aaliyah", family: "Bartholomew", near: true },
  { id: "c11", given: "Nathaniel", family: "O'Rourke", near: true },
  { id: "c12", given: "Isobel", family: "Fairclough", near: true },
  { id: "c13", given: "Ioana", family: "Lăcătuș", near: true },
  { id: "c14", given: "Rhys", family: "Pryce-Jones", near: true },
  { id: "c15", given: "Rebecca", family: "Threlfall", near: true },
  { id: "c16", given: "Joshua", family: "Greenhalgh", near: true },
  { id: "o1", given: "Darren", family: "Entwistle", aliases: ["Bazza"], near: true },
  { id: "o2", given: "Łukasz", family: "Gołębiowski", near: true },
  { id: "o3", given: null, family: null, aliases: ["Razor"], near: true },
  { id: "o4", given: "Kashif", family: "Mahmood", near: true },
  { id: "o5", given: "Anthony", family: "Tattersall", aliases: ["Uncle T"], near: true },
  { id: "o6", given: "Gwilym", family: "Bowen", near: true },
  { id: "l1", given: null, family: null, aliases: ["Seafront Arcade"], near: true },
  { id: "f1", given: "Courtney", family: "Ormerod", near: false },
  { id: "f2", given: "Mariusz", family: "Brzęczyszczykiewicz", near: false },
  { id: "f3", given: "Hafsa", family: "Chaudhry", near: false },
  { id: "f4", given: "Terence", family: "Swarbrick", aliases: ["Tezza"], near: false },
  { id: "f5", given: "Shannon", family: "Duckworth", near: false },
];

/** People at work, and what is named and is no person. */
export const atWork = ["Ruth Okafor", "Dan Kowalczyk", "Chloe Adeyemi", "Amira Haddad", "Gareth Pugh", "Mairead Ní Bhriain", "Tomasz Lis", "Sarah Ellison", "Peter Bowden", "Nadia Hussain", "Emma Lister", "Owen Thackray"];
export const known = ["Northmoor Constabulary", "Seaholme Children's Services", "The Harbour Project", "Quayside Academy", "Seaholme Homes"];

/** Minutes with planted names: for the record of nobody among them. */
export const planted = `
**Why listed:** four missing episodes in thirty days. {Jordn Ellis|c1} was last seen at the quay with {Darren Entwhistle|o1} on Friday.

**Updates**

- Police: {Jordan Elis|c1} was stopped with two older males. One gave the name {Daz Entwistle|o1} and the other {Lukas Golebiowski|o2}.
- Police: {J Ellis|c1} would not give an account. {D. Entwistle|o1} was spoken to and moved on.
- Health: {Jordy|c1} kept one of two appointments. {Jord|c1} asked for the same nurse again.
- Schools: attendance 62 %. {Jordon|c1} is on a reduced timetable and sits with {Kayley Sharrock|c7}.
- Social care: placement steady. {Ellis, Jordan|c1} and {Shan|c2} were found together on Tuesday.
- Social care: {Jordans|c1} key worker has changed. The carer says that {Jorden|c1} sleeps badly.
- The Harbour Project: {Ellis|c1} came to the drop-in with {Kayliegh|c7} and {Becca|c15}.
- Voice: {Jordan|c1} said "I only go because {Bazza|o1} has a car".
- Police: {Jodan Ellis|c1} and {Keyleigh Sharrock|c7} were in the blue Astra. {Entwistel|o1} was driving it.

- Social care: {Sian Llewelyn-Featherstonehaugh|c2} had a settled month. Her mother is glad of it.
- Schools: {Sian|c2} was in every day. {Llewellyn Featherstonhaugh|c2} is on the register as one word.
- Health: {Siân’s|c2} sleep is better. {Shany|c2} is what her friends call her.
- Police: {Siaan|c2} gave a first account on Thursday. {S. Llewellyn-Featherstonehaugh|c2} is in the custody record of another.
- Housing: a letter came for {Sian Featherstonehaugh|c2} at the old address.

- Social care: {Liz Hargreaves|c3} was seen alone at both visits. {Lizzie|c3} wants to see her brother.
- Schools: {Beth Hargreaves|c3} is the name that staff use. {Elisabeth|c3} is on the roll.
- Health: {Elizabeth Hargreeves|c3} missed the clinic. {E Hargreaves|c3} has a new appointment.
- Police: {Lizzy Hargreaves|c3} was with {Razor|o3} at the bus station. {Razer|o3} ran off.
- Youth justice: {Hargreves|c3} has finished her order. {Liz|c3} thanked her worker.
- Police: {Elizabth Hargreaves|c3} named {Rasor|o3} and would not say more.

- Social care: {Zuzana Wisniewska|c4} lives with an aunt. The aunt speaks Polish.
- Schools: {Zuzanna Visnevska|c4} has an interpreter now. {Zuza|c4} likes art.
- Health: {Wisniewska|c4} is registered with a new GP. {Susanna Wisniewska|c4} is a mistake on the old card.
- Police: {Zuzzanna|c4} was messaged by {Lukasz|o2}. {Wiśniewska Z|c4} is how the download lists her.
- Housing: the tenancy names {Wisnieska|c4} as a child of the family.

- Social care: {Mohammed Siddiqui|c5} is back at home. {Mo|c5} gets on with his uncle.
- Schools: {Muhamad|c5} was excluded for a day. {Mohamed Sidiqui|c5} is on the second page of the list.
- Police: {Siddiqi|c5} was in the car with {Kashif Mahmoud|o4}. The driver said that {Kasif|o4} owed him.
- Health: {M. Siddiqui|c5} was not brought. {Muhammed|c5} has asked for evening times.
- Youth justice: {Siddique|c5} keeps his appointments. {Mohammad|c5} helps at the gym.

- Social care: {Caoimhe Ni Dhomhnaill|c6} came to the review. {Keeva|c6} is how it is said, and how two agencies write it.
- Schools: {Caoimhe|c6} settled after the move. {Caoihme|c6} is on the trip list.
- Health: {Kweeva|c6} was seen at school. {Caoimhe Dhomhnaill|c6} is on the letter.
- Police: {Nidhomhnaill|c6} is on the intelligence log. {Caomhe|c6} was in the park.

- Social care: {Kayleigh Sharock|c7} is home by eight. {Kayleigh's|c7} father attends.
- Schools: {Kaylee Sharrock|c7} has a mentor. {Kayls|c7} is friends with {Izzy|c12}.
- Police: {Sharrok|c7} was not in the house. The {Sharrocks|c7} rang it in themselves.
- Health: {K Sharrock|c7} has been weighed. {Kaleigh|c7} said that she was hungry.

- Social care: {Demi Leigh Bickerstaff|c8} moved on Monday. {Demi-Lee|c8} chose the room.
- Schools: {Demileigh Bickerstaffe|c8} starts after half-term. {Demi|c8} has met her tutor.
- Police: {Bickerstaf|c8} is known to officers in the next force. {Demi Bickerstaffe|c8} was reported at ten.
- Health: {Bickerstaffe, Demi-Leigh|c8} is on the waiting list.

- Social care: {Oluwaseyifunmi Adebayo Cole|c9} is called {Seyi|c9} by everybody. {Seyii|c9} is a typing mistake.
- Schools: {Oluwaseyifumi|c9} reads for the younger ones. {Adebayo-Coles|c9} mother is a governor.
- Police: {O. Adebayo-Cole|c9} was a witness. {Oluwaseyi|c9} gave a statement.
- Health: {Adabayo-Cole|c9} has glasses now.

- Social care: {Aliyah Bartholomew|c10} stays with her grandmother. {Aaliya|c10} asked for that.
- Schools: {Alliyah|c10} is in set two. {Bartholemew|c10} is misspelt on the door.
- Police: {A Bartholomew|c10} handed in a phone. {Aaliyah Bartholomue|c10} is on the receipt.
- Youth justice: {Bartholomew|c10} has no order.

- Social care: {Nate O'Rourke|c11} lives with his father. {Nathanial|c11} wants a bike.
- Schools: {Nathaniel ORourke|c11} has been late twice. {Nathan O'Rourke|c11} is the same boy.
- Police: {O’Rorke|c11} was at the arcade. {Nathaniel O Rourke|c11} was on the bus.
- Health: {N. O'Rourke|c11} broke his wrist. {Nathaneil|c11} says that he fell.

- Social care: {Isabel Fairclough|c12} has a family group conference. {Isobelle|c12} will bring her aunt.
- Schools: {Izzy Fairclough|c12} was chosen for the team. {Fairclogh|c12} is in goal.
- Health: {Isobel Faircluogh|c12} was seen. {I Fairclough|c12} is up to date.
- Police: {Belinda|?} is a name in the phone that is not known. {Isobell|c12} did not say whose it is.

- Social care: {Ioana Lacatus|c13} has an advocate. {Joana Lacatus|c13} is on an old form.
- Schools: {Iona Lacatus|c13} enjoys maths. {Lacatuss|c13} is a mistake.
- Police: {Ioanna|c13} was met at the station. {Lăcătuş|c13} is written with two kinds of letter.
- Health: {Lacatush|c13} needs a dentist.

- Social care: {Rees Pryce-Jones|c14} is in a new placement. {Reece Price-Jones|c14} is on the invoice.
- Schools: {Rhys Pryce Jones|c14} sat two exams. {Ryhs|c14} was pleased.
- Police: {R. Pryce-Jones|c14} was with {Gwillim Bowen|o6}. {Pryce-Jone|c14} was searched.
- Youth justice: {Reese|c14} finished his hours.

- Social care: {Becky Threlfall|c15} keeps contact with her sister. {Rebeca|c15} phones on Sundays.
- Schools: {Rebekah Threlfall|c15} is the head of year's spelling. {Threlfal|c15} is on the bus pass.
- Health: {R Threlfall|c15} came on her own. {Becs|c15} is new to that.
- Police: {Threllfall|c15} was shown the pictures. {Rebbecca|c15} knew one of them.

- Social care: {Josh Greenhalgh|c16} has had his review. {Joshau|c16} spoke for himself.
- Schools: {Joshua Greenhalge|c16} has a place at college. {Josh|c16} is proud.
- Health: {J. Greenhalgh|c16} is off the list. {Greenhalsh|c16} is what the label says.
- Police: {Joshua Grenhalgh|c16} was a passenger. {Greenhalgh, J|c16} is in the log.

- Police: {Darran Entwistle|o1} is on bail. {Entwisle|o1} must not go near the pier.
- Police: {Baza|o1} was seen by the beat team. {Dazza|o1} is another name for him.
- Probation: {Darren Entwistles|o1} licence was explained. {Darrren|o1} signed.
- Housing: the {Entwistles|o1} have had notice. {Entwistle's|o1} van is in the yard.
- Police: {Lucasz Golebiowski|o2} gave a false address. {Golembiowski|o2} is on the lease.
- Police: {L. Gołębiowski|o2} rents the flat. {Luke Golebiowski|o2} is on the door.
- Police: {Raazor|o3} has a white van. {Razors|o3} phone was off.
- Licensing: {Kashif Mahmod|o4} holds the licence. {Mahmood's|o4} shop was visited.
- Police: {K Mahmood|o4} was polite. {Khashif Mahmood|o4} is on the card, and {Mehmood|o4} on the sign.
- Police: {Tony Tattersall|o5} is called {Uncle T|o5} by the children. {Anthony Tatersall|o5} has no job.
- Probation: {A. Tattersall|o5} missed one. {Antony Tattersall|o5} came the next day, and {Tattersal|o5} rang.
- Police: {Gwilim Bowen|o6} was with him. {Gwillym|o6} and {G Bowen|o6} are the same man.
- Licensing: the {Seafront Arcades|l1} hours were checked.

- Police: {Courtney Ormrod|f1} of the next town was there too. {Mariusz Brzeczyszczykiewicz|f2} drove her.
- Police: {Mariusz Brzęczyszczykiewic|f2} has no licence. {Hafsa Chowdhury|f3} saw it.
- Schools: {Hafsah Chaudhry|f3} is in another school. {Court Ormerod|f1} left last year.
- Police: {Terry Swarbrick|f4} was named. {Terence Swarbrik|f4} is his cousin's spelling. {Shanon Duckworth|f5} was not.
- Police: two names in the phone are not known: {Shaz|?} and {Kelz|?}. A third is {Ollie Pemberton|?}, aged about twenty.
- Police: {jordan|c1} said nothing, so the note reads, and {jordn ellis|c1} signed below. {JORDAN ELLIS|c1} is stamped on the bag.
- Health: {Jordan  Ellis|c1} with two spaces, {Ellis Jordan|c1} without the comma, and {Jordan "Jord" Ellis|c1} in full.
- Schools: {Kayliegh Sharrok|c7}, {Isobel Fairclough's|c12} friend, has left. {Elsi Hargreaves|?} is her cousin.
- The Harbour Project: a girl called {Tamsin|?} came along. {Moz|?} said that he would collect her.
`;

/** Ordinary minutes: no name of a recorded person in it. Streets, schools, months, duties, bodies, people at work, and how sentences begin. */
export const ordinary = `
**Why listed:** High risk since 3 March. Discussed 4 times.

**Updates**

- Police: two intelligence items, sanitised. Enquiries with the taxi operator are complete. The marker is on and the beat team knows the address.
- Health: two contacts, one of two appointments kept. Nothing from A&E. CAMHS assessment done. Sleep is poor.
- Schools: attendance up. A reduced timetable ends at half-term. Staff at Quayside Academy now ring within twenty minutes.
- Youth justice: nil return. Ruth Okafor will ask the previous worker. Dan Kowalczyk sent apologies, and Dan's report was read.
- Social care: placement steady. Trigger plan agreed with the carers. Family Group Conference on Wednesday 14 October at the Town Hall.
- Probation: Mairead Ní Bhriain met the manager at Seaholme Homes. Chloe and Amira will meet in May.
- Licensing: visited the Lucky Star Takeaway on Marsh Lane and the Blue Lagoon Hotel on Victoria Road. The Night Owl Cafe was shut.
- Housing: the flat in Salthouse Court is empty. St Michael's Church has a youth club on Friday. Bowen Street is quiet.
- Community safety: lighting on the Promenade and in Jubilee Gardens was mended in March. Cameras at Northmoor Station work.

**Voice:** "I wouldn't mind talking to someone, not police. I like my nurse." (key worker, 12 October)

**Analysis:** The pattern is after contact weekends. Protective: carer, nurse, football on Saturdays. Worry: new phone, will not say from whom. Summer was better than spring. Will the school attend? Mark the file. May was quiet; June was not. Grace is needed with the mother. Hope remains. Rose-tinted views help nobody.

**Links:** O-0031 (suspected), L-0009, C-0158. Vehicle: a blue Vauxhall Astra and a white Ford Transit.

**Risk:** proposed High, agreed High. Dissent: none. Next review: 11 November.

**Disruption:** Child Abduction Warning Notice in force. Community Protection Warning considered. The Modern Slavery Act was discussed. National Referral Mechanism: reasonable grounds.

**Information sharing:** Share with the children's home manager. Purpose: safety plan. Basis: public task. Consent not sought. Sent by Children's Social Care, secure portal, by 15 October.

Officers from Northmoor Constabulary attended. DS Ellis of the online team and PC Hargreaves of the beat team gave the update. Dr Fairclough has retired. Sgt Tattersall chairs the tasking. Sarah Ellison took the minutes; Peter Bowden sent apologies for Emma Lister. Nadia Hussain will ring Owen.

Early help was offered. Key worker to visit. Strategy meeting held on Monday. Enter by the back. Carers say that evenings are hard. Ring first. Bring the plan. Bus passes were issued. Older males wait near the Marina. The Easter holidays are a risk. Christmas too. Black and white photographs were taken. Young people gather. Brown envelopes. Parents were told on Tuesday. Mother agreed; Father did not. Nan helps. Uncle has moved to Leeds. Contact is in Manchester and Blackpool. A&E at Northmoor Royal Infirmary. English and Maths at school. WhatsApp and Snapchat. Facebook was closed. The iPhone is with the digital team.

- Action: sexual health nurse to see her at school by Friday. Action: Licensing to visit with Community Safety. Action: Police to check ANPR.
- Action: Education to send the EHC plan. Action: Housing to offer a move. Action: Social Care to hold a strategy discussion.
- Matters arising: Operation Lantern is over. The Harbour Project has funds until March. Working Together was quoted. Ofsted visits in January.
`;
