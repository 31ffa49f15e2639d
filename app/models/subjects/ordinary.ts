// Words that are no names of people, though they may begin with a capital: at the start of a sentence or a heading, as names of days, bodies, places and duties.

const list = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Given and family names that are also plain words: alone, they count only within a sentence, and never in small letters. */
export const plainWords = list(`will may mark grace hope faith joy rose young white black brown green grey gray june april august art bill bob dean drew frank gene grant guy jack jay kay lance max miles nick pat ray rob rod sky skye
summer sunny trinity violet ivy lily daisy poppy hazel holly heather amber ruby pearl jade crystal charity patience prudence chance chase cash king prince duke earl hunter mason baker cook carter taylor smith page price park parks street
wood woods field fields hill hills ford cross day knight long short little small large good best swift sharp strong wise savage church bell ball fox wolf lamb swan bird drake house home north south east west moon star stone rivers banks
marsh moor lane moss barker storey waring garlick mather sumner holden rigby cottam carr pye olive iris scarlett brooke ebony chanel sunday marian martin major robin angel destiny harmony melody rock reed penny christian sterling cliff dale
glen heath forest brook bond bush case chambers cole court cotton dodge english french fisher gardener golden hale hall harper hood hurst law lawless love lovely lucky may merry noble nurse parish piper pope porter potter power read rich
sage shepherd singer speed spring star summers tailor tanner thorn tower turner underwood walker ward waters webb weaver wells wheeler winter winters worth`);

export const functionWords = list("a i an the and or but if of in on at by to for with from as is are was were be been it its he she they them him her his hers we us you my our your this that there here not no yes do did does so up out off one two all any some who what when where how");

