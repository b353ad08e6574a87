"""English for the messages of the command line: Dutch sentence to English sentence (how: see ``berichten``).

Grouped by the module that says it. Names of files, columns, codes, options and commands are part of the data contract
and stay as they are.
"""

# ruff: noqa: E501  (an entry and its translation side by side)

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BERICHTEN: Mapping[str, str] = MappingProxyType(
    {
        # --- where it is (errors)
        "rij {rij}": "row {rij}",
        "kolom '{kolom}'": "column '{kolom}'",
        # --- the command line itself
        "Fout": "Error",
        "Let op": "Note",
        "Fout: {ZIN}": "Error: {ZIN}",
        "Verschil: {ZIN}": "Difference: {ZIN}",
        "Verkeerd gebruik": "Wrong usage",
        " Zie '{opdracht} --help'.": " See '{opdracht} --help'.",
        "{map}: de gegevens zijn in orde; er kan een jaarbericht van worden gemaakt.": (
            "{map}: the data are in order; an annual report can be made from them."
        ),
        "kies uit {lijst}, gescheiden door komma's.": "choose from {lijst}, separated by commas.",
        "Opmaak door {renderer}: {REDEN}": "Typeset by {renderer}: {REDEN}",
        "Klaar: {aantal} bestanden in {map}": "Done: {aantal} files in {map}",
        "{map}: gelijk aan wat deze gegevens nu opleveren.": "{map}: equal to what these data give now.",
        "Geschreven: {pad}": "Written: {pad}",
        "   0  geen van deze (weglaten)": "   0  none of these (leave out)",
        "Nummer": "Number",
        "Ja of nee [J/n]": "Yes or no [Y/n]",
        "Antwoord met j of n.": "Answer with y or n.",
        "Kies een nummer van 0 tot en met {aantal}.": "Choose a number from 0 to {aantal}.",
        "{bestand}: en nog {rest} meldingen over dit bestand.": "{bestand}: and {rest} more messages about this file.",
        "{map}: er kan nog geen jaarbericht worden gemaakt; los eerst op wat hierboven met 'Fout' begint.": (
            "{map}: no annual report can be made yet; first solve what begins with 'Error' above."
        ),
        "Er is niets gemaakt: {aantal} {FOUTEN} in de gegevens.": "Nothing was made: {aantal} {FOUTEN} in the data.",
        "fout": "error",
        "fouten": "errors",
        "Afgebroken; er is niets veranderd aan de vorige uitvoer.": (
            "Interrupted; the previous output has not been changed."
        ),
        "Fout: er is te weinig geheugen voor deze gegevens.": "Error: there is too little memory for these data.",
        "Fout: het Python-pakket van '{naam}' ontbreekt of is stuk. Zet de omgeving opnieuw op; 'buurtrendement doctor' zegt wat eraan mankeert.": (
            "Error: the Python package of '{naam}' is missing or broken. Set up the environment again; 'buurtrendement doctor' says what is wrong with it."
        ),
        "Fout: {WAT} kon niet worden gelezen of geschreven ({REDEN}).": "Error: {WAT} could not be read or written ({REDEN}).",
        "een bestand": "a file",
        # --- errors
        "de schijf is vol": "the disk is full",
        "uw deel van de schijf is vol": "your part of the disk is full",
        "het bestand wordt te groot": "the file becomes too large",
        "u hebt er geen toegang toe": "you have no access to it",
        "deze schijf is alleen te lezen": "this disk can only be read",
        "het bestaat niet": "it does not exist",
        "het bestaat al": "it exists already",
        "het is een map": "it is a folder",
        "het is geen map": "it is no folder",
        "het is in gebruik": "it is in use",
        "hij is in gebruik": "it is in use",
        "de naam is te lang": "the name is too long",
        "er staan te veel bestanden open": "too many files are open",
        "de schijf geeft een fout": "the disk gives an error",
        "Fout in het programma zelf ({soort}). Draai de opdracht met --debug en stuur de uitkomst naar de beheerder; "
        "let op: die kan gegevens uit uw bestanden bevatten.": (
            "Error in the program itself ({soort}). Run the command with --debug and send the result to the "
            "maintainer; note: it may hold data from your files."
        ),
        # --- help
        "Van geanonimiseerde registraties naar een jaarbericht met kengetallen en maatschappelijk rendement.": (
            "From anonymised records to an annual report with key figures and social return."
        ),
        "Zeg wat er mis is met de bestanden van een jaar: bestand, rij, kolom en wat u eraan doet.": (
            "Say what is wrong with the files of a year: file, row, column and what to do about it."
        ),
        "Maak het jaarbericht van een jaar: HTML, PDF, cijfers en uitgevoerde notebooks.": (
            "Make the annual report of a year: HTML, PDF, figures and executed notebooks."
        ),
        "Maak een jaarbericht opnieuw en vergelijk het met het manifest; zegt wat er verschilt.": (
            "Make a report again and compare it with its manifest; says what differs."
        ),
        "Begin een nieuw jaar: lege bestanden met kopregels en de aannames van vorig jaar om na te lopen.": (
            "Begin a new year: empty files with header rows, and last year's assumptions to review."
        ),
        "Vergelijk jaren: kengetallen, stand, gezinnen door de jaren heen, en wat veranderde aannames doen.": (
            "Compare years: key figures, stock, families over the years, and what changed assumptions do."
        ),
        "Zet exports (CSV of Excel) van uw registratiesysteem om naar de bestanden van een jaar, zonder namen.": (
            "Turn exports (CSV or Excel) of your registration system into the files of a year, without names."
        ),
        "Kijk of alles er is om een jaarbericht te maken, en zeg wat u anders doet.": (
            "See whether everything is there to make a report, and say what to do if not."
        ),
        "Vul opdrachten aan met de tabtoets: zet de uitvoer in het startbestand van uw opdrachtvenster.": (
            "Complete commands with the tab key: put the output in the start-up file of your shell."
        ),
        "Maak de jaarberichten van veel buurten of jaren, elk in <out>/<buurt>/<jaar>, met een overzicht in index.html.": (
            "Make the annual reports of many neighbourhoods or years, each in <out>/<buurt>/<jaar>, with an overview in index.html."
        ),
        "De buurt is de naam van de map boven het jaar. DATA_DIR mag ook een adres zijn (s3://..., file:///...) dat met fsspec te lezen is. Mislukt er een, dan worden de andere afgemaakt.": (
            "The neighbourhood is the name of the folder above the year. DATA_DIR may also be an address (s3://..., file:///...) that fsspec can read. When one fails, the others are finished."
        ),
        "Map die alle berichten krijgt.": "Folder that receives all reports.",
        "Aantal processen (standaard één per processor).": "Number of processes (by default one per processor).",
        "Reken op het Dask-cluster met deze scheduler.": "Compute on the Dask cluster with this scheduler.",
        "Kies --workers of --scheduler: op een cluster bepaalt het cluster het aantal processen.": (
            "Choose --workers or --scheduler: on a cluster, the cluster decides on the number of processes."
        ),
        "Maak het jaarbericht opnieuw zodra u iets opslaat, en toon het in de browser (alleen op deze computer).": (
            "Make the report again as soon as you save something, and show it in the browser (on this computer only)."
        ),
        "Poort; 0 kiest.": "Port; 0 picks one.",
        "Toon de versie.": "Show the version.",
        "Taal van de meldingen.": "Language of the messages.",
        "Taal van het bericht en van de meldingen.": "Language of the report and of the messages.",
        "Taal van de uitkomst en van de meldingen.": "Language of the result and of the messages.",
        "Toon bij een fout ook de technische details.": "On an error, show the technical details as well.",
        "Wijk af van een aanname.": "Deviate from an assumption.",
        "Schrijf de uitkomst als JSON, voor andere programma's.": "Write the result as JSON, for other programs.",
        "Wie de opmaak doet; auto neemt Quarto als dat er is.": "What does the typesetting; auto takes Quarto if present.",
        "Welke bestanden: html, pdf, docx.": "Which files: html, pdf, docx.",
        "Waarin de notebooks draaien; auto neemt een vork waar het systeem dat kan.": (
            "What the notebooks run in; auto takes a fork where the system can."
        ),
        "Maak alles opnieuw, ook wat niet is gewijzigd.": "Make everything again, also what has not changed.",
        "Map die de bestanden krijgt (standaard dist/<verslagjaar>).": (
            "Folder that receives the files (default dist/<verslagjaar>)."
        ),
        "De gegevensmap waarvan het jaarbericht is gemaakt.": "The data folder that the report was made from.",
        "Schrijf de vergelijking ook als webpagina, bijvoorbeeld jaren.html.": (
            "Write the comparison as a web page too, for example jaren.html."
        ),
        "De gegevensmap van het jaar.": "The data folder of the year.",
        "Neem het voorstel voor kolommen en codes aan zonder te vragen.": (
            "Accept the proposal for columns and codes without asking."
        ),
        "Vervang bestanden waarin al regels staan.": "Replace files that hold rows already.",
        "Sleutelbestand voor de codes van gezinnen (*.sleutel).": "Key file for the codes of families (*.sleutel).",
        # --- aannames
        "een aanname zetten gaat met sleutel=waarde.": "an assumption is set with key=value.",
        "Schrijf bijvoorbeeld --set discontovoet=0,03.": "Write for example --set discontovoet=0,03.",
        "{sleutel} is twee keer gezet.": "{sleutel} was set twice.",
        "Kies één waarde.": "Choose one value.",
        "de waarde van {sleutel} is niet te lezen of kan op twee manieren worden gelezen.": (
            "the value of {sleutel} cannot be read, or can be read in two ways."
        ),
        "Schrijf {VOORBEELD}, zonder spaties, procentteken of punt voor duizendtallen.": (
            "Write {VOORBEELD}, without spaces, per cent sign or a point for thousands."
        ),
        "{woord}: {ZIN}": "{woord}: {ZIN}",
        "een getal als 0,03": "a number such as 0,03",
        "een geheel getal als 3": "a whole number such as 3",
        "een jaartal als 2021": "a year such as 2021",
        "deze aanname bestaat niet.": "this assumption does not exist.",
        "de aanname '{sleutel}' bestaat niet.": "the assumption '{sleutel}' does not exist.",
        "Bedoelt u '{naam}'?": "Do you mean '{naam}'?",
        "Kies uit: {lijst}.": "Choose from: {lijst}.",
        "de waarde is geen gewoon getal.": "the value is not an ordinary number.",
        "Schrijf {VOORBEELD}.": "Write {VOORBEELD}.",
        "verwacht een geheel getal.": "expected a whole number.",
        "Schrijf een percentage als breuk: 2,25% is 0,0225.": "Write a percentage as a fraction: 2.25% is 0,0225.",
        "Pas de waarde aan.": "Change the value.",
        "verwacht een waarde van {laag} tot en met {hoog}.": "expected a value from {laag} to {hoog}.",
        "laag en hoog horen bij elkaar.": "laag and hoog belong together.",
        "Vul ze allebei in, of geen van beide.": "Fill in both, or neither.",
        "verwacht laag ≤ waarde ≤ hoog.": "expected laag ≤ waarde ≤ hoog.",
        "Pas de waarde of de grenzen aan.": "Change the value or the bounds.",
        "de aanname {sleutel} ontbreekt; er is gerekend met de standaardwaarde {waarde}.": (
            "the assumption {sleutel} is missing; the default value {waarde} was used."
        ),
        "Voeg een regel toe met een bron.": "Add a row with a source.",
        # --- aanvullen, gelijktijdig, motor, figuurbestanden, excel
        "{schelp} is op deze computer niet gevonden.": "{schelp} was not found on this computer.",
        "Een rekenproces stopte onverwacht, misschien door te weinig geheugen.": (
            "A computing process stopped unexpectedly, perhaps for lack of memory."
        ),
        "Onbekende motor '{motor}'. Kies uit: {lijst}.": "Unknown engine '{motor}'. Choose from: {lijst}.",
        "Dit besturingssysteem kan notebooks niet in een vork draaien. Kies --engine kernel.": (
            "This operating system cannot run notebooks in a fork. Choose --engine kernel."
        ),
        "Een notebook kan hier geen vraag stellen: er is niemand die antwoordt.": (
            "A notebook cannot ask a question here: nobody is there to answer."
        ),
        "Van de figuren konden geen PNG-bestanden worden gemaakt.": "No PNG files could be made of the figures.",
        "{bestand} kan niet worden geschreven ({REDEN}). Sluit het in Excel en probeer het opnieuw.": (
            "{bestand} cannot be written ({REDEN}). Close it in Excel and try again."
        ),
        # --- disclosure
        "cel '{cel}' moet verborgen worden, maar bestaat niet.": "cell '{cel}' must be hidden, but does not exist.",
        "cel '{cel}' wijkt af van wat eerder is gepubliceerd.": "cell '{cel}' differs from what was published before.",
        "de delen tellen niet op tot het totaal '{cel}'.": "the parts do not add up to the total '{cel}'.",
        "de drempel moet een geheel getal zijn.": "the threshold must be a whole number.",
        "de drempel mag niet negatief zijn.": "the threshold may not be negative.",
        "er ontbreekt een aantal (leeg of oneindig).": "a count is missing (empty or infinite).",
        "er staat iets anders dan een aantal.": "there is something else than a count.",
        "een aantal moet een geheel getal zijn.": "a count must be a whole number.",
        "een aantal mag niet negatief zijn.": "a count may not be negative.",
        "een aantal is onmogelijk groot (meer dan honderd miljoen).": "a count is impossibly large (over a hundred million).",
        "er is een tabel (DataFrame) met aantallen nodig.": "a table (DataFrame) of counts is needed.",
        "de tabel heeft al een rij of kolom '{naam}'; geef de tabel zonder totalen.": (
            "the table already has a row or column '{naam}'; give the table without totals."
        ),
        "een relatie noemt cel '{cel}', die niet bestaat.": "a relation names cell '{cel}', which does not exist.",
        # --- dist
        "Er wordt op dit moment al gewerkt aan '{map}'. Wacht tot die andere opdracht klaar is en probeer het dan "
        "opnieuw.": "'{map}' is being worked on at this moment. Wait until that other command is done and try again.",
        "De map '{map}' kan niet worden vergrendeld ({REDEN}).": "The folder '{map}' cannot be locked ({REDEN}).",
        "'{map}' bestaat al en is geen map. Kies een andere map met --out.": (
            "'{map}' exists already and is no folder. Choose another folder with --out."
        ),
        "In de map van '{map}' kan niet worden geschreven ({REDEN}).": (
            "The folder of '{map}' cannot be written to ({REDEN})."
        ),
        "De map '{naam}' kan niet worden vervangen ({REDEN}). Sluit wat eruit open staat in Excel, de PDF-lezer of de "
        "Verkenner, en probeer het opnieuw. De vorige uitvoer is ongewijzigd.": (
            "The folder '{naam}' cannot be replaced ({REDEN}). Close what is open from it in Excel, the PDF reader or "
            "the file manager, and try again. The previous output is unchanged."
        ),
        "Het schrijven van '{map}' is mislukt ({REDEN}). De vorige uitvoer is ongewijzigd.": (
            "Writing '{map}' failed ({REDEN}). The previous output is unchanged."
        ),
        # --- dokter
        "goed": "ok",
        "let op": "note",
        "mis": "wrong",
        "versie {versie}": "version {versie}",
        "versie {versie} op {systeem}": "version {versie} on {systeem}",
        "Installeer Python {versie} of nieuwer van python.org.": "Install Python {versie} or newer from python.org.",
        "Rekenen": "Computing",
        "Opmaak": "Typesetting",
        "Zet de omgeving opnieuw klaar: pip install -r requirements.lock.": (
            "Set up the environment again: pip install -r requirements.lock."
        ),
        "ontbreekt: {lijst}": "missing: {lijst}",
        "niet in deze omgeving; alleen nodig om de notebooks te openen": (
            "not in this environment; only needed to open the notebooks"
        ),
        "Quarto hoeft niet; wilt u het toch: quarto.org, of environment.yml met conda.": (
            "Quarto is not required; if you want it: quarto.org, or environment.yml with conda."
        ),
        "Ingebouwde opmaak": "Built-in typesetting",
        "pandoc start niet": "pandoc does not start",
        "Lettertype": "Typeface",
        "Source Sans Pro, {aantal} bestanden": "Source Sans Pro, {aantal} files",
        "Projectbestanden": "Project files",
        "Haal het project opnieuw op.": "Fetch the project again.",
        "notebooks, rapport en referentiegegevens zijn er": "notebooks, report and reference data are there",
        "Deze map": "This folder",
        "Tijdelijke map": "Temporary folder",
        "Werk in een map waarin u mag schrijven, of wijs er een aan met --out.": (
            "Work in a folder in which you may write, or name one with --out."
        ),
        "Laat TMPDIR (op Windows TEMP) naar een eigen map wijzen.": (
            "Let TMPDIR (on Windows TEMP) point to a folder of your own."
        ),
        "niet schrijfbaar": "not writable",
        "nog {ruimte} MB vrij": "{ruimte} MB left",
        "Maak ruimte: {ruimte} MB is genoeg.": "Make room: {ruimte} MB is enough.",
        "schrijfbaar, ruimte genoeg": "writable, enough room",
        "Sleutel voor codes": "Key for codes",
        "staat in {plaats}; bewaar ook een kopie op een veilige plaats": (
            "is in {plaats}; keep a copy in a safe place as well"
        ),
        "nog niet nodig geweest; de eerste import maakt er een": "not needed so far; the first import makes one",
        "Tekens": "Characters",
        "het scherm kent alle tekens": "the screen knows all characters",
        "het scherm gebruikt {CODERING}": "the screen uses {CODERING}",
        "iets onbekends": "something unknown",
        "Zet PYTHONUTF8=1.": "Set PYTHONUTF8=1.",
        "Lange paden": "Long paths",
        "staan aan": "are on",
        "staan uit": "are off",
        "Zet het project in een korte map, zoals C:\\buurtrendement, of zet ze aan.": (
            "Put the project in a short folder, such as C:\\buurtrendement, or switch them on."
        ),
        # --- identification
        "een burgerservicenummer": "a citizen service number (BSN)",
        "een rekeningnummer": "a bank account number",
        "een e-mailadres": "an e-mail address",
        "een telefoonnummer": "a telephone number",
        "een volledige postcode": "a full postcode",
        "een geboortedatum": "a date of birth",
        "Haal de gegevens over personen uit het bestand voordat u het hier neerzet.": (
            "Take what is about persons out of the file before you put it here."
        ),
        "een kolomnaam lijkt {SOORT} te bevatten.": "a column name seems to hold {SOORT}.",
        "Verwijder de kolom.": "Remove the column.",
        "deze kolom kan een persoon herkenbaar maken.": "this column may make a person recognisable.",
        "deze cel lijkt {SOORT} te bevatten.": "this cell seems to hold {SOORT}.",
        "dit is geen pseudoniem; verwacht een code van hoofdletters en een nummer, zoals G01.": (
            "this is no pseudonym; expected a code of capitals and a number, such as G01."
        ),
        "Vervang namen en nummers uit de registratie door eigen codes.": (
            "Replace names and numbers from the registration by codes of your own."
        ),
        "een cel in een onbekende kolom lijkt {SOORT} te bevatten.": "a cell in an unknown column seems to hold {SOORT}.",
        "deze regel lijkt {SOORT} te bevatten.": "this line seems to hold {SOORT}.",
        "Haal dit weg.": "Take this out.",
        "Controleer dat dit van een organisatie is en niet van een persoon.": (
            "Make sure that this belongs to an organisation and not to a person."
        ),
        # --- importafspraken, importbronnen, importcodes
        "de kopregel hoort te zijn: {kop}": "the header row should be: {kop}",
        "Pas hem aan.": "Change it.",
        "verwacht zes cellen.": "expected six cells.",
        "Zie de uitleg in de handleiding.": "See the explanation in the manual.",
        "onbekende tabel; kies uit {lijst}.": "unknown table; choose from {lijst}.",
        "{bestand} heeft die kolom niet; kies uit {lijst}.": "{bestand} does not have that column; choose from {lijst}.",
        "zonder kolom hoort er een vaste waarde onder 'wordt' te staan.": (
            "without a column there should be a fixed value under 'wordt'."
        ),
        "dit CSV-bestand is niet in cellen te verdelen.": "this CSV file cannot be divided into cells.",
        "Exporteer opnieuw.": "Export it again.",
        "dit Excel-bestand kan niet worden gelezen.": "this Excel file cannot be read.",
        "Open het in Excel en sla het opnieuw op als xlsx.": "Open it in Excel and save it again as xlsx.",
        "dit Excel-bestand is met een wachtwoord beveiligd.": "this Excel file is protected with a password.",
        "Open het in Excel, haal het wachtwoord weg en sla het op als xlsx.": (
            "Open it in Excel, remove the password and save it as xlsx."
        ),
        "dit is een oud Excel-bestand (xls).": "this is an old Excel file (xls).",
        "Open het in Excel en sla het op als xlsx.": "Open it in Excel and save it as xlsx.",
        "Noem de bestanden erin: MAP/*.xlsx.": "Name the files in it: FOLDER/*.xlsx.",
        "het bestand is leeg.": "the file is empty.",
        "{bron}, {kolom}: wat is '{waarde}' ({aantal} keer)?": "{bron}, {kolom}: what is '{waarde}' ({aantal} times)?",
        "Vul in {bestand} achter deze waarde in wat zij wordt": "Fill in what this value becomes behind it in {bestand}",
        "Controleer in {bestand} ": "Check in {bestand} ",
        "deze waarde is onbekend ({aantal} keer); verwacht voor {tabel}.{kolom} een van: {lijst}.": (
            "this value is unknown ({aantal} times); expected for {tabel}.{kolom} one of: {lijst}."
        ),
        "{WAAR} ('{teken}' laat de regel weg).": "{WAAR} ('{teken}' leaves the row out).",
        "{WAAR}of dit de goede kolom is.": "{WAAR}whether this is the right column.",
        # --- importeren, importrijen, importvoorstel, importwaarden
        "De naam van de map bij --to is het verslagjaar, met vier cijfers. Bijvoorbeeld: data/2023.": (
            "The name of the folder at --to is the reporting year, in four digits. For example: data/2023."
        ),
        "'{naam}' is een bestand, geen map.": "'{naam}' is a file, not a folder.",
        "Het bestand '{naam}' bestaat niet.": "The file '{naam}' does not exist.",
        "In {lijst} staan al regels. Geef --vervang om ze te vervangen door wat nu wordt ingelezen.": (
            "{lijst} hold rows already. Give --vervang to replace them by what is read now."
        ),
        "{bestand} kan niet worden gelezen ({REDEN}).": "{bestand} cannot be read ({REDEN}).",
        "; {aantal} over een ander jaar weggelaten": "; {aantal} about another year left out",
        "; {aantal} dubbel, eenmaal overgenomen": "; {aantal} double, taken over once",
        "{bestand}: {aantal} {REGELS}{WEG}{DUBBEL}.": "{bestand}: {aantal} {REGELS}{WEG}{DUBBEL}.",
        "regel": "row",
        "regels": "rows",
        "{bron}: niets uit deze lijst herkend; zij is overgeslagen.": (
            "{bron}: nothing in this list was recognised; it was skipped."
        ),
        "{bron}: {aantal} kolommen zijn niet overgenomen.": "{bron}: {aantal} columns were not taken over.",
        "{bron}: 1 kolom is niet overgenomen.": "{bron}: 1 column was not taken over.",
        "Er is een nieuwe sleutel gemaakt voor de codes van gezinnen. Bewaar haar goed en geheim, ook voor volgend "
        "jaar: zonder deze sleutel zijn gezinnen niet te volgen. Zij staat in {plaats}.": (
            "A new key was made for the codes of families. Keep it well and secret, also for next year: without this "
            "key families cannot be followed. It is in {plaats}."
        ),
        "Hoe kolommen en codes zijn omgezet, staat in {bestand}.": "How columns and codes were converted is in {bestand}.",
        "Controleer nu alles samen: buurtrendement check {map}": "Now check everything together: buurtrendement check {map}",
        "deze kolom staat in {bestand}, maar niet in de export.": "this column is in {bestand}, but not in the export.",
        "Heet de kolom nu anders, pas dan {bestand} aan.": "If the column has another name now, change {bestand}.",
        "voor {tabel}.{kolom} is geen kolom aangewezen.": "no column was named for {tabel}.{kolom}.",
        "Zet in {bestand} welke kolom het is, of zonder kolom een vaste waarde onder 'wordt'{KEUZES}.": (
            "Put in {bestand} which column it is, or without a column a fixed value under 'wordt'{KEUZES}."
        ),
        "{een} of {ander}": "{een} or {ander}",
        "deze cel is leeg.": "this cell is empty.",
        "Vul haar in het systeem aan.": "Complete it in the system.",
        "verwacht {NOTATIE}.": "expected {NOTATIE}.",
        "hier staat een foutwaarde van Excel, of een formule zonder uitkomst.": (
            "here is an error value of Excel, or a formula without an outcome."
        ),
        "Open het bestand in Excel, verbeter de cel en sla het op.": "Open the file in Excel, mend the cell and save it.",
        "Excel heeft dit nummer afgerond.": "Excel has rounded this number.",
        "Exporteer het als tekst, of zet er een letter voor.": "Export it as text, or put a letter before it.",
        "de sleutel {sleutel} komt nog een keer voor, met andere gegevens.": "the key {sleutel} occurs again, with other data.",
        "Houd er een over; bij een gezin dat terugkwam, de laatste begeleiding.": (
            "Keep one; for a family that came back, the last period of support."
        ),
        "in de export staan geen regels over {jaar}.": "the export has no rows about {jaar}.",
        "Exporteer het goede jaar, of kies een andere map bij --to.": (
            "Export the right year, or choose another folder at --to."
        ),
        "in deze lijst is geen enkele tabel herkend.": "no table at all was recognised in this list.",
        "Zet in {bestand} welke kolom welke is; de handleiding geeft een voorbeeld.": (
            "Put in {bestand} which column is which; the manual gives an example."
        ),
        "{bron}: voorstel voor {bestand}": "{bron}: proposal for {bestand}",
        "{bron}: welke versie van de Zelfredzaamheid-Matrix is dit?": (
            "{bron}: which version of the Self-Sufficiency Matrix is this?"
        ),
        "niets uit deze lijst is herkend; zij wordt overgeslagen.": "nothing in this list was recognised; it is skipped.",
        "Hoort zij erbij, zet dan in {bestand} welke kolom welke is.": (
            "If it belongs, put in {bestand} which column is which."
        ),
        "Klopt dit?": "Is this right?",
        "Welke kolom is '{label}' ({naam})?": "Which column is '{label}' ({naam})?",
        "hierin staat nu een voorstel: welke kolom van de export welke kolom wordt.": (
            "this now holds a proposal: which column of the export becomes which column."
        ),
        "Kijk het na, pas het zo nodig aan en geef de opdracht opnieuw. Met --ja wordt het meteen gebruikt.": (
            "Look it over, change it where needed and give the command again. With --ja it is used at once."
        ),
        "Verwacht een datum, zoals 03-04-2021.": "Expected a date, such as 03-04-2021.",
        "Deze dag bestaat niet. Een export in Amerikaanse notatie: kies dag-maand-jaar.": (
            "This day does not exist. An export in American notation: choose day-month-year."
        ),
        "Dit getal is geen datum van Excel.": "This number is no date of Excel.",
        "Verwacht een maand, zoals 2021-03 of mrt-21.": "Expected a month, such as 2021-03 or mrt-21.",
        "Een duur kan niet negatief zijn.": "A duration cannot be negative.",
        "Verwacht een duur, zoals 1,5 of 1:30 of 90 min.": "Expected a duration, such as 1,5 or 1:30 or 90 min.",
        "Hier hoort een geheel getal.": "A whole number belongs here.",
        "Dit is vrije tekst; hier hoort een kort woord.": "This is free text; a short word belongs here.",
        # --- ingest
        "dit is een bestand, geen map.": "this is a file, not a folder.",
        "deze map bestaat niet.": "this folder does not exist.",
        "Geef de map van een verslagjaar, zoals data/2021.": "Give the folder of a reporting year, such as data/2021.",
        "de naam van de map is geen verslagjaar.": "the name of the folder is no reporting year.",
        "Geef de map de naam van het jaar, met vier cijfers, zoals 2021.": (
            "Name the folder after the year, in four digits, such as 2021."
        ),
        "deze map kan niet worden gelezen.": "this folder cannot be read.",
        "Controleer of u haar mag openen.": "Check whether you may open it.",
        "Bedoelt u {bestand}? Sla het dan zo op.": "Do you mean {bestand}? Then save it so.",
        "Zet het elders als het hier niet hoort.": "Put it elsewhere if it does not belong here.",
        "dit bestand wordt niet gelezen.": "this file is not read.",
        "citaten, lijsten of blokken zijn hier meer dan {aantal} niveaus diep genest.": (
            "quotes, lists or blocks are nested more than {aantal} levels deep here."
        ),
        "Haal niveaus weg.": "Take levels away.",
        "in deze map staat een bestand met een naam die een persoon herkenbaar kan maken.": (
            "this folder holds a file with a name that can make a person recognisable."
        ),
        "Zet dat bestand ergens anders.": "Put that file elsewhere.",
        "dit bestand is er twee keer.": "this file is there twice.",
        "Houd er één over.": "Keep one.",
        "dit bestand ontbreekt.": "this file is missing.",
        "Zet het in de map, met de kopregel {kop}": "Put it in the folder, with the header row {kop}",
        "er staan geen regels onder de kopregel.": "there are no rows below the header row.",
        "Vul het bestand.": "Fill the file.",
        "er staan geen regels onder de kopregel; het rapport zegt dat dit niet is gemeten.": (
            "there are no rows below the header row; the report says that this was not measured."
        ),
        "Vul het bestand of verwijder het.": "Fill the file or remove it.",
        "{aantal} zonder bruikbare naam": "{aantal} without a usable name",
        "Is '{naam}' bedoeld als '{kolom}'?": "Is '{naam}' meant as '{kolom}'?",
        "deze kolommen worden niet gebruikt: {KOLOMMEN}.": "these columns are not used: {KOLOMMEN}.",
        "Verwijder ze als ze niet nodig zijn.": "Remove them if they are not needed.",
        "Sla de tekst op als UTF-8.": "Save the text as UTF-8.",
        "cijfers van vorig jaar: {ZIN}": "last year's figures: {ZIN}",
        "Neem het bestand over uit het rapport van vorig jaar.": "Take the file from last year's report.",
        # --- kengetallen
        "de telling '{naam}' komt op twee manieren anders uit.": "the count '{naam}' comes out differently in two ways.",
        "bevat een waarde die niet op de lijst staat.": "holds a value that is not on the list.",
        "beginstand + instroom - uitstroom is niet gelijk aan de eindstand ({begin} + {erbij} - {eraf} tegen {eind}).": (
            "opening stock + inflow - outflow does not equal the closing stock ({begin} + {erbij} - {eraf} against {eind})."
        ),
        "Kijk of een einddatum vóór de startdatum ligt.": "See whether an end date lies before the start date.",
        "een contact ligt buiten het verslagjaar.": "a contact lies outside the reporting year.",
        # --- kruisregels
        "Zet deze regel in de map van het jaar waar hij bij hoort.": "Put this row in the folder of the year it belongs to.",
        "deze datum valt buiten {jaar}.": "this date lies outside {jaar}.",
        "deze maand valt buiten {jaar}.": "this month lies outside {jaar}.",
        "deze datum ligt voor {jaar}; dat kan niet kloppen.": "this date lies before {jaar}; that cannot be right.",
        "Controleer het jaartal.": "Check the year.",
        "deze meting is van na {jaar}.": "this measurement is from after {jaar}.",
        "de einddatum ligt voor de startdatum.": "the end date lies before the start date.",
        "Controleer beide datums; de dag staat voor de maand.": "Check both dates; the day comes before the month.",
        "er is een bestemming, maar geen leesbare einddatum.": "there is a bestemming, but no readable end date.",
        "Vul de einddatum in, of maak de bestemming leeg als het gezin nog wordt begeleid.": (
            "Fill in the end date, or empty the bestemming if the family is still supported."
        ),
        "er is een einddatum, maar geen bestemming.": "there is an end date, but no bestemming.",
        "Vul regulier, gestopt of verhuisd in.": "Fill in regulier, gestopt or verhuisd.",
        "de begeleiding begint na {jaar}; dit gezin telt niet mee.": (
            "the support begins after {jaar}; this family does not count."
        ),
        "de begeleiding eindigde voor {jaar}; dit gezin telt niet mee.": (
            "the support ended before {jaar}; this family does not count."
        ),
        "Controleer de datum.": "Check the date.",
        "de einddatum ligt na {jaar}; dit gezin telt als lopend op 31 december.": (
            "the end date lies after {jaar}; this family counts as running on 31 December."
        ),
        "Dat is goed als het zo is.": "That is fine if it is so.",
        "geen enkel gezin is in {jaar} begeleid.": "no family at all was supported in {jaar}.",
        "Controleer of de map bij dit jaar hoort; de naam van de map is het verslagjaar.": (
            "Check whether the folder is that of this year; the name of the folder is the reporting year."
        ),
        "beginstand + instroom - uitstroom is niet gelijk aan de eindstand.": (
            "opening stock + inflow - outflow does not equal the closing stock."
        ),
        "Controleer de startdatum, einddatum en bestemming van elk gezin.": (
            "Check the startdatum, einddatum and bestemming of every family."
        ),
        "dit gezin staat niet in gezinnen.csv.": "this family is not in gezinnen.csv.",
        "Voeg het gezin toe of verbeter de code.": "Add the family or correct the code.",
        "deze combinatie van {kolommen} en {kolom}": "this combination of {kolommen} and {kolom}",
        "{SLEUTEL} staat al in rij {eerste}.": "{SLEUTEL} is already in row {eerste}.",
        "de casussen staan samen voor {samen} gezinnen; in {jaar} zijn er {begeleid} begeleid.": (
            "the cases stand for {samen} families together; in {jaar} {begeleid} were supported."
        ),
        "dit is de enige casus zonder toestemming; uit het totaal van het programma zou hij zijn terug te rekenen. "
        "Het jaarbericht laat daarom alleen de uitkomsten van de andere casussen zien.": (
            "this is the only case without consent; it could be computed back from the programme's total. "
            "The report therefore shows the results of the other cases only."
        ),
        "Vraag toestemming, of voeg de casus samen met een andere.": "Ask for consent, or merge the case with another.",
        "deze casus staat voor minder gezinnen dan de drempel voor kleine aantallen. Het jaarbericht kan daardoor "
        "zwijgen over het programma als geheel.": (
            "this case stands for fewer families than the threshold for small numbers. The report may therefore be "
            "silent about the programme as a whole."
        ),
        "Voeg de casus samen met een andere, zodat hij voor meer gezinnen staat.": (
            "Merge the case with another, so that it stands for more families."
        ),
        "Het rendement van het programma gaat over de gezinnen van de casussen. Controleer of dat klopt.": (
            "The return of the programme is about the families of the cases. Check whether that is right."
        ),
        "Verwijder een van de twee regels, of verbeter de code.": "Remove one of the two rows, or correct the code.",
        "deze regel is gelijk aan rij {eerste} en zou dubbel tellen.": (
            "this row equals row {eerste} and would count twice."
        ),
        "Verwijder een van de twee, of maak het verschil duidelijk in kostenpost.": (
            "Remove one of the two, or make the difference clear in kostenpost."
        ),
        "Zo zijn er hierna nog {aantal} regels.": "There are {aantal} more such rows below.",
        "deze en nog {aantal} regels zijn": "this row and {aantal} more are",
        "deze regel is": "this row is",
        "{REGELS} helemaal gelijk aan een eerdere regel.": "{REGELS} wholly equal to an earlier row.",
        "Controleer of het bestand niet twee keer is geëxporteerd.": "Check that the file was not exported twice.",
        "het minimum is hoger dan het maximum.": "the minimum is higher than the maximum.",
        "Wissel de bedragen om of verbeter ze.": "Swap the amounts or correct them.",
        "deze kosten zonder gezinscoach hebben geen bron; het rapport noemt dat.": (
            "these costs without the coach have no source; the report says so."
        ),
        "Vul een bron in als die er is.": "Fill in a source if there is one.",
        "elke kostenregel noemt een bron; deze cel is leeg.": "every cost line names a source; this cell is empty.",
        "Vul een bron in die in bronnen.csv staat.": "Fill in a source that is in bronnen.csv.",
        "deze casus staat niet in casussen.csv.": "this case is not in casussen.csv.",
        "Voeg de casus toe of verbeter de code.": "Add the case or correct the code.",
        "deze casus heeft in kosten.csv geen regels voor {lijst}.": "this case has no rows in kosten.csv for {lijst}.",
        "Voeg voor elk alternatief minstens één regel toe; zijn er geen kosten, schrijf dan 0.": (
            "Add at least one row for each alternative; where there are no costs, write 0."
        ),
        "deze casus heeft in kosten.csv geen kosten van de gezinscoach.": (
            "this case has no costs of the gezinscoach in kosten.csv."
        ),
        "Controleer of dat klopt; de verhouding van baten en kosten is dan niet te geven.": (
            "Check whether that is right; the ratio of benefits and costs can then not be given."
        ),
        "Voeg de bron toe aan bronnen.csv.": "Add the source to bronnen.csv.",
        "deze bron staat niet in bronnen.csv.": "this source is not in bronnen.csv.",
        "De prijsreeks loopt van {eerste} tot en met {laatste}. Kies een ander jaar, of zet wat ontbreekt met bron in "
        "cpi.csv in deze map.": (
            "The price series runs from {eerste} to {laatste}. Choose another year, or put what is missing with its "
            "source in cpi.csv in this folder."
        ),
        "het programma kent dit jaar met een ander cijfer.": "the program knows this year with another figure.",
        "Verwijder de rij; dan geldt het cijfer van het programma.": (
            "Remove the row; then the program's figure holds."
        ),
        "dit jaar staat er al in.": "this year is in it already.",
        "deze regel vraagt om een cijfer dat er niet is.": "this line asks for a figure that is not there.",
        "De namen staan in de handleiding, bij de teksten.": "The names are in the manual (in Dutch), at the texts.",
        "dit prijspeil kan niet worden omgerekend naar {jaar}.": "this price level cannot be converted to {jaar}.",
        "bedragen kunnen niet worden omgerekend naar prijspeil {jaar}.": "amounts cannot be converted to price level {jaar}.",
        "dit leefgebied hoort niet bij {versie}.": "this leefgebied does not belong to {versie}.",
        # --- leakgate
        "een pseudoniem van een gezin, coach of kandidaat": "a pseudonym of a family, coach or candidate",
        "een casus waarvoor geen toestemming is": "a case for which there is no consent",
        "een datum die bij een gezin hoort": "a date that belongs to a family",
        "een pad op deze computer": "a path on this computer",
        "de naam van de gebruiker of de computer": "the name of the user or the computer",
        "een bestand dat niet kon worden doorzocht": "a file that could not be searched",
        "hierin staat {SOORT} ({WAAR}).": "this holds {SOORT} ({WAAR}).",
        "Haal dit uit de teksten, omschrijvingen of kostenposten van het jaar.": (
            "Take this out of the texts, descriptions or cost lines of the year."
        ),
        "De uitvoer is niet geplaatst, want er staan sporen van deze computer in:\n{LIJST}": (
            "The output was not put in place, because it holds traces of this computer:\n{LIJST}"
        ),
        "- {bestand}: {SOORT} ({WAAR})": "- {bestand}: {SOORT} ({WAAR})",
        "het bestand": "the file",
        "ruwe inhoud": "raw content",
        "tekst": "text",
        "{deel}, attributen": "{deel}, attributes",
        "{deel}, gegevens": "{deel}, data",
        "{deel}, script": "{deel}, script",
        "{deel}, ingesloten figuur": "{deel}, embedded figure",
        "{deel}, ingesloten tekst": "{deel}, embedded text",
        "metagegevens van een figuur": "metadata of a figure",
        "{deel}, opgemaakte uitvoer": "{deel}, formatted output",
        "bladzijde {nummer}": "page {nummer}",
        "bladzijde {nummer}, alternatieve tekst": "page {nummer}, alternative text",
        "metagegevens": "metadata",
        "bladwijzers": "bookmarks",
        # --- nalopen, nieuwjaar
        "deze regel is bij het begin van het jaar klaargezet en nog niet nagelopen.": (
            "this row was put ready at the beginning of the year and has not been reviewed yet."
        ),
        "Pas de regel aan waar dat nodig is en haal '{merk}' weg.": "Change the row where needed and remove '{merk}'.",
        "deze tekst is van vorig jaar en nog niet herschreven.": "this text is last year's and has not been rewritten yet.",
        "Herschrijf {WAT} en haal de regel met {merk} weg, of verwijder de map teksten/en als er geen Engels jaarbericht "
        "komt.": "Rewrite {WAT} and remove the line with {merk}, or delete the folder teksten/en if there will be no English "
        "report.",
        "Herschrijf {WAT} en haal de regel met {merk} weg. Voor een verwijderde tekst komt een neutrale in de plaats.": (
            "Rewrite {WAT} and remove the line with {merk}. A text that you delete is replaced by a neutral one."
        ),
        "hem": "it",
        "ze": "them",
        "{aantal} regels zijn bij het begin van het jaar klaargezet en nog niet nagelopen: rij {RIJEN}.": (
            "{aantal} rows were put ready at the beginning of the year and have not been reviewed yet: row {RIJEN}."
        ),
        "{van} t/m {tot}": "{van} to {tot}",
        "{aantal} teksten zijn van vorig jaar en nog niet herschreven: {namen}.": (
            "{aantal} texts are last year's and have not been rewritten yet: {namen}."
        ),
        "deze tekst is van {jaar}. Herschrijf hem en haal deze regel weg.": (
            "this text is of {jaar}. Rewrite it and remove this line."
        ),
        "De naam van de map is het verslagjaar, met vier cijfers. Bijvoorbeeld: data/2023.": (
            "The name of the folder is the reporting year, in four digits. For example: data/2023."
        ),
        "'{naam}' is een bestand. Kies een andere plaats voor de map van het jaar.": (
            "'{naam}' is a file. Choose another place for the folder of the year."
        ),
        "De map van {naam} kan niet worden gemaakt ({REDEN}). Kies een plaats waar u mag schrijven.": (
            "The folder of {naam} cannot be made ({REDEN}). Choose a place where you may write."
        ),
        "Er is geen {jaar}/aannames.csv naast deze map: de aannames zijn de standaardwaarden. Noem bij elke aanname uw "
        "eigen bron.": (
            "There is no {jaar}/aannames.csv beside this folder: the assumptions are the default values. Name a source "
            "of your own for each."
        ),
        "{map}/{bestand} is niet te lezen en dus niet overgenomen.": (
            "{map}/{bestand} cannot be read and so was not taken over."
        ),
        "{map}/{bestand}: niet elke regel is te lezen; controleer wat is overgenomen.": (
            "{map}/{bestand}: not every row can be read; check what was taken over."
        ),
        "De gepubliceerde cijfers van {jaar} zijn niet gevonden. Zet cijfers.csv van het vorige jaarbericht in de nieuwe "
        "map als "
        "cijfers_{vorig}.csv, dan kan het rapport de jaren vergelijken.": (
            "The published figures of {jaar} were not found. Put cijfers.csv of the previous report here as "
            "cijfers_{vorig}.csv; then the report can compare the years."
        ),
        "{jaar}: {aantal} bestanden klaargezet.": "{jaar}: {aantal} files put ready.",
        "  nieuw    {naam}": "  new      {naam}",
        "{jaar}: {aantal} bestanden stonden er al en zijn niet veranderd.": (
            "{jaar}: {aantal} files were there already and were not changed."
        ),
        "  bewaard  {naam}": "  kept     {naam}",
        "Begin met CHECKLIST.md. Wat nog niet is nagelopen, begint met {merk}.": (
            "Begin with CHECKLIST.md. What has not been reviewed yet begins with {merk}."
        ),
        "Wat er nog moet gebeuren, zegt: buurtrendement check {map}": (
            "What is still to be done, says: buurtrendement check {map}"
        ),
        # --- notebooks
        "Het notebook heeft {aantal} parametercellen; het moet er precies één hebben.": (
            "The notebook has {aantal} parameter cells; it must have exactly one."
        ),
        "Notebook {naam} kent geen parameter '{parameter}'. Bedoelde u '{nabij}'? Bekend zijn: {lijst}.": (
            "Notebook {naam} has no parameter '{parameter}'. Did you mean '{nabij}'? Known are: {lijst}."
        ),
        "Notebook {naam} is niet te lezen ({soort}).": "Notebook {naam} cannot be read ({soort}).",
        "Notebook {naam}: een cel was na {aantal} seconden nog niet klaar en is gestopt.": (
            "Notebook {naam}: a cell was not done after {aantal} seconds and was stopped."
        ),
        "Notebook {naam}: het rekenproces stopte onverwacht, misschien door te weinig geheugen.": (
            "Notebook {naam}: the computing process stopped unexpectedly, perhaps for lack of memory."
        ),
        "Notebook {naam}, cel {nummer}: {soort}: {BOODSCHAP}": "Notebook {naam}, cell {nummer}: {soort}: {BOODSCHAP}",
        # --- parsing
        "Schrijf decimalen met een komma; een punt mag alleen tussen duizendtallen staan, zoals 1.078,70.": (
            "Write decimals with a comma; a point may stand between thousands only, as in 1.078,70."
        ),
        "Schrijf alleen cijfers, met een komma voor decimalen.": "Write digits only, with a comma for decimals.",
        "Schrijf een bedrag met hoogstens twee decimalen: 1.078 of 1078,00, niet 1,078.": (
            "Write an amount with at most two decimals: 1.078 or 1078,00, not 1,078."
        ),
        "Dit getal is te groot.": "This number is too large.",
        "Schrijf het jaartal met vier cijfers.": "Write the year in four digits.",
        "Deze dag bestaat niet. Let op de volgorde: dag, maand, jaar.": (
            "This day does not exist. Mind the order: day, month, year."
        ),
        "Excel maakt hier soms mrt-21 van; geef de kolom de celeigenschap Tekst.": (
            "Excel sometimes turns this into mrt-21; give the column the cell format Text."
        ),
        "Deze maand bestaat niet.": "This month does not exist.",
        "Schrijf tijd als uren met een komma: anderhalf uur is 1,5.": (
            "Write time as hours with a comma: an hour and a half is 1,5."
        ),
        "Dit lijkt een datumgetal van Excel; geef de kolom de celeigenschap Datum en sla opnieuw op.": (
            "This looks like a date number of Excel; give the column the cell format Date and save again."
        ),
        "Schrijf het jaar met vier cijfers.": "Write the year in four digits.",
        "Haal de tijd achter de datum weg.": "Take away the time behind the date.",
        "Gebruik streepjes en de volgorde dag-maand-jaar.": "Use hyphens and the order day-month-year.",
        "dit is een Excel-werkmap of zip-bestand, geen CSV.": "this is an Excel workbook or zip file, not CSV.",
        "Kies in Excel: Opslaan als, CSV UTF-8.": "Choose in Excel: Save as, CSV UTF-8.",
        "dit is een oud Excel-bestand, geen CSV.": "this is an old Excel file, not CSV.",
        "dit is een pdf, geen CSV.": "this is a PDF, not CSV.",
        "Vraag de export als CSV op.": "Ask for the export as CSV.",
        "dit is een ingepakt bestand, geen CSV.": "this is a compressed file, not CSV.",
        "Pak het eerst uit.": "Unpack it first.",
        "Sla het bestand op als CSV UTF-8.": "Save the file as CSV UTF-8.",
        "dit bestand is opgeslagen als UTF-16 (Unicode-tekst).": "this file was saved as UTF-16 (Unicode text).",
        "dit bestand bevat nulbytes; het is UTF-16 of geen tekst.": "this file holds zero bytes; it is UTF-16 or no text.",
        "dit bestand is geen tekst in UTF-8 of Windows-1252.": "this file is no text in UTF-8 or Windows-1252.",
        "hier staat een besturingsteken; dit is geen gewone tekst.": "here is a control character; this is no plain text.",
        "dit is een map, geen bestand.": "this is a folder, not a file.",
        "Zet hier het CSV-bestand neer.": "Put the CSV file here.",
        "dit is geen gewoon bestand.": "this is no ordinary file.",
        "dit bestand kan niet worden gelezen.": "this file cannot be read.",
        "Sluit het in Excel en controleer of u het mag openen.": "Close it in Excel and check whether you may open it.",
        "het scheidingsteken achter sep= is onbekend.": "the separator behind sep= is unknown.",
        "Gebruik sep=; of haal de regel weg.": "Use sep=; or remove the line.",
        "de kopregel ontbreekt.": "the header row is missing.",
        "De eerste regel hoort te zijn: {kop}": "The first line should be: {kop}",
        "dit is geen kopregel: te weinig kolomnamen zijn bekend.": "this is no header row: too few column names are known.",
        "De kopregel hoort te zijn: {kop}": "The header row should be: {kop}",
        "deze kolom ontbreekt.": "this column is missing.",
        "Voeg de kolom toe aan de kopregel.": "Add the column to the header row.",
        "deze kolom staat er meer dan eens in.": "this column is in it more than once.",
        "hierna zijn er nog {aantal} regels die niet te gebruiken zijn.": (
            "below this there are {aantal} more rows that cannot be used."
        ),
        "Los eerst de problemen hierboven op.": "First solve the problems above.",
        "in de kopregel staat een regeleinde binnen een cel.": "the header row has a line end within a cell.",
        "Zet de kopregel op één regel.": "Put the header on one line.",
        "in deze cel staat een regeleinde.": "this cell has a line end in it.",
        "Zet de tekst op één regel, of sluit het aanhalingsteken dat is blijven openstaan.": (
            "Put the text on one line, or close the quotation mark that was left open."
        ),
        "vanaf hier zijn de cellen niet te scheiden: een los aanhalingsteken of een te lange cel.": (
            "from here on the cells cannot be told apart: a stray quotation mark or a cell that is too long."
        ),
        'Zet tekst met een aanhalingsteken helemaal tussen aanhalingstekens en verdubbel het: "".': (
            'Put text with a quotation mark wholly between quotation marks and double it: "".'
        ),
        "de kopregel staat er nog een keer in.": "the header row is in it once more.",
        "Verwijder deze regel.": "Remove this row.",
        "dit is een totaalregel.": "this is a row with totals.",
        "Verwijder deze regel; het rapport telt zelf op.": "Remove this row; the report does its own adding up.",
        "deze regel heeft {aantal} van de {breedte} cellen.": "this row has {aantal} of the {breedte} cells.",
        "Vul de regel aan; het scheidingsteken van dit bestand is {TEKEN}.": (
            "Complete the row; the separator of this file is {TEKEN}."
        ),
        "deze regel heeft {aantal} cellen, de kopregel {breedte}.": "this row has {aantal} cells, the header row {breedte}.",
        "Zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens.": (
            "Put text that has the separator in it between quotation marks."
        ),
        "een puntkomma": "a semicolon",
        "een komma": "a comma",
        "een tab": "a tab",
        # --- pipeline
        "De map 'build' kan niet worden gemaakt ({REDEN}). Werk in een map waarin u mag schrijven, of wijs er een aan met "
        "--out.": (
            "The folder 'build' cannot be made ({REDEN}). Work in a folder in which you may write, or name one with --out."
        ),
        "In de map voor tijdelijke bestanden kan niet worden geschreven ({REDEN}).": (
            "The folder for temporary files cannot be written to ({REDEN})."
        ),
        "gegevens inlezen en controleren": "reading and checking the data",
        "notebooks uitvoeren{STAND}": "executing the notebooks{STAND}",
        " (niets gewijzigd)": " (nothing changed)",
        "figuren en teksten": "figures and texts",
        "opmaak: {lijst}": "typesetting: {lijst}",
        "controle op herleidbaarheid, manifest": "search for traces of families, manifest",
        "Onbekend formaat '{formaat}'. Kies uit: {lijst}.": "Unknown format '{formaat}'. Choose from: {lijst}.",
        "Onbekende renderer '{renderer}'. Kies uit: {lijst}.": "Unknown renderer '{renderer}'. Choose from: {lijst}.",
        "De uitvoer kan niet in of om de gegevensmap staan: zij wordt elke keer in haar geheel vervangen. Kies met --out "
        "een map ergens anders.": (
            "The output cannot be in or around the data folder: it is replaced as a whole every time. Choose a folder "
            "elsewhere with --out."
        ),
        "De vergelijking is een webpagina: geef met --out een bestand dat op .html eindigt.": (
            "The comparison is a web page: give a file ending in .html with --out."
        ),
        "De uitvoer kan niet de map zijn waarin u werkt, of een map daarboven: zij wordt elke keer in haar geheel "
        "vervangen. Kies met --out een nieuwe map.": (
            "The output cannot be the folder in which you work, or one above it: it is replaced as a whole every time. "
            "Choose a new folder with --out."
        ),
        "In de map '{map}' staan bestanden die niet door een eerdere opdracht zijn gemaakt. Die map wordt in haar geheel "
        "vervangen; kies daarom een lege of nieuwe map met --out.": (
            "The folder '{map}' holds files that were not made by an earlier command. That folder is replaced as a whole; "
            "so choose an empty or new folder with --out."
        ),
        # --- prijspeil
        "Het prijsindexcijfer staat er dubbel in voor {jaren}.": "The price index figure is in it twice for {jaren}.",
        "Houd per jaar één rij over.": "Keep one row for each year.",
        "{eerste} tot en met {laatste}": "{eerste} to {laatste}",
        "geen enkel jaar": "no year at all",
        "Bedragen in prijzen van {van} kunnen niet naar prijzen van {naar} worden omgerekend: het prijsindexcijfer van "
        "{jaren} ontbreekt (bekend: {BEREIK}).": (
            "Amounts in prices of {van} cannot be converted to prices of {naar}: the price index figure of {jaren} is "
            "missing (known: {BEREIK})."
        ),
        "Vul het ontbrekende jaar met bron aan, of kies in aannames.csv een prijspeil dat wel kan.": (
            "Add the missing year with its source, or choose in aannames.csv a prijspeil that is possible."
        ),
        # --- pseudoniemen
        "Geef het sleutelbestand een naam die eindigt op {einde}; dan komt het nooit in git.": (
            "Give the key file a name that ends in {einde}; then it never gets into git."
        ),
        "Bewaar de sleutel niet in een map met versiebeheer (git): zij zou meegaan met wie het project krijgt.": (
            "Do not keep the key in a folder under version control (git): whoever gets the project would get it too."
        ),
        "Bewaar de sleutel niet in de gegevensmap: wie beide heeft, kan gezinnen herkennen.": (
            "Do not keep the key in the data folder: whoever has both can recognise families."
        ),
        "De sleutel is niet gevonden. Met een nieuwe sleutel zouden alle gezinnen een andere code krijgen dan vorig jaar. "
        "Zet het sleutelbestand terug of wijs het aan met --sleutel.": (
            "The key was not found. With a new key all families would get another code than last year. Put the key file "
            "back or name it with --sleutel."
        ),
        "Het sleutelbestand kan niet worden gelezen of gemaakt ({REDEN}).": "The key file cannot be read or made ({REDEN}).",
        "geen tekst": "no text",
        "Het sleutelbestand is geen sleutel: verwacht {aantal} tekens 0-9 en a-f.": (
            "The key file is no key: expected {aantal} characters 0-9 and a-f."
        ),
        "Dit is een andere sleutel dan waarmee eerder is ingelezen; gezinnen zouden een andere code krijgen. Wijs de goede "
        "aan met --sleutel. Wilt u echt opnieuw beginnen, verwijder dan de regel 'sleutel' uit kolommen.csv.": (
            "This is another key than was used before; families would get another code. Name the right one with "
            "--sleutel. If you really want to begin anew, remove the row 'sleutel' from kolommen.csv."
        ),
        # --- reeks, reeksscherm, cluster
        "Twee mappen geven allebei het bericht '{naam}': de buurt is de naam van de map boven het jaar. Geef een van die mappen een andere naam, of maak ze in twee opdrachten met elk een eigen --out.": (
            "Two folders both give the report '{naam}': the neighbourhood is the name of the folder above the year. Give one of those folders another name, or make them in two commands, each with its own --out."
        ),
        "Fout in het programma zelf ({soort}).": "Error in the program itself ({soort}).",
        "Gegevens op een adres lezen kan alleen met het pakket fsspec. Installeer het met: pip install 'buurtrendement[cluster]'.": (
            "Reading data at an address needs the package fsspec. Install it with: pip install 'buurtrendement[cluster]'."
        ),
        "De gegevens van '{naam}' konden niet worden opgehaald.": "The data of '{naam}' could not be fetched.",
        "Het rekenproces stopte onverwacht, misschien door te weinig geheugen.": (
            "The computing process stopped unexpectedly, perhaps for lack of memory."
        ),
        "Op het cluster staat een andere versie van buurtrendement of van Python dan hier. Installeer dezelfde.": (
            "The cluster has another version of buurtrendement or of Python than this computer. Install the same one."
        ),
        "Rekenen op een cluster kan alleen met het pakket distributed. Installeer het met: pip install 'buurtrendement[cluster]'.": (
            "Computing on a cluster needs the package distributed. Install it with: pip install 'buurtrendement[cluster]'."
        ),
        "De scheduler op {adres} antwoordt niet. Controleer het adres, en of hij draait.": (
            "The scheduler at {adres} does not answer. Check the address, and whether it is running."
        ),
        "De scheduler op {adres} heeft geen werkers. Start er een met: dask worker.": (
            "The scheduler at {adres} has no workers. Start one with: dask worker."
        ),
        "De werkers van het cluster konden niet beginnen ({soort}). Installeer daar dezelfde versie van buurtrendement als hier.": (
            "The workers of the cluster could not begin ({soort}). Install the same version of buurtrendement there as here."
        ),
        "Het cluster kon dit bericht niet maken ({soort}).": "The cluster could not make this report ({soort}).",
        "Jaarberichten": "Annual reports",
        "Klaar: {naam}": "Done: {naam}",
        "Mislukt: {naam}": "Failed: {naam}",
        "Overzicht: {pad}": "Overview: {pad}",
        "nog": "left",
        "en nog {aantal}; 'buurtrendement check' toont ze allemaal.": "and {aantal} more; 'buurtrendement check' shows them all.",
        "Bericht": "Report",
        "Uitslag": "Outcome",
        "Tijd": "Time",
        "gemaakt": "made",
        "mislukt": "failed",
        "{aantal} {FOUTEN} in de gegevens": "{aantal} {FOUTEN} in the data",
        "{aantal} van de {totaal} gemaakt in {seconden} s ({tempo} per minuut).": (
            "{aantal} of the {totaal} made in {seconden} s ({tempo} per minute)."
        ),
        # --- kijken
        "Te zien op {adres} (stop met Ctrl-C)": "To be seen at {adres} (stop with Ctrl-C)",
        "Klaar in {duur} s": "Done in {duur} s",
        "Alleen op deze computer te zien.": "To be seen on this computer only.",
        "Deze bladzijde is er niet.": "There is no such page.",
        "Er is nog geen jaarbericht.": "There is no annual report yet.",
        "Het jaarbericht is niet vernieuwd.": "The annual report was not renewed.",
        "Fout: een bestand kon niet worden gelezen of geschreven ({REDEN}).": "Error: a file could not be read or written ({REDEN}).",
        "Poort {poort} is niet vrij ({REDEN}). Kies een andere met --port.": (
            "Port {poort} is not free ({REDEN}). Choose another with --port."
        ),
        # --- referentie, results, stappen
        "deze regel staat er al in.": "this row is in it already.",
        "Verwijder een van de twee.": "Remove one of the two.",
        "Zet de referentiegegevens terug.": "Put the reference data back.",
        "kan niet worden gelezen.": "cannot be read.",
        "Zet het gepubliceerde bestand terug.": "Put the published file back.",
        "verwacht de kolommen {kop}.": "expected the columns {kop}.",
        "verwacht acht kolommen met een getal of niets onder 'waarde'.": (
            "expected eight columns with a number or nothing under 'waarde'."
        ),
        "De tussenuitkomst is niet (helemaal) te lezen. Voer de notebooks opnieuw uit, van 1 tot en met 4.": (
            "The intermediate result cannot be read (entirely). Run the notebooks again, from 1 to 4."
        ),
        "de parameter verslagjaar is {jaar}, maar de gegevensmap heet anders.": (
            "the parameter verslagjaar is {jaar}, but the data folder has another name."
        ),
        "Laat verslagjaar en data_map naar hetzelfde jaar wijzen.": "Let verslagjaar and data_map point to the same year.",
        # --- render, theme
        "Het verslagjaar van het jaarbericht is niet bekend.": "The reporting year of the report is not known.",
        "'{naam}' is geen gewone bestandsnaam voor het jaarbericht.": "'{naam}' is no ordinary file name for the report.",
        "report/{naam}.qmd ontbreekt: het project is niet volledig.": (
            "report/{naam}.qmd is missing: the project is not complete."
        ),
        "{bestand}: tekstbestanden voegen elkaar in een kring in.": "{bestand}: text files include each other in a circle.",
        "Tekstbestand '{bestand}' ontbreekt in het klaargezette jaarbericht.": (
            "Text file '{bestand}' is missing from the staged report."
        ),
        "De tekst vraagt om cijfers die er niet zijn: {lijst}.": "The text asks for figures that are not there: {lijst}.",
        "De samengevoegde tekst gebruikt rond regel {regel} een opdracht '{{<' die niet op de lijst van toegestane "
        "onderdelen staat (docs/quarto-deelverzameling.md).": (
            "The combined text uses a command '{{<' near line {regel} that is not on the list of allowed parts "
            "(docs/quarto-deelverzameling.md)."
        ),
        "Het jaarbericht is klaargezet in taal '{taal}', niet in '{gevraagd}'.": (
            "The report was staged in language '{taal}', not in '{gevraagd}'."
        ),
        "1 teken staat": "1 character is",
        "{aantal} tekens staan": "{aantal} characters are",
        "{TEKENS} niet in het lettertype (bijvoorbeeld een emoji). In de PDF staat daar een vraagteken.": (
            "{TEKENS} not in the typeface (an emoji, for example). The PDF shows a question mark there."
        ),
        "gekozen met --renderer ingebouwd": "chosen with --renderer ingebouwd",
        "Quarto {versie} gevonden": "Quarto {versie} found",
        "gekozen met --renderer quarto (versie {versie})": "chosen with --renderer quarto (version {versie})",
        "Quarto is niet gevonden": "Quarto was not found",
        "Quarto {versie} is ouder dan {minimaal}": "Quarto {versie} is older than {minimaal}",
        "{REDEN}. Installeer Quarto {versie} of nieuwer ('make quarto'), of kies --renderer ingebouwd.": (
            "{REDEN}. Install Quarto {versie} or newer ('make quarto'), or choose --renderer ingebouwd."
        ),
        "{REDEN}; de ingebouwde renderer maakt hetzelfde jaarbericht": "{REDEN}; the built-in renderer makes the same report",
        "pandoc ontbreekt: het pakket pypandoc-binary is niet geïnstalleerd.": (
            "pandoc is missing: the package pypandoc-binary is not installed."
        ),
        "{naam} was na {aantal} seconden nog niet klaar en is gestopt.{WAARDOOR}": (
            "{naam} was not done after {aantal} seconds and was stopped.{WAARDOOR}"
        ),
        " Dat ligt aan {lijst}: haal lange reeksen leestekens daaruit weg.": (
            " That is due to {lijst}: take long runs of punctuation out of it."
        ),
        "{naam} kon niet starten ({REDEN}).": "{naam} could not start ({REDEN}).",
        "{naam} stopte met een fout (status {status}): {UITLEG}": "{naam} stopped with an error (status {status}): {UITLEG}",
        "geen toelichting": "no explanation",
        "Quarto maakte geen {bestand}: {UITLEG}": "Quarto made no {bestand}: {UITLEG}",
        "Een stijlblad bevat '</style'.": "A style sheet holds '</style'.",
        "Typst kon geen PDF maken: {UITLEG}": "Typst could not make a PDF: {UITLEG}",
        "{bestand} is niet gemaakt.": "{bestand} was not made.",
        "{bestand} bevat een niet ingevulde plek: '{rest}…'.": "{bestand} holds a place that was not filled in: '{rest}…'.",
        "{bestand} verwijst naar een los bestand: {adres}": "{bestand} refers to a separate file: {adres}",
        "{bestand} laadt iets van buiten: {adres}": "{bestand} loads something from outside: {adres}",
        "{bestand} heeft verwijzingen zonder doel: {lijst}": "{bestand} has references without a target: {lijst}",
        "{bestand} is leeg of geen geldig merkbestand.": "{bestand} is empty or no valid brand file.",
        "_brand.yml mist color: palette:.": "_brand.yml lacks color: palette:.",
        "_brand.yml: kleur '{naam}' moet de vorm #RRGGBB hebben.": "_brand.yml: colour '{naam}' must have the form #RRGGBB.",
        "report/theme: de tekening vraagt om kleur '{naam}', die niet in _brand.yml staat.": (
            "report/theme: the drawing asks for colour '{naam}', which is not in _brand.yml."
        ),
        "De standaardstijlen van pandoc missen '{sleutel}'.": "The default styles of pandoc lack '{sleutel}'.",
        "Het pakket font-source-sans-pro mist de letter {naam}.": "The package font-source-sans-pro lacks the font {naam}.",
        # --- schema
        "een van: {lijst}": "one of: {lijst}",
        "een code van hoofdletters en een nummer, zoals G01": "a code of capitals and a number, such as G01",
        "een datum als dd-mm-jjjj, zoals 03-04-2021": "a date as dd-mm-yyyy, such as 03-04-2021",
        "een maand als jjjj-mm, zoals 2021-03": "a month as yyyy-mm, such as 2021-03",
        "een van de toegestane waarden": "one of the allowed values",
        "een bedrag in euro, zoals 1.078,70 of € 23.686,-": "an amount in euro, such as 1.078,70 or € 23.686,-",
        "een getal met een decimale komma, zoals 96,5": "a number with a decimal comma, such as 96,5",
        "een geheel getal, zoals 12": "a whole number, such as 12",
        "een jaartal van vier cijfers, zoals 2021": "a year of four digits, such as 2021",
        "een bron die in bronnen.csv staat": "a source that is in bronnen.csv",
        # --- validation
        "deze cel is leeg; verwacht {NOTATIE}.": "this cell is empty; expected {NOTATIE}.",
        "Vul de cel in.": "Fill in the cell.",
        "Let op kleine letters en lage streepjes.": "Mind small letters and underscores.",
        "dit getal is negatief.": "this number is negative.",
        "Verwacht nul of meer.": "Expected zero or more.",
        "deze waarde valt buiten wat mag: {GRENZEN}.": "this value lies outside what is allowed: {GRENZEN}.",
        "Controleer het getal, ook de punten en komma's.": "Check the number, also the points and commas.",
        "{ZIN} Dit geldt voor deze en nog {aantal} regels.": "{ZIN} This holds for this row and {aantal} more.",
        # --- vergelijken, verificatie
        "met dit jaar kan niet worden vergeleken: er zijn geen cijfers van te maken.": (
            "this year cannot be compared with: no figures can be made of it."
        ),
        "Zet cijfers.csv van dat jaarbericht in de map als cijfers_{jaar}.csv, of los op wat 'buurtrendement check' van "
        "dat jaar zegt.": (
            "Put cijfers.csv of that report in the folder as cijfers_{jaar}.csv, or solve what 'buurtrendement check' says "
            "of that year."
        ),
        "Vergelijken vraagt twee mappen, zoals data/2021 en data/2022.": (
            "Comparing needs two folders, such as data/2021 and data/2022."
        ),
        "De mappen zijn van hetzelfde jaar. Vergelijk twee verschillende jaren van een buurt.": (
            "The folders are of the same year. Compare two different years of a neighbourhood."
        ),
        "het manifest ontbreekt of is niet te lezen.": "the manifest is missing or cannot be read.",
        "het manifest is geen geldige JSON.": "the manifest is no valid JSON.",
        "het manifest mist onderdelen.": "the manifest lacks parts.",
        "in het manifest staat niet hoe het jaarbericht is gemaakt.": "the manifest does not say how the report was made.",
        "Wijs een map aan die met 'buurtrendement report' is gemaakt.": (
            "Name a folder that was made with 'buurtrendement report'."
        ),
        "{naam}: {WAT} sinds het maken.": "{naam}: {WAT} since it was made.",
        "{naam}: {WAT} bij opnieuw maken.": "{naam}: {WAT} when made again.",
        "De tabellen zijn niet een voor een te vergelijken, want {naam} is anders.": (
            "The tables cannot be compared one by one, because {naam} is different."
        ),
        "erbij gekomen": "added",
        "verdwenen": "gone",
        "anders": "different",
    }
)

