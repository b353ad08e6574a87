"""The words of the section 'Jaar op jaar', in both editions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NL: Mapping[str, str] = MappingProxyType(
    {
        "joj.eerste": "Dit is het eerste jaar van het programma. Vergelijken met een eerder jaar kan vanaf volgend "
        "jaar.",
        "joj.alleen": "Van eerdere jaren zijn er geen cijfers. Vergelijken kan vanaf volgend jaar.",
        "joj.inleiding": "Hier staan de cijfers van {jaar} naast die van {eerder}. Zo is te zien wat er verandert. En "
        "of dat komt door het werk, of doordat er anders is gerekend.",
        "joj.herkomst.gepubliceerd": "De cijfers van {jaren} zijn die uit het jaarbericht van toen.",
        "joj.herkomst.berekend": "De cijfers van {jaren} zijn voor dit bericht opnieuw berekend uit de gegevens van "
        "toen.",
        "joj.ontbreekt": "Over {jaren} zijn er geen cijfers.",
        # the figures
        "joj.kop.kengetallen": "Wat is er veranderd?",
        "joj.gezinnen_ondersteund.meer": "De gezinscoaches hielpen meer gezinnen dan in {vorig}: {nu} tegen {oud}.",
        "joj.gezinnen_ondersteund.minder": "De gezinscoaches hielpen minder gezinnen dan in {vorig}: {nu} tegen {oud}.",
        "joj.gezinnen_ondersteund.gelijk": "De gezinscoaches hielpen evenveel gezinnen als in {vorig}: {nu}.",
        "joj.gezinnen_toegeleid.meer": "Meer gezinnen konden verder met gewone hulp: {nu} tegen {oud}.",
        "joj.gezinnen_toegeleid.minder": "Minder gezinnen konden verder met gewone hulp: {nu} tegen {oud}.",
        "joj.gezinnen_toegeleid.gelijk": "Evenveel gezinnen konden verder met gewone hulp: {nu}.",
        "joj.contacten_per_gezin_per_maand.meer": "Elk gezin had vaker contact: gemiddeld {nu} keer per maand tegen "
        "{oud}.",
        "joj.contacten_per_gezin_per_maand.minder": "Elk gezin had minder vaak contact: gemiddeld {nu} keer per maand "
        "tegen {oud}.",
        "joj.contacten_per_gezin_per_maand.gelijk": "Elk gezin had even vaak contact: gemiddeld {nu} keer per maand.",
        "joj.directe_uren_per_gezin.meer": "Een gezin kostte een coach meer tijd: gemiddeld {nu} uur tegen {oud}.",
        "joj.directe_uren_per_gezin.minder": "Een gezin kostte een coach minder tijd: gemiddeld {nu} uur tegen {oud}.",
        "joj.directe_uren_per_gezin.gelijk": "Een gezin kostte een coach evenveel tijd: gemiddeld {nu} uur.",
        "joj.aandeel_contacten_op_initiatief_gezin.meer": "Gezinnen namen vaker zelf het initiatief: bij {nu} van de "
        "contacten tegen {oud}.",
        "joj.aandeel_contacten_op_initiatief_gezin.minder": "Gezinnen namen minder vaak zelf het initiatief: bij {nu} "
        "van de contacten tegen {oud}.",
        "joj.aandeel_contacten_op_initiatief_gezin.gelijk": "Gezinnen namen even vaak zelf het initiatief: bij {nu} "
        "van de contacten.",
        "joj.verborgen": "Een verschil staat er alleen als beide aantallen te zien zijn.",
        "joj.punt": "{n} %-punt",
        "joj.leeg": "–",
        "joj.kop.verschil": "Verschil",
        "joj.bijschrift.kengetallen": "De kengetallen van {vorig} en {jaar}, met het verschil.",
        # stock and flow
        "joj.kop.stand": "Van het ene jaar naar het andere",
        "joj.stand.ja": "Eind {vorig} kregen {gezinnen} hulp. Met dat aantal begint {jaar} ook. De jaren sluiten dus "
        "op elkaar aan.",
        "joj.stand.nee": "Let op: eind {vorig} kregen {gezinnen} hulp, maar {jaar} begint met een ander aantal: {n}. "
        "De jaren sluiten niet op elkaar aan.",
        "joj.stand.onbekend": "Of {jaar} begint met het aantal gezinnen waarmee {vorig} eindigde, is niet te laten "
        "zien: een van die aantallen is afgeschermd of ontbreekt.",
        "joj.stand.gat": "Over {jaar} zijn er geen cijfers. Of de jaren op elkaar aansluiten, is dus niet te zeggen.",
        "joj.kop.begin": "Begin",
        "joj.kop.gestart": "Gestart",
        "joj.kop.beeindigd": "Afgerond",
        "joj.kop.eind": "Eind",
        "joj.kop.sluit": "Sluit aan",
        "joj.sluit.ja": "ja",
        "joj.sluit.nee": "nee",
        "joj.sluit.onbekend": "niet te zeggen",
        "joj.bijschrift.stand": "Gezinnen met hulp: van het begin tot het eind van elk jaar.",
        # families followed
        "joj.kop.volgen": "Hoe gaat het verder met de gezinnen?",
        "joj.volgen": "Gezinnen die in hetzelfde jaar begonnen, volgen we als groep.",
        "joj.volgen.eerder": "Van de {totaal} uit {start} die in {jaar} nog hulp kregen, hadden er {lopend} die hulp "
        "aan het eind van het jaar nog steeds.",
        "joj.volgen.nu": "Van de {totaal} die in {jaar} begonnen, hadden er {lopend} aan het eind van het jaar nog "
        "steeds hulp.",
        "joj.kop.begonnen": "Begonnen in",
        "joj.kop.totaal": "Hulp in {jaar}",
        "joj.status.lopend": "Loopt door",
        "joj.status.toegeleid": "Toegeleid",
        "joj.status.gestopt": "Gestopt",
        "joj.status.verhuisd": "Verhuisd",
        "joj.bijschrift.volgen": "Gezinnen met hulp in {jaar}, naar het jaar waarin zij begonnen, en hoe zij er eind "
        "{jaar} voor stonden.",
        # the goal
        "joj.kop.doel": "Hoe ver zijn we met het doel?",
        "joj.doel.tussenstand": "De stand tot nu toe: van de {gezinnen} van wie de hulp is afgerond, zijn er {n} "
        "toegeleid naar gewone hulp.",
        "joj.doel.eerst": "In het jaarbericht over {jaar} kan dat voor het eerst, voor de gezinnen die in {start} "
        "begonnen.",
        "joj.doel.bereikt": "Omgerekend zijn dat er {n} van elke tien. Het doel is {doel}.",
        # money
        "joj.kop.rendement": "Anders gerekend, andere uitkomst",
        "joj.rendement": "De uitkomst van het programma verschilt per jaar. Dat komt door andere gezinnen, andere "
        "kosten en andere prijzen, maar ook door andere aannames.",
        "joj.kop.ncw": "Netto contante waarde: {cf}",
        "joj.kop.bkv": "Per euro: {cf}",
        "joj.bijschrift.rendement": "De netto contante waarde van het programma per jaar, en wat één euro voor de "
        "coach opbrengt. Elk jaar in zijn eigen prijzen.",
        "joj.prijzen": "{jaar} (prijzen {prijspeil})",
        "joj.aannames.geen": "Alle aannames zijn gelijk gebleven.",
        "joj.aannames": "Deze aannames zijn anders dan in {vorig}.",
        "joj.aannames.niet": "Voor de uitkomst in geld maken zij niets uit.",
        "joj.bijschrift.aannames": "Aannames die zijn veranderd.",
        "joj.effect": "Wat doet dat? We rekenden de gegevens van {jaar} nog eens door met de aannames van {vorig}.",
        "joj.effect.gunstiger": "{als}, zou de uitkomst met die aannames {saldo} zijn. Met de aannames van nu is zij "
        "gunstiger: {nu}.",
        "joj.effect.ongunstiger": "{als}, zou de uitkomst met die aannames {saldo} zijn. Met de aannames van nu is zij "
        "ongunstiger: {nu}.",
        "joj.effect.gelijk": "{als}, maakt het voor de uitkomst niets uit: {nu}.",
        "joj.effect.gemengd": "{als}, zou de uitkomst met die aannames {saldo} zijn. Met de aannames van nu is zij "
        "{nu}: aan de ene kant hoger, aan de andere kant lager.",
        "joj.effect.prijspeil": "Alleen het prijspeil telt mee. Dat verandert in welke euro's de uitkomst staat, niet "
        "wat zij waard is.",
        "joj.effect.verborgen": "Wat dat met de uitkomst doet, laten we niet zien. Daaruit zou één casus zonder "
        "toestemming zijn terug te rekenen.",
        "joj.effect.toestemming": "Dit gaat alleen over de casussen met toestemming. Anders zou een casus zonder "
        "toestemming zijn terug te rekenen.",
        "joj.kop.rekenwijze": "Gegevens van {jaar}, met",
        "joj.rij.nu": "de aannames van nu",
        "joj.rij.alle": "alle aannames van {vorig}",
        "joj.rij.een": "{label}: als in {vorig}",
        "joj.bijschrift.effect": "De netto contante waarde met de aannames van {jaar} en met die van {vorig}.",
        "joj.bijschrift.alle": "'Alle aannames' is zonder het prijspeil.",
    }
)

EN: Mapping[str, str] = MappingProxyType(
    {
        "joj.eerste": "This is the first year of the programme. It can be compared with an earlier year from next "
        "year on.",
        "joj.alleen": "There are no figures for earlier years. A comparison is possible from next year on.",
        "joj.inleiding": "Here the figures for {jaar} stand beside those for {eerder}. They show what changes, and "
        "whether that comes from the work or from another way of calculating.",
        "joj.herkomst.gepubliceerd": "The figures for {jaren} are those of the report published then.",
        "joj.herkomst.berekend": "The figures for {jaren} were calculated again for this report from the data of "
        "that time.",
        "joj.ontbreekt": "There are no figures for {jaren}.",
        "joj.kop.kengetallen": "What has changed?",
        "joj.gezinnen_ondersteund.meer": "The family coaches helped more families than in {vorig}: {nu} against {oud}.",
        "joj.gezinnen_ondersteund.minder": "The family coaches helped fewer families than in {vorig}: {nu} against "
        "{oud}.",
        "joj.gezinnen_ondersteund.gelijk": "The family coaches helped as many families as in {vorig}: {nu}.",
        "joj.gezinnen_toegeleid.meer": "More families moved on to regular help: {nu} against {oud}.",
        "joj.gezinnen_toegeleid.minder": "Fewer families moved on to regular help: {nu} against {oud}.",
        "joj.gezinnen_toegeleid.gelijk": "As many families moved on to regular help: {nu}.",
        "joj.contacten_per_gezin_per_maand.meer": "Each family had contact more often: {nu} times a month on average "
        "against {oud}.",
        "joj.contacten_per_gezin_per_maand.minder": "Each family had contact less often: {nu} times a month on average "
        "against {oud}.",
        "joj.contacten_per_gezin_per_maand.gelijk": "Each family had contact just as often: {nu} times a month on "
        "average.",
        "joj.directe_uren_per_gezin.meer": "A family took more of a coach's time: {nu} hours on average against {oud}.",
        "joj.directe_uren_per_gezin.minder": "A family took less of a coach's time: {nu} hours on average against "
        "{oud}.",
        "joj.directe_uren_per_gezin.gelijk": "A family took as much of a coach's time: {nu} hours on average.",
        "joj.aandeel_contacten_op_initiatief_gezin.meer": "Families took the initiative more often: in {nu} of the "
        "contacts against {oud}.",
        "joj.aandeel_contacten_op_initiatief_gezin.minder": "Families took the initiative less often: in {nu} of the "
        "contacts against {oud}.",
        "joj.aandeel_contacten_op_initiatief_gezin.gelijk": "Families took the initiative as often: in {nu} of the "
        "contacts.",
        "joj.verborgen": "A change is given only where both counts are shown.",
        "joj.punt": "{n} %-points",
        "joj.leeg": "–",
        "joj.kop.verschil": "Change",
        "joj.bijschrift.kengetallen": "The key figures for {vorig} and {jaar}, with the change.",
        "joj.kop.stand": "From one year to the next",
        "joj.stand.ja": "At the end of {vorig}, {gezinnen} had support. {jaar} starts with the same number, so the "
        "years agree.",
        "joj.stand.nee": "Note: at the end of {vorig}, {gezinnen} had support, but {jaar} starts with another number: "
        "{n}. The years do not agree.",
        "joj.stand.onbekend": "Whether {jaar} starts with the number of families with which {vorig} ended cannot be "
        "shown: one of those numbers is withheld or missing.",
        "joj.stand.gat": "There are no figures for {jaar}, so it cannot be said whether the years agree.",
        "joj.kop.begin": "Start",
        "joj.kop.gestart": "Started",
        "joj.kop.beeindigd": "Ended",
        "joj.kop.eind": "End",
        "joj.kop.sluit": "Agrees",
        "joj.sluit.ja": "yes",
        "joj.sluit.nee": "no",
        "joj.sluit.onbekend": "cannot be said",
        "joj.bijschrift.stand": "Families with support: from the start to the end of each year.",
        "joj.kop.volgen": "How do the families go on?",
        "joj.volgen": "Families that started in the same year are followed as a group.",
        "joj.volgen.eerder": "Of the {totaal} from {start} that still had support in {jaar}, {lopend} still had it at "
        "the end of the year.",
        "joj.volgen.nu": "Of the {totaal} that started in {jaar}, {lopend} still had support at the end of the year.",
        "joj.kop.begonnen": "Started in",
        "joj.kop.totaal": "Support in {jaar}",
        "joj.status.lopend": "Continues",
        "joj.status.toegeleid": "Moved on",
        "joj.status.gestopt": "Stopped",
        "joj.status.verhuisd": "Moved away",
        "joj.bijschrift.volgen": "Families with support in {jaar}, by the year in which they started, and how they "
        "stood at the end of {jaar}.",
        "joj.kop.doel": "How far are we with the goal?",
        "joj.doel.tussenstand": "So far: of the {gezinnen} whose support has ended, {n} moved on to regular help.",
        "joj.doel.eerst": "The report on {jaar} can say so for the first time, for the families that started in "
        "{start}.",
        "joj.doel.bereikt": "That is {n} out of every ten. The goal is {doel}.",
        "joj.kop.rendement": "Calculated differently, another result",
        "joj.rendement": "The result of the programme differs from year to year. That comes from other families, other "
        "costs and other prices, but also from other assumptions.",
        "joj.kop.ncw": "Net present value: {cf}",
        "joj.kop.bkv": "Per euro: {cf}",
        "joj.bijschrift.rendement": "The net present value of the programme by year, and what one euro for the coach "
        "brings. Each year in its own prices.",
        "joj.prijzen": "{jaar} (prices of {prijspeil})",
        "joj.aannames.geen": "All assumptions stayed the same.",
        "joj.aannames": "These assumptions differ from those in {vorig}.",
        "joj.aannames.niet": "They make no difference to the result in money.",
        "joj.bijschrift.aannames": "Assumptions that changed.",
        "joj.effect": "What does that do? The data of {jaar} were calculated once more with the assumptions of "
        "{vorig}.",
        "joj.effect.gunstiger": "{als}, the result with those assumptions would be {saldo}. With the assumptions of "
        "now it is better: {nu}.",
        "joj.effect.ongunstiger": "{als}, the result with those assumptions would be {saldo}. With the assumptions of "
        "now it is worse: {nu}.",
        "joj.effect.gelijk": "{als}, it makes no difference to the result: {nu}.",
        "joj.effect.gemengd": "{als}, the result with those assumptions would be {saldo}. With the present assumptions "
        "it is {nu}: higher at one end, lower at the other.",
        "joj.effect.prijspeil": "Only the price level counts. It changes the euro in which the result is said, not "
        "what the result is worth.",
        "joj.effect.verborgen": "What that does to the result is not shown. One case without consent could be worked "
        "out from it.",
        "joj.effect.toestemming": "This is about the cases with consent only. Otherwise a case without consent could "
        "be worked out.",
        "joj.kop.rekenwijze": "Data of {jaar}, with",
        "joj.rij.nu": "the present assumptions",
        "joj.rij.alle": "all assumptions of {vorig}",
        "joj.rij.een": "{label}: as in {vorig}",
        "joj.bijschrift.effect": "The net present value with the assumptions of {jaar} and with those of {vorig}.",
        "joj.bijschrift.alle": "'All assumptions' leaves out the price level.",
    }
)