/** Words with which sentences, lines and headings of minutes begin, and of which bodies, duties and papers are made. */
const words = list(`
about above absence absent abuse access accommodation according account action actions activity add added additional address adult adults advice after afternoon again against age aged agencies agency agenda agree agreed agreement ahead alcohol alert
allegation allocated allowance almost alone along already also alternative although always amend analysis ankle anonymous another answer antisocial anxiety anybody anyone anything apart apologies appeal appears application applied appointment
appointments approved arrangements arrest arrested arrived asked assessed assessment assessments assigned associates association attempts attend attendance attended attending attends aunt authority available aware away background bail based because
become becoming before began begin behaviour being below best better between beyond big board body both boy boyfriend boys brief briefing bring brother brothers brought building bullying bus business call called calls came camera can cannot car card
care cared carer carers caring carried case cases cause caution cell centre chair chairs change changed changes charge charged charity charges check checked checks child children childrens choice church city civil class clear clearly clinic close
closed closing club clubs coach coercion college colleagues come comes coming comment comments committee common community company complaint complete completed compliance concern concerned concerning concerns conclusion conduct conference confidence
confidential confirm confirmed connected consent consider considered considering constable constabulary contact contacted contacts content context continue continued continues control conversation convicted conviction coordinator copy core corner
corporate could council counselling country county couple course court cousin cover covered covering cre crime criminal criteria current currently custody daily dad date dates daughter day days dealing death debrief december decided decision
decisions declared declined defence defer deferred delay delayed delivery denied denies department deputy describes described description despite detail details detained detective development device did different direct disclosed disclosure discuss
discussed discussion disorder disputed disruption dissent distress district does doing done door doors doubt down draft dress drink drive driver drop dropped drug drugs due during duty each earlier early easter education eight either elder email
emergency emerging employment employer end ended ending enforcement engaged engagement engages english enough enquiries enquiry ensure entered equipment escalate escalated especially estate even evening event events eventually every everybody
everyone everything evidence example except excluded exclusion exclusions exit expected experience explained exploitation explore extended external extra face facebook facing factors failed failing fair false families family far fast father fear
february feedback feeling feelings feels female few fifteen fifth film final finally find fine finished first five flat focus follow followed following food foot force formal former forward foster found four fourteen fourth free frequent friday
friend friends friendship from front full further future gain game gang garage gave general generally get gets getting gift gifts girl girlfriend girls give given gives giving goes going gone good got governor governors grandfather grandmother
grandparents grandma grandad granddad nan nana nanny great ground grounds group groups grooming guardian guidance had half handed handling handover hands happen happened happy hard harm has have having head headteacher health hear heard hearing held
help helped her here high higher highest him his history holiday home homeless homes hospital hostel hotel hour hours house household housing however identified identity immediate immediately impact important improve improved improvement improving
incident incidents include included includes including increase increased increasing independent indicates individual influence inform information informed initial injury input inquiry inside inspector instagram instead insurance intelligence
intends intent interest interested interim internal internet interpreter intervention interventions interview interviews into introduced introduction introductions invest investigation invitation invited involved involvement issue issued issues item
items january job join joined joint journey judge july june just keep keeps kept key kind knew know knowledge known knows lack ladies landlord language large last late later latest law lead leader leaders leading leads learn learned learning least
leave leaves leaving led left legal less lesson let letter level levels liaison licence licensed licensing life light like likely limited line lines link linked links list listed little live lived lives living loan local locally location locations
long look looked looking lost low lower made main maintained make makes making male males man manage managed management manager managers many march marker markers married material matter matters mature maybe mean means measure measures media
medical medication meet meeting meetings meets member members men mental mention mentioned mentor mentoring message messages met method middle midwife might minor minute minutes miss missed missing mobile moment monday money monitor month monthly
months more morning most mother mother's motion move moved moves moving much multi mum mums dads must mutual named names national nearby nearest nearly need needed needing needs neglect neighbour neighbours neither network never new news next night
nights nine nobody none nor normal normally note noted notes nothing notice noticed notification notified notify november now number numbers nurse nursery nurses observed obtain obtained obviously occasion occasions october off offence offences
offender offenders offer offered offers office officer officers offices often old older once ongoing online only onto open opened opening operation operator opinion opportunity option order ordered orders organised original other others otherwise our
outcome outcomes outreach outside outstanding over overall overdue overnight own owner owners panel panels paper papers parent parental parents park part participate particular particularly parties partner partners partnership party passed past
pastoral path pathway pattern patterns pay pending people per perhaps period permanent permission person personal persons perpetrator phone phones photo photos physical picture pictures pier placed placement placements places plan planned
planning plans platform play please plus point police policy positive possible possibly post posing potential power practice practitioner praised pregnant preparation presence present presented presenting press pressing prevent prevention previous
previously primary prior prison private probably probation problem problems procedure process professional professionals profile progress project promenade promised promising property proposal proposed prosecution protect protection protective
proud provide provided provider provides provision psychiatrist psychologist public pulled pupil pupils purpose pushing put quarter query question questions quick quickly quiet quite raised ran rang rapid rather reached read reading ready real really
reason reasons received recent recently recommendation recommended record recorded records recovery recruitment reduce reduced reduction refer reference referral referrals referred refers reflect refusal refused refuses regarding register registered
regular regularly related relating relation relations relationship relationships relative relatives released relevant remain remained remains remand remember reminded remote removed rent repeat repeated replaced replied reply report reported reports
representative request requested requests require required requires residence residential resolved respond responded response responsibility responsible rest restricted result results resumed return returned returning returns reveal review
reviewed reviews right risk risks risky road role room rooms rota round routine rules run running safe safeguarding safer safety said same saturday saw say saying says scale school schools science scope screening search searched second secondary
secretary section secure see seek seeks seem seemed seems seen self send senior sense sensitive sent separate separated september sergeant series serious seriously served service services session sessions set settled seven several sex sexual
shall share shared sharing she shop shops short shortly should show showed showing shown shows siblings sibling side sign signed significant signs similar since single sister sisters site sits situation six sixteen small smoking snapchat social
solicitor solo some somebody someone something sometimes son soon sought sound source sources speak speaking special specialist specific spoke spoken spot staff stage staged standing start started starting starts state stated statement statements
states statutory stay stayed staying stays steady step steps stepfather stepmother still stop stopped stopping store story straight strategic strategy street strength strengths strong structure student students study subject subjects submitted
substance subsequent substantial success such sudden suggest suggested suggests suitable summary sunday supervised supervision supervisor supply support supported supporting supportive supports sure surgery suspected suspended suspicion system take
taken takes taking talk talked talking target task tasks taxi taxis teacher teachers team teams technical teenager telephone ten tenancy tension term terms test text texts than thank thanks that their them themes then therapist therapy therefore
these thing things think thinks third thirteen this those though thought thoughts threat threats three through throughout thursday ticket tiktok time times timetable title today together told tomorrow tonight too took top total touch towards town
track tracker trading traffic train trained training transfer transferred transition transport trauma travel travelled treated treatment trial tried trigger trip trips trouble true trust try trying tuesday turn turned turning tutor twelve twice two
type unable unaware uncle under understand understanding understands understood unexplained unit university unknown unless unlikely until unwilling update updated updates upset urgent use used useful using usual usually various vehicle vehicles venue
verbal very via victim victims video view views village violence violent virtual visit visited visiting visits vital voice volunteer voluntary vulnerable vulnerability waiting waits walked wanted wanting wants warned warning warrant was
watching way ways wearing wednesday week weekend weekends weekly weeks weight welcome welfare well went were what whatever when whenever where whereabouts wherever whether which while whilst who whoever whole whom whose why wider wife will willing
window wish wished wishes with withdrawn within without witness witnesses woman women word words work worked worker workers working works worried worries worry worse would write writing written wrong year years yes yesterday yet york
young younger youngest your youth zero
bee coz smudge
medium severe critical moderate emerging sch para art lone guardianship telling universal
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
mr mrs ms miss dr prof sir dame councillor cllr pc dc ds di dci dcs sgt insp chief superintendent nurse doctor social key
english welsh irish scottish polish romanian arabic urdu punjabi bengali french german spanish portuguese asian african british european muslim christian catholic hindu sikh jewish england wales scotland ireland britain london uk eu
asap nfa csc csp nhs mash camhs gp yjs yot mfh macse mace cse cce nrm rhi icb aoc ehcp ehc sen senco iro isw lado ofsted dfe cps anpr cctv cpw cpn caw cawn sro shpo api tbc tba dv dna id sim abe hmo asb ics eh ta fgc lac uasc lgbt adhd asd ptsd facetime whatsapp
snapchat facebook youtube google uber netflix christmas ramadan eid easter halloween diwali lent half-term brook barnardos nspcc childline refuge samaritans mind connect sanctuary philomena
`);

