// Short forms and other spellings of given names that people in Britain use, written by hand: the full name first, then what is said for it.
// Several full names may share a short form. Spellings by ear of Irish and Welsh names stand here too: no rule of letters leads from one to the other.

const table = `
alexander alex al alec lex sandy xander sacha
alexandra alex alexa lexi lexie sandra sasha ally
alison ali ally allie
amanda mandy manda
andrew andy drew
angela angie ange
anthony tony ant anto
antonia toni
barbara babs barb barbie
barry baz bazza
benjamin ben benny benji
bernadette bernie bern detta
bethany beth bethie
bradley brad
brandon bran
callum cal
cameron cam cammy
catherine cath cathy kate katie kat cat kitty
caitlin cait katelyn
charles charlie chas chaz chuck
charlotte charlie lottie char
chantelle chan channy
chelsea chels chelse
christine chris chrissie tina
christopher chris kit topher
claire clare
courtney court courts
daniel dan danny
danielle dani danni dan danny
darren daz dazza
david dave davey dai dafydd
deborah deb debs debbie
declan dec
demi dem
dennis den denny
dominic dom
donna don
dorothy dot dottie
edward ed eddie ted ned teddy
eleanor ellie nell nora elle
elizabeth liz lizzie beth betty eliza lisa libby bess liza
ellie els
emily em emmy ems
emma em ems emms
emmanuel manny
ethan eth
evelyn evie eve
frances fran frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gabrielle gabby gabi
gareth gaz gary
gary gaz gazza
gemma gem gems
geoffrey geoff jeff
georgia george georgie gee
gerald gerry
gillian gill jill
grace gracie
gregory greg
grzegorz greg grzes
hannah han hanny
harold harry hal
harriet hattie harry
harvey harv
helen nell nellie
henry harry hal
hamza hamz
isabel izzy bel bella isobel isabelle
isobel izzy bel isabel
jacob jake
jacqueline jackie jacqui jac
jakub kuba jacob
james jim jimmy jamie jem
jason jase jay
jasmine jas jaz jazz jazzy yasmin
jayden jay
jennifer jen jenny jenni
jeremy jez jem jerry
jessica jess jessie
joanne jo joey
john jack johnny jon
jonathan jon jonny jonno
jordan jord jordie jordy
joseph joe joey
joshua josh
judith judy jude
julia jules julie
kacper kacp casper
katherine kate kath kathy katie kat kay kit kitty
kathleen kath kathy kate
kayleigh kay kayls kayley
keeley keels
kelly kel kels kez
kenneth ken kenny
kerry kez kel
kevin kev
kieran kier
kimberley kim kimmy kimberly
laura lor loz
lauren loz lor laur
lawrence larry laurie loz laurence
leanne lea lee
leonard len lenny
lewis lew louis
linda lin lindy
louise lou
lucy luce lu
madeleine maddie mads madeline
magdalena magda lena
malgorzata gosia margaret
margaret maggie meg peg peggy marge greta
mark marky
martin marty mart
mary molly polly may
matthew matt matty
maxwell max
megan meg megs
melanie mel
melissa mel lissa
michael mike mick micky mikey
michelle shell shelly chelle mich
muhammad mo
mohamed mo
mohammad mo
mohammed mo muhammad mohammad mohamed muhammed mohamad mohamud mahomed moh
nadia nads
natalie nat nats
nathan nate nath
nathaniel nat nate
naveed nav
nicholas nick nicky nic
nicola nicky nic nikki nik
oliver olly ollie
olivia liv livvy olly liv
oliwia ola olivia
patricia pat patsy trish tricia patty
patrick pat paddy
paul paulie
penelope penny
peter pete
philip phil pip
priscilla cilla
rachel rach rae
raymond ray
rebecca becky becca bex becs rebekah
reece reese rhys
rhys rees reece reese
richard rich rick ricky dick richie rik
robert rob bob robbie bobby bert robby
roger rodge
ronald ron ronnie
rosemary rose rosie
russell russ
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sal sally sara
scarlett scar scarly
sebastian seb
shanice shan shaz
shannon shan shannie shaz
sharon shaz shazza
sian shan sharn sharne
simon si
sophie soph sophia
stephanie steph stef steffi
stephen steve stevie steven
stuart stu stew stewart
susan sue suzie susie
szymon simon szymek
tabitha tabby
tamara tammy tam
tegan teg teagan
terence terry tel tez
teresa terry tess tessa theresa
thomas tom tommy
timothy tim timmy
tobias toby
tyler ty tyl
victoria vicky tori vic
vincent vinnie vin vince
violet vi
walter wally wal
wayne waz
wiktoria wika victoria
william will bill billy willy liam
yasmin yas jas
yvonne vonnie
zachary zac zach zak zack
zuzanna zuza susanna
lukasz luke lucas
aoife eefa eva efa
caoimhe keeva kweeva keva queeva
niamh neve neeve nieve niav
siobhan shivaun shevaun chevonne shiv vonny
saoirse sersha seersha
aisling ashling aishling ash
oisin osheen oshin usheen
cathal kahal cahal
padraig porick podrig paddy patrick
sinead shinade shinead
grainne gronya gráinne
orla orlagh
tadhg tige tighe
ffion fion feeon
iestyn yestin jestin
gwilym gwillim will
angharad angarad anghi
carys carris
huw hugh
owain owen
rhiannon rhi rhian
seren ser
llinos linos
dafydd david dai taffy
hussain husain hussein hossain husayn
ahmed ahmad ahmet
abdul abdool abdel abd
fatima fatma fatimah
aisha ayesha aysha aishah
yusuf yousef youssef yousuf joseph
ibrahim ebrahim abraham
omar umar omer
usman osman uthman
zaynab zainab zeinab
khadija khadijah hadija
layla leila leyla laila
sean shaun shawn
catriona katrina trina
eilidh ayley ailey
kirsty kirst
`;

/** What stands for a full name, and of which full names something is a short form. */
const shorts = new Map<string, Set<string>>();
const fulls = new Map<string, Set<string>>();
for (const line of table.trim().split("\n")) {
  const [full, ...others] = line.split(" ") as [string, ...string[]];
  shorts.set(full, new Set([...(shorts.get(full) ?? []), ...others]));
  for (const short of others) fulls.set(short, new Set([...(fulls.get(short) ?? []), full]));
}

// Lizzy, Lizzie and Lizzi are one.
const endings = (name: string): string[] => (/(?:y|ie|i|ey)$/.test(name) ? ["y", "ie", "i", "ey"].map((end) => name.replace(/(?:ey|ie|y|i)$/, end)) : [name]);

/** Names, folded, that may be said for this one, or for which it may be said. */
export const otherForms = (name: string): string[] => endings(name).flatMap((one) => [...(one === name ? [] : [one]), ...(shorts.get(one) ?? []), ...(fulls.get(one) ?? [])]);

/** Short forms of the same full name: Beth and Liz. Said of one person only sometimes. */
export const sisterForms = (name: string): string[] => [...(fulls.get(name) ?? [])].flatMap((full) => [...(shorts.get(full) ?? [])]).filter((short) => short !== name);

/** Whether it is a given name, or a form of one, that the table knows. */
export const isGivenName = (name: string): boolean => shorts.has(name) || fulls.has(name);
