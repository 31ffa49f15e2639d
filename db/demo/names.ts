// Invented people. First and family names of a British seaside town, written by hand; no pair is meant to be anybody.

export interface Background {
  ethnicity: string;
  nationality: string;
  language?: string;
  /** How often, out of all. */
  weight: number;
  girls: string[];
  boys: string[];
  men: string[];
  families: string[];
  /** Where women's family names differ. */
  womensFamilies?: string[];
}

export const backgrounds: Background[] = [
  {
    ethnicity: "White British", nationality: "British", weight: 66,
    girls: ["Keeley", "Demi-Leigh", "Chantelle", "Ellie-Mae", "Summer", "Kayleigh", "Tegan", "Poppy", "Amber", "Courtney", "Lacey", "Freya", "Gracie-Ann", "Bethany", "Shannon", "Paige", "Jodie", "Maisie", "Casey", "Imogen", "Skye", "Megan", "Harriet", "Libby", "Chelsea", "Tia", "Rosie", "Georgia", "Abigail", "Leanne", "Scarlett", "Brooke", "Jorja", "Ruby", "Holly", "Jasmine", "Isobel", "Charley", "Erin", "Neve", "Lauren", "Mollie", "Darcey", "Evie", "Phoebe", "Tilly", "Alisha", "Kiera", "Robyn", "Hollie-Jo", "Eleanor", "Mia"],
    boys: ["Kyle", "Jayden", "Brandon", "Connor", "Alfie", "Callum", "Tyler", "Reece", "Kieran", "Corey", "Bradley", "Harvey", "Declan", "Mason", "Lewis", "Riley", "Toby", "Kai", "Rhys", "Ethan", "Jake", "Leighton", "Morgan", "Theo"],
    men: ["Darren", "Lee", "Wayne", "Craig", "Stuart", "Ricky", "Dean", "Gary", "Anthony", "Carl", "Mark", "Jason", "Shaun", "Paul", "Nathan", "Barry", "Ian", "Scott", "Terence", "Michael", "Kevin", "Adrian", "Dale", "Simon", "Jordan", "Curtis", "Ashley", "Neil"],
    families: ["Entwistle", "Hargreaves", "Sharrock", "Bamber", "Crompton", "Whiteside", "Rigby", "Fairclough", "Ormerod", "Threlfall", "Haslam", "Duckworth", "Tattersall", "Cottam", "Kershaw", "Livesey", "Bleasdale", "Rawcliffe", "Gornall", "Wolstenholme", "Sumner", "Parkinson", "Catterall", "Holden", "Swarbrick", "Cartmell", "Iddon", "Blezard", "Pye", "Marsden", "Nuttall", "Hesketh", "Worthington-Baines", "Bickerstaffe", "Cunliffe", "Dewhurst", "Greenhalgh", "Hindle", "Latham", "Mather", "Norcross", "Oldfield", "Prescott", "Fazackerley", "Turnbull", "Eastwood", "Loxham", "Penswick", "Garlick", "Cross", "Moss", "Barker", "Salthouse", "Waring", "Tyldesley", "Halliwell", "Brindle", "Scarisbrick-Lowe", "Thornber", "Ainscough", "Pomfret", "Leck", "Wignall", "Carr", "Braithwaite", "Storey", "Cookson", "Tomlinson", "Hodgkiss", "Birtwistle", "Yates", "Sowerbutts"],
  },
  {
    ethnicity: "White Irish", nationality: "Irish", weight: 3,
    girls: ["Aoife", "Caoimhe", "Niamh"], boys: ["Oisín", "Cathal"], men: ["Padraig", "Fergal"],
    families: ["O'Rourke", "McGinley", "Ní Dhomhnaill", "Ó Súilleabháin", "Mac Giolla"],
  },
  {
    ethnicity: "Gypsy or Irish Traveller", nationality: "British", weight: 3,
    girls: ["Margaret-Mary", "Bridget", "Kathleen"], boys: ["Miley", "John-Joe"], men: ["Jimmy", "Martin"],
    families: ["Doran", "Connors", "McDonagh", "Cash", "Mongan"],
  },
  {
    ethnicity: "White British", nationality: "British", weight: 3,
    girls: ["Angharad", "Seren", "Ffion"], boys: ["Iestyn", "Gethin"], men: ["Gwilym", "Dylan"],
    families: ["Pryce-Jones", "Llywelyn", "Bowen", "ap Rhys", "Gwynedd-Hughes"],
  },
  {
    ethnicity: "Any other White background", nationality: "Polish", language: "Polish", weight: 5,
    girls: ["Zuzanna", "Oliwia", "Maja", "Wiktoria"], boys: ["Jakub", "Kacper", "Szymon"], men: ["Łukasz", "Grzegorz", "Mariusz"],
    families: ["Wiśniewski", "Zieliński", "Kaczmarek", "Wójcik", "Gołębiowski", "Brzęczyszczykiewicz"], womensFamilies: ["Wiśniewska", "Zielińska", "Kaczmarek", "Wójcik", "Gołębiowska", "Brzęczyszczykiewicz"],
  },
  {
    ethnicity: "Roma", nationality: "Romanian", language: "Romanian", weight: 2,
    girls: ["Ioana", "Mădălina"], boys: ["Ștefan", "Andrei"], men: ["Costel", "Marian"], families: ["Lăcătuș", "Dumitrescu", "Ciobanu"],
  },
  {
    ethnicity: "Pakistani", nationality: "British", weight: 4,
    girls: ["Aleena", "Zoya", "Hafsa"], boys: ["Hamza", "Zain"], men: ["Kashif", "Imran", "Naveed"], families: ["Hussain", "Mahmood", "Siddiqui", "Chaudhry", "Akhtar-Malik"],
  },
  {
    ethnicity: "Bangladeshi", nationality: "British", language: "Sylheti", weight: 2,
    girls: ["Nusrat", "Tahmina"], boys: ["Rayhan"], men: ["Shafiqul"], families: ["Choudhury", "Miah", "Uddin"],
  },
  {
    ethnicity: "Indian", nationality: "British", weight: 2,
    girls: ["Simran", "Anjali"], boys: ["Arjan"], men: ["Sukhdev"], families: ["Kaur Sandhu", "Bhattacharya", "Patel-Desai"],
  },
  {
    ethnicity: "African", nationality: "British", weight: 5,
    girls: ["Oluwaseyifunmi", "Abena", "Tariro", "Hibo"], boys: ["Emmanuel", "Tendai", "Kwabena"], men: ["Sunday", "Tafadzwa"], families: ["Adebayo-Cole", "Mensah", "Chikwanha", "Oyelaran", "Abdullahi", "Tesfaye"],
  },
  {
    ethnicity: "Caribbean", nationality: "British", weight: 3,
    girls: ["Shanice", "Renée", "Aaliyah"], boys: ["Tyrese", "Josiah"], men: ["Delroy", "Marlon"], families: ["Bartholomew", "Delapenha", "Grant-Wallace", "St Hilaire"],
  },
  {
    ethnicity: "White and Black Caribbean", nationality: "British", weight: 4,
    girls: ["Ebony-Rae", "Zara", "Chanel"], boys: ["Kaiden", "Dontae"], men: ["Leon", "Jermaine"], families: ["Morrison", "Clarke-Eden", "Beckford", "Fearon"],
  },
  {
    ethnicity: "White and Asian", nationality: "British", weight: 2,
    girls: ["Sienna", "Leila"], boys: ["Adam"], men: ["Ryan"], families: ["Rahimi-Shaw", "Farrow", "Latif"],
  },
  {
    ethnicity: "Any other ethnic group", nationality: "Afghan", language: "Pashto", weight: 1,
    girls: ["Parwana"], boys: ["Farhad", "Zmaray"], men: ["Habib"], families: ["Ahmadzai", "Noorzai"],
  },
  {
    ethnicity: "Any other White background", nationality: "Portuguese", language: "Portuguese", weight: 2,
    girls: ["Beatriz", "Inês"], boys: ["João"], men: ["Nélson"], families: ["Conceição", "da Silva Guimarães", "Brandão"],
  },
  {
    ethnicity: "Chinese", nationality: "British", language: "Cantonese", weight: 1,
    girls: ["Mei-Lin"], boys: ["Jun"], men: ["Wai"], families: ["Leung", "Tsang"],
  },
];

export const nicknames = ["Bazza", "Gaz", "Spud", "Uncle T", "Razor", "Smiler", "Big Stu", "Jonah", "Vinnie", "Cooksey", "Dex", "Moz"];
export const userNames = ["sea_side_bri", "lonewolf.nm", "dj_kez_01", "mr.generous77", "trackside_tone", "northmoor_ghost"];
export const knownAs = ["Kels", "Bee", "Lala", "Jay", "Tee-Jay", "Mimi", "Coz", "Izzy B", "Rio", "Shay", "Nee-Nee", "Smudge"];