SAMENGESTELD: Mapping[str, str] = MappingProxyType(
    {
        "{bestand}, rij {rij}": "{bestand}, row {rij}",
        "{bestand}, rij {rij}, kolom '{kolom}'": "{bestand}, row {rij}, column '{kolom}'",
        "{bestand}, kolom '{kolom}'": "{bestand}, column '{kolom}'",
        "{bestand}, rij {rij}: {ZIN}": "{bestand}, row {rij}: {ZIN}",
        "{bestand}, rij {rij}, kolom '{kolom}': {ZIN}": "{bestand}, row {rij}, column '{kolom}': {ZIN}",
        "{bestand}, kolom '{kolom}': {ZIN}": "{bestand}, column '{kolom}': {ZIN}",
        "deze {sleutel} staat al in rij {eerste}.": "this {sleutel} is already in row {eerste}.",
        "dit {sleutel} staat al in rij {eerste}.": "this {sleutel} is already in row {eerste}.",
        "deze combinatie van {kolommen} en {kolom} staat al in rij {eerste}.": (
            "this combination of {kolommen} and {kolom} is already in row {eerste}."
        ),
        "Invalid value for {optie}: {ZIN}": "Invalid value for {optie}: {ZIN}",
        "{namen}, {aantal} zonder bruikbare naam": "{namen}, {aantal} without a usable name",
        "invoer {naam}: {WAT}.": "input {naam}: {WAT}.",
        "referentiegegevens {naam}: {WAT}.": "reference data {naam}: {WAT}.",
        "sjabloon {naam}: {WAT}.": "template {naam}: {WAT}.",
        "programma {naam}: {WAT}.": "program {naam}: {WAT}.",
        "versie {naam}: {WAT}.": "version {naam}: {WAT}.",
    }
)
"""Messages that the program puts together from parts which are no sentence in the source."""