// Towns and counties, countries, what is driven, shops and eating places, what is learnt, benefits and bodies.
const places = list(`
leeds manchester blackpool liverpool birmingham bradford sheffield hull york lancaster preston bolton bury oldham rochdale salford stockport wigan blackburn burnley accrington chorley leyland fleetwood lytham southport morecambe kendal carlisle
barrow newcastle sunderland durham middlesbrough darlington hartlepool gateshead doncaster rotherham barnsley wakefield huddersfield halifax harrogate scarborough grimsby scunthorpe lincoln nottingham derby leicester stoke stafford shrewsbury telford
wolverhampton walsall dudley coventry warwick northampton peterborough cambridge norwich ipswich colchester chelmsford southend luton bedford oxford reading slough swindon bristol bath gloucester cheltenham worcester hereford exeter plymouth truro
bournemouth poole southampton portsmouth brighton hastings eastbourne dover canterbury maidstone croydon cardiff swansea newport wrexham bangor glasgow edinburgh dundee aberdeen inverness belfast derry dublin cork rhyl chester crewe warrington
lancashire yorkshire cheshire cumbria merseyside kent essex sussex surrey devon cornwall dorset somerset norfolk suffolk derbyshire nottinghamshire poland romania pakistan bangladesh india turkey albania vietnam afghanistan syria eritrea sudan
france germany spain portugal italy netherlands belgium america europe africa asia
vauxhall astra corsa vivaro zafira insignia ford transit fiesta mondeo kuga bmw audi volkswagen passat mercedes sprinter toyota prius yaris nissan micra qashqai honda peugeot renault clio megane fiat skoda octavia fabia kia hyundai mini citroen
berlingo mazda volvo jaguar rover lexus tesla suzuki yamaha iphone samsung huawei android nintendo xbox fortnite roblox discord telegram kik omegle tinder instagram messenger skype zoom
tesco lidl aldi asda sainsbury sainsburys morrisons waitrose iceland argos primark boots greggs mcdonald mcdonalds kfc subway costa starbucks nandos wetherspoons spoons domino dominos spar coop poundland superdrug ikea travelodge premier ibis
maths mathematics geography biology chemistry physics drama btec gcse gcses ict art music universal credit allowance salvation army navy airborne guides scouts cadets marines samaritan crimestoppers shelter citizens
`);

/** Whether a word, folded, is a plain one; "Sundays" too. */
export const isOrdinary = (word: string): boolean => words.has(word) || functionWords.has(word) || places.has(word) || (word.length > 4 && word.endsWith("s") && words.has(word.slice(0, -1)));

/** Said before the name of somebody at work: what follows is theirs. */
export const workTitles = list("pc dc ds di dci dcs acc sgt sergeant insp inspector constable detective superintendent officer dr doctor prof professor nurse cllr councillor judge reverend rev imam solicitor headteacher paramedic midwife pcso");

/** Words that say that what stands before them, or after, is a place, a body or a thing. */
export const placeWords = list(`street road lane avenue close drive way court crescent terrace place square gardens grove mews row hill rise walk park parade pier quay quays promenade station school academy college university nursery primary high
house home homes hospital hotel inn arms pub bar cafe arcade centre center centres shop shops store stores estate flats towers tower bridge beach bay hall library church mosque temple club unit ward surgery clinic practice project trust team teams service services
foundation society council constabulary police borough county city town village river canal market retail superstore supermarket kebab kebabs pizza chicken grill taxis cabs cars motors bus buses train line lines airport farm takeaway restaurant caravan infirmary royal marina operation cottage lodge hostel refuge
act order operation strategy panel board partnership group network forum programme scheme protocol assessment plan report review tool form statement notice day week month north south east west upper lower great new old st saint green fields common`);

/** Days and months: as names of people they are read only where they stand with a family name. */
export const calendar = list("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas easter");

/** What somebody does of whom a sentence begins: "Shaz said". */
export const personVerbs = list("said says was is has had went rang told asked came left drove picked met lives stayed called messaged texted sent gave wants wanted refuses refused denies denied attended returned reported disclosed spoke knows knew also and who may might will would did does");
