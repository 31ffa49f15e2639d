// An invented town and its neighbour. No street, school or home here exists.

export const streets = ["Tern Street", "Gasworks Lane", "Marram Avenue", "Ropery Row", "Sandpiper Close", "Lifeboat Road", "Almond Grove", "Bethesda Terrace", "Kittiwake Court", "Old Tannery Road", "Samphire Way", "Peel Mount", "Dock Cottages", "Lamplighter Street", "Fosse Bank", "Cinder Path", "Wrangle Street", "Cockle Row", "Northmoor Road", "Buttermere Rise", "Holm Oak Drive", "Signal Box Lane", "Chapel Brow", "Herring Gull Walk", "Ravenspurn Crescent", "Saltmarsh Lane", "Tollgate Road", "Quarry Bank", "Beacon Hill Road", "Mill Race"];
export const schools = ["Seaholme Bay School", "St Brannoc's RC High School", "Northmoor Road Academy", "Kingsmere High School", "Harbour View Academy", "The Larches (alternative provision)", "Lyndale School (special)", "Ormsway College"];
export const homes = ["Fernlea (children's home)", "Tarn House (children's home)", "Oakwell Lodge (children's home)", "Merrow Bank (children's home)"];
export const otherAuthorities = ["Wexcombe", "Eastmarch", "Thornbridge", "Carrow City"];

export interface Place {
  name: string;
  type: string;
  street: string;
  concern: string;
  detail: string;
  times: string;
  guardian: string;
  operator?: string;
  licence?: string;
  online?: string;
}

