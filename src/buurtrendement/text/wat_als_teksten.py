"""The words of the what-if panel, in both editions; ``wat_als`` says which ones go to the browser."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NL: Mapping[str, str] = MappingProxyType(
    {
        # static text, also read on paper and without JavaScript
        "wat_als.omvat.programma": "De uitkomst geldt voor {gezinnen} samen.",
        "wat_als.omvat.casussen_met_toestemming": "De uitkomst geldt voor de casussen met toestemming: {gezinnen} "
        "samen.",
        "wat_als.extrapolatie": "Zij is doorgerekend vanuit één casus.",
        "wat_als.vast": "Dit is de uitkomst met de waarden van dit jaarbericht. Opent u het in een browser waarin "
        "JavaScript aan staat, dan kunt u de waarden hier zelf verschuiven.",
        "wat_als.vast.waarden": "Met deze waarden is gerekend:",
        "wat_als.rij.succesgraad": "Omslagpunt: deel van de gezinnen dat het doel haalt",
        "wat_als.rij.omslagpunt": "Omslagpunt: kosten zonder coach, per gezin per jaar",
        "wat_als.niet.herleidbaar": "Dit jaar kunt u hier niet zelf rekenen. Uit de getallen die daarvoor nodig zijn, "
        "zou één casus zonder toestemming zijn terug te rekenen.",
        "wat_als.niet.klein_aantal": "Dit jaar kunt u hier niet zelf rekenen. Uit de getallen die daarvoor nodig zijn, "
        "zou een klein aantal gezinnen zijn terug te rekenen.",
        "wat_als.niet.geen_gezinnen": "Dit jaar is er geen uitkomst om mee te rekenen.",
        # the panel
        "wat_als.paneel": "Zelf rekenen met andere aannames",
        "wat_als.uitleg": "Denkt u anders over een aanname? Verschuif een knop en kijk wat er met de uitkomst gebeurt.",
        "wat_als.knoppen": "Verschuif de aannames",
        "wat_als.schuif.succesgraad": "Deel van de gezinnen dat het doel haalt",
        "wat_als.schuif.gezinscoach_per_gezin": "Kosten van de coach, per gezin per jaar",
        "wat_als.schuif.zonder_gezinscoach_per_gezin": "Kosten zonder coach in het dreigende scenario, per gezin "
        "per jaar",
        "wat_als.schuif.discontovoet": "Discontovoet: hoeveel minder een later jaar telt",
        "wat_als.schuif.horizon_jaren": "Aantal jaren dat meetelt",
        "wat_als.bericht": "jaarbericht: {waarde}",
        "wat_als.terug": "Terug naar de waarden van dit jaarbericht",
        "wat_als.teruggezet": "Alles staat weer op de waarden van dit jaarbericht.",
        "wat_als.ncw": "Netto contante waarde over {jaren}",
        "wat_als.in_bericht": "In het jaarbericht: {saldo}.",
        "wat_als.gelijk": "Zoals in het jaarbericht.",
        "wat_als.nodig": "Omslagpunt: deel dat het doel haalt",
        "wat_als.omslagpunt": "Omslagpunt",
        "wat_als.omslagpunt.bedrag": "{bereik} per gezin per jaar",
        "wat_als.omslagpunt.uitleg": "Kost een gezin zonder coach elk jaar meer dan dat, dan verdient de coach zich "
        "binnen {jaren} terug. U rekent nu met {kosten}: {richting}.",
        "wat_als.omslagpunt.geen": "Er telt geen enkele bate mee. Daardoor is er geen omslagpunt.",
        "wat_als.figuur": "Baten min kosten, opgeteld vanaf het eerste jaar",
        "wat_als.figuur.bijschrift": "De band loopt van lage naar hoge kosten.",
        "wat_als.figuur.schim": "Stippellijn: zoals in het jaarbericht.",
        "wat_als.figuur.alt": "Lijndiagram van baten min kosten, opgeteld vanaf het eerste jaar, over {jaren}.",
        "wat_als.met_coach": "met coach",
        "wat_als.daarna": "daarna",
        "wat_als.jaar": "jaar {n}",
        "wat_als.tot_en_met": "Tot en met",
    }
)

EN: Mapping[str, str] = MappingProxyType(
    {
        "wat_als.omvat.programma": "The result is for {gezinnen} together.",
        "wat_als.omvat.casussen_met_toestemming": "The result is for the cases with consent: {gezinnen} together.",
        "wat_als.extrapolatie": "It is extrapolated from one case.",
        "wat_als.vast": "This is the result with the values of this report. If you open the report in a browser with "
        "JavaScript switched on, you can move the values yourself here.",
        "wat_als.vast.waarden": "These values were used:",
        "wat_als.rij.succesgraad": "Break-even: share of families that reach the goal",
        "wat_als.rij.omslagpunt": "Break-even: cost without a coach, per family per year",
        "wat_als.niet.herleidbaar": "This year you cannot do your own sum here. The numbers it needs would give away "
        "one case without consent.",
        "wat_als.niet.klein_aantal": "This year you cannot do your own sum here. The numbers it needs would give away "
        "a small number of families.",
        "wat_als.niet.geen_gezinnen": "This year there is no result to work with.",
        "wat_als.paneel": "Your own sum with other assumptions",
        "wat_als.uitleg": "Do you think differently about an assumption? Move a slider and see what happens to the "
        "result.",
        "wat_als.knoppen": "Move the assumptions",
        "wat_als.schuif.succesgraad": "Share of families that reach the goal",
        "wat_als.schuif.gezinscoach_per_gezin": "Cost of the coach, per family per year",
        "wat_als.schuif.zonder_gezinscoach_per_gezin": "Cost without a coach in the threatened scenario, per family "
        "per year",
        "wat_als.schuif.discontovoet": "Discount rate: how much less a later year counts",
        "wat_als.schuif.horizon_jaren": "Number of years that count",
        "wat_als.bericht": "report: {waarde}",
        "wat_als.terug": "Back to the values of this report",
        "wat_als.teruggezet": "Everything is back at the values of this report.",
        "wat_als.ncw": "Net present value over {jaren}",
        "wat_als.in_bericht": "In the report: {saldo}.",
        "wat_als.gelijk": "As in the report.",
        "wat_als.nodig": "Break-even: share that reaches the goal",
        "wat_als.omslagpunt": "Break-even point",
        "wat_als.omslagpunt.bedrag": "{bereik} per family per year",
        "wat_als.omslagpunt.uitleg": "If a family without a coach costs more than that every year, the coach pays for "
        "itself within {jaren}. You now assume {kosten}: {richting}.",
        "wat_als.omslagpunt.geen": "No benefit counts at all, so there is no break-even point.",
        "wat_als.figuur": "Benefits minus costs, added up from the first year",
        "wat_als.figuur.bijschrift": "The band runs from low to high costs.",
        "wat_als.figuur.schim": "Dotted line: as in the report.",
        "wat_als.figuur.alt": "Line chart of benefits minus costs, added up from the first year, over {jaren}.",
        "wat_als.met_coach": "with coach",
        "wat_als.daarna": "afterwards",
        "wat_als.jaar": "year {n}",
        "wat_als.tot_en_met": "Up to and including",
    }
)
