// What agencies tell a meeting: short, and no explicit detail. By agency, then heading; every text is one that a panel could read.

export const updates: Record<string, { heading: string; texts: readonly string[]; handling?: "police" | "health" }[]> = {
  police: [
    { heading: "police", texts: ["Two sanitised reports since the last meeting: seen with older males near the seafront on two evenings.", "No new reports. The marker on the home address is still in force.", "One report, sanitised: named by another young person as somebody to be worried about."] },
    { heading: "missing", texts: ["Two episodes, both under six hours; found at a friend's both times.", "No missing episodes since the last meeting.", "One episode overnight. The prevention interview was declined, and offered again."] },
    { heading: "worries", handling: "police", texts: ["More is held by the intelligence unit; ask before any contact with the household.", "A line of enquiry is open. Not to be told outside the police."] },
  ],
  csc: [
    { heading: "contact", texts: ["Three visits, seen alone twice. The plan was reviewed last week.", "Weekly visits. The key worker is the one who is let in."] },
    { heading: "family", texts: ["Mother works with us, and asks how to talk about it without a row.", "The placement is steady; the carer rings early when something is wrong.", "Grandmother takes part in the plan. Father is not safe to inform."] },
    { heading: "strengths", texts: ["Trusts the key worker, and rang her when it mattered.", "Has gone back to the football club."] },
    { heading: "voice", texts: ["“I would talk to somebody, just not in an office.”", "“They all think I am stupid. I know what he wants.”", "“I want to be at home by Christmas.”"] },
  ],
  health: [
    { heading: "contact", texts: ["Two contacts, one of two appointments kept.", "Seen once at school. No attendance at A&E."] },
    { heading: "health", handling: "health", texts: ["Detail is held by the specialist nurse.", "Treatment goes on; not for the minutes."] },
    { heading: "summary", texts: ["Known to the service and attending. Support goes on.", "Support was offered twice, and will be offered again at a place of the child's choosing."] },
  ],
  schools: [
    { heading: "education", texts: ["Attendance 62 %, up from 48 %. Two exclusions last term, none in this.", "Attendance 91 %. A new group of friends, older.", "On roll and not attending for three weeks; home visit made."] },
    { heading: "worries", texts: ["A second telephone, and will not say from whom.", "Leaves before the end of the day on Fridays, and is met at the gate."] },
  ],
  yjs: [{ heading: "contact", texts: ["Prevention work: four of six sessions kept.", "Waits for a worker; starts in the new month."] }, { heading: "strengths", texts: ["Good with younger ones; helps at the Saturday group."] }],
  probation: [{ heading: "concern", texts: ["On licence; reports as he must. An exclusion from the seafront was asked for.", "No breach recorded. Works nights, which the licence allows."] }],
  licensing: [{ heading: "concern", texts: ["Two visits with community safety. Doors were open to under-age guests on one of them.", "Conditions were agreed last month, and kept at the last visit."] }],
  safety: [{ heading: "concern", texts: ["Four reports of young people gathering after ten, one of cars waiting.", "Lighting is repaired. Fewer reports since."] }],
  harbour: [{ heading: "voice", texts: ["“I only went because everybody was there.”", "“If you ask me at home I will say nothing.”"] }, { heading: "strengths", texts: ["Comes to the drop-in each week, with a friend."] }],
};

export const declines = ["A criminal case is before the court, and the officer in the case asks us to wait until the hearing", "Held in confidence by a counselling service: we have asked the young person, and wait for the answer"] as const;