export const placesOfConcern: Place[] = [
  { name: "Promenade shelters by the North Pier", type: "other public area", street: "North Promenade", concern: "hotspot for targeting", detail: "Groups of children after dark; older males approach with cigarettes and offers of a lift", times: "Thursday to Saturday, 19:00 to 23:00", guardian: "Street pastors on Fridays; no attendant since the kiosk closed" },
  { name: "Golden Reel Amusements", type: "licensed premises", street: "Seafront Parade", concern: "meeting place", detail: "Children given credit on machines by adults who are not family", times: "After school and weekends", guardian: "Manager engages; two of six staff trained", operator: "Golden Reel Leisure Ltd", licence: "LP/0417" },
  { name: "Seaholme bus station, stands J to M", type: "transport hub", street: "Station Approach", concern: "missing children found there", detail: "Where children who are missing wait for the late bus to Northmoor", times: "20:00 to 00:30", guardian: "Night supervisor, radio link to the control room" },
  { name: "Lister Park bandstand", type: "park", street: "Lister Park", concern: "hotspot for targeting", detail: "Alcohol and gifts from a group of young adults", times: "Friday and Saturday evenings", guardian: "Rangers until 20:00; lighting out on the east path" },
  { name: "14 Gasworks Lane (flat 3)", type: "private dwelling", street: "Gasworks Lane", concern: "exploitation address", detail: "Children seen coming and going at night; tenant is an adult living alone", times: "Nights", guardian: "Neighbour rings in; housing patch officer aware" },
  { name: "Kebab Stop", type: "shop or takeaway", street: "Talbot Row", concern: "meeting place", detail: "Free food for girls in school uniform; back room used", times: "15:30 to 18:00; after 23:00", guardian: "Owner has signed the safeguarding pledge; night staff change often", operator: "Talbot Row Foods", licence: "LN/1183" },
  { name: "Seacrest Hotel", type: "hotel or bed and breakfast", street: "Alexandra Road", concern: "exploitation address", detail: "Rooms taken in cash by adults with a young person said to be a niece", times: "Weekends", guardian: "Guest information notice served; staff trained in spring", operator: "Seacrest Hospitality", licence: "LP/0093" },
  { name: "Retail park car park (levels 2 and 3)", type: "other public area", street: "Ormsway", concern: "hotspot for targeting", detail: "Car meets; children offered rides", times: "Sunday evenings", guardian: "Security patrol hourly; barrier now closes at 22:00" },
  { name: "Skate bowl behind the leisure centre", type: "park", street: "Marine Drive", concern: "drug dealing", detail: "Older youths ask children to hold and carry", times: "After school", guardian: "Detached youth work twice a week" },
  { name: "\"Seaholme Teens\" group chat", type: "online space or app", street: "", concern: "hotspot for targeting", detail: "Adult accounts that pose as teenagers send requests to children in the group", times: "Late evening", guardian: "Reported to the platform; two accounts removed", online: "invitation-only group on a messaging app" },
  { name: "Northmoor rail station, footbridge side", type: "transport hub", street: "Northmoor Road", concern: "meeting place", detail: "Children from out of area met off the train", times: "16:00 to 19:00", guardian: "British Transport Police hub team briefed" },
  { name: "Vape Haven", type: "shop or takeaway", street: "Church Brow", concern: "hotspot for targeting", detail: "Single vapes sold to children, and given in return for running errands", times: "Lunchtime and after school", guardian: "Trading Standards visit arranged", operator: "Sole trader" },
  { name: "Beach huts 40 to 52", type: "other public area", street: "South Sands", concern: "missing children found there", detail: "Locks broken; children have slept there", times: "Overnight", guardian: "Council repair team; no lighting" },
  { name: "The Ferryman", type: "licensed premises", street: "Quay Street", concern: "meeting place", detail: "Under-age entry to function room; adults buy drinks for girls", times: "Friday nights", guardian: "New door staff; conditions under review", operator: "Quayside Inns", licence: "LP/0288" },
  { name: "Peel Mount flats, stairwell B", type: "other public area", street: "Peel Mount", concern: "exploitation address", detail: "A tenant's flat taken over; children used as lookouts", times: "All hours", guardian: "Concierge weekdays" },
  { name: "Ocean Star Guest House", type: "hotel or bed and breakfast", street: "Dickens Terrace", concern: "exploitation address", detail: "Adults with warnings given rooms; no guest register kept", times: "Weekends", guardian: "Owner would not engage until licensing visited", operator: "Sole trader" },
  { name: "Surrounds of Tarn House", type: "children's home and around it", street: "Almond Grove", concern: "hotspot for targeting", detail: "Cars wait at the end of the lane at shift change", times: "21:00 to 22:30", guardian: "Home staff log plates; gate camera fitted" },
  { name: "Riverside path and weir", type: "park", street: "Mill Race", concern: "missing children found there", detail: "Quiet place where children meet adults they know from online", times: "Evenings", guardian: "None after dusk" },
  { name: "Blue Line Cars (office)", type: "shop or takeaway", street: "Station Approach", concern: "hotspot for targeting", detail: "Unbooked lifts for girls leaving the arcade", times: "After 22:00", guardian: "Operator dismissed one driver; council enforcement in touch", operator: "Blue Line Cars", licence: "PHO/0031" },
  { name: "Soft play car park, Ormsway", type: "other public area", street: "Ormsway", concern: "drug dealing", detail: "Handovers from cars; two children seen collecting", times: "17:00 to 20:00", guardian: "Camera on the north side only" },
  { name: "Fernlea footpath and underpass", type: "children's home and around it", street: "Holm Oak Drive", concern: "hotspot for targeting", detail: "A man on a bicycle gives out phones", times: "After school", guardian: "Home staff walk the route" },
  { name: "Winter Gardens steps", type: "other public area", street: "Winter Gardens Square", concern: "meeting place", detail: "Mixed-age group; peer recruitment seen", times: "Saturday afternoons", guardian: "Town centre ambassadors until 18:00" },
  { name: "\"Starlight\" live-stream app", type: "online space or app", street: "", concern: "hotspot for targeting", detail: "Gifts exchanged for private chats; three children named the same account", times: "After 21:00", guardian: "Parents told how to report", online: "live-streaming app" },
  { name: "Dock Road lorry park", type: "transport hub", street: "Dock Road", concern: "missing children found there", detail: "A child was found in a cab; drivers' noticeboard now carries a hotline", times: "Nights", guardian: "Gatehouse staffed to midnight" },
  { name: "Marram Stores", type: "shop or takeaway", street: "Marram Avenue", concern: "meeting place", detail: "Alcohol sold to adults who pass it on outside", times: "Evenings", guardian: "Test purchase passed in the summer", operator: "Marram Stores Ltd", licence: "LP/0351" },
];
