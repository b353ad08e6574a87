"""Who pays and who gains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import (
    HIGH,
    LOW,
    Bounds,
    assumption,
    edge_of,
    if_,
    lower,
    middle_of,
    scope,
    subject_of,
    years_text,
)
from buurtrendement.charts.base import (
    COUNTERFACTUALS,
    Figuur,
    Scale,
    capital,
    counterfactual,
    euro_range,
    finish,
    gain_or_loss,
    pair,
    say,
)
from buurtrendement.charts.colours import mix, palette
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap


def betalers(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Balance of each payer over the horizon under both counterfactuals; transfers apart."""
    rendement = uitkomst.rendement or {}
    subject = subject_of(rendement, "per_betaler")
    if subject is None:
        return None
    who, node = subject
    rows = _payer_rows(node["per_betaler"].get("betalers"))
    transfers = _payer_rows(node["per_betaler"].get("overdracht"))
    if not rows:
        return None
    rows.sort(key=lambda r: -middle_of(r[1].get("dreigend_scenario", (0.0, 0.0))))

    def draw(fmt: Format) -> Sheet:
        return _payer_sheet(fmt, rows, transfers, taal)

    horizon = round(assumption(rendement, "horizon_jaren") or 0)
    span = say(taal, f"over {years_text(horizon, taal)}", f"over {years_text(horizon, taal)}") if horizon else ""
    return finish(
        "betalers",
        draw,
        titel=_payer_title(rows, taal),
        alt=[
            say(
                taal,
                "Staafdiagram per betaler: rechts van de nullijn wie geld overhoudt, links wie toelegt"
                f"{', ' + span if span else ''}.",
                "Bar chart by payer: to the right of the zero line who gains, to the left who pays"
                f"{', ' + span if span else ''}.",
            ),
            *(_payer_alt(key, rows, taal) for key in COUNTERFACTUALS),
            _transfer_alt(transfers, taal),
        ],
        tabel=_payer_table(node["per_betaler"], rows, transfers, taal),
        bijschrift=[
            say(
                taal,
                f"Baten min kosten {span}, contant gemaakt; {scope(who, node, taal)}.",
                f"Benefits minus costs {span}, discounted; {scope(who, node, taal)}.",
            ),
            say(
                taal,
                "Overdrachten verschuiven geld en staan daarom apart.",
                "Transfers move money and therefore stand apart.",
            )
            if transfers
            else "",
            say(
                taal,
                "Licht: van de lage naar de hoge schatting. Bron: eigen berekening.",
                "Light: from the low to the high estimate. Source: own calculation.",
            ),
        ],
    )


PayerRow = tuple[str, dict[str, Bounds]]


def _payer_rows(blocks: Any) -> list[PayerRow]:
    """Per payer the balance under each counterfactual; payers for whom everything is zero are left out."""
    rows = []
    for key, block in (blocks or {}).items():
        balance = {}
        for cf in COUNTERFACTUALS:
            bounds = pair((block.get(cf) or {}).get("saldo_contant"), LOW, HIGH)
            if bounds is not None:
                balance[cf] = bounds
        if any(abs(v) >= 0.5 for b in balance.values() for v in b):
            rows.append((str(key), balance))
    return rows


def _payer_sheet(fmt: Format, rows: Sequence[PayerRow], transfers: Sequence[PayerRow], taal: str) -> Sheet:
    colours = palette()
    everything = [*rows, *transfers]
    bounds = [b for _, balance in everything for b in balance.values()]
    amount_width = 0.0 if fmt.narrow else max(text_width(euro_range(b, taal), fmt) for b in bounds) + 3
    names = [_payer(key, taal) for key, _ in everything]
    label_width = 0.0 if fmt.narrow else min(44.0, max(text_width(n, fmt, True) for n in names) + 4)
    values = [v for b in bounds for v in b]
    x_of = Scale(min(0.0, *values), max(0.0, *values), label_width, fmt.width - amount_width)
    head = fmt.line * (4.5 if fmt.narrow else 3.3)
    apart = fmt.line * 1.9 if transfers else 0.0
    heights = [_payer_height(balance, fmt) for _, balance in everything]
    sheet = Sheet(fmt, head + apart + sum(heights) - fmt.line * 0.3, colours)
    looks = {"dreigend_scenario": colours.groen, "status_quo": mix(colours.inkt, 0.55)}
    _payer_heads(sheet, looks, x_of, head, taal)
    y = head
    for i, ((_key, balance), name) in enumerate(zip(everything, names, strict=True)):
        if i == len(rows):
            sheet.line([(0, y), (fmt.width, y)], colours.lijn, 0.7)
            title = say(taal, "Apart: overdrachten, zoals uitkeringen", "Apart: transfers, such as benefits")
            sheet.text(0, y + fmt.line * 0.45, title, colours.zacht, anchor="top")
            y += apart
        _payer_lanes(sheet, name, balance, x_of, y, looks, taal)
        y += heights[i]
    return sheet


def _payer_height(balance: Mapping[str, Bounds], fmt: Format) -> float:
    """Height of one payer: a lane for each counterfactual, in a narrow sheet each with its own line of text."""
    return fmt.line * (len(balance) * _lane(fmt) + (1.85 if fmt.narrow else 0.7))


def _lane(fmt: Format) -> float:
    return 2.2 if fmt.narrow else 1.05


def _payer_heads(sheet: Sheet, looks: Mapping[str, str], x_of: Scale, head: float, taal: str) -> None:
    """Which bar is which counterfactual (they return for every payer), and what left and right of zero mean."""
    fmt, colours = sheet.fmt, sheet.kleuren
    x, y, size = 0.0, 0.5, fmt.line * 0.7
    for cf, colour in looks.items():
        name = capital(counterfactual(cf, taal))
        sheet.rectangle(x, y, x + size * 1.6, y + size, colour)
        if cf == "status_quo":
            sheet.hatch(x, y, x + size * 1.6, y + size, colours.inkt, 1.5)
        sheet.text(x + size * 1.6 + 1.5, y + size / 2, name)
        if fmt.narrow:
            y += fmt.line * 1.15
        else:
            x += size * 1.6 + 1.5 + text_width(name, fmt) + 7
    loses, gains = say(taal, "legt toe", "pays"), say(taal, "houdt over", "gains")
    middle = min(max(x_of(0), text_width(loses, fmt) + 2), fmt.width - text_width(gains, fmt) - 2)
    above = head - fmt.line * (0.75 if fmt.narrow else 0.45)
    sheet.text(middle - 1.5, above, loses, colours.zacht, align="right", anchor="bottom")
    sheet.text(middle + 1.5, above, gains, colours.zacht, anchor="bottom")


def _payer_lanes(
    sheet: Sheet, name: str, balance: Mapping[str, Bounds], x_of: Scale, y: float, looks: Mapping[str, str], taal: str
) -> None:
    """One payer: its name, and for each counterfactual a bar with the amount."""
    fmt = sheet.fmt
    lane, bar = fmt.line * _lane(fmt), fmt.line * 0.78
    if fmt.narrow:
        sheet.text(0, y, wrap(name, fmt.width, fmt, True, 1), bold=True, anchor="top")
        y += fmt.line * 1.15
    else:
        middle = y + len(balance) * lane / 2
        sheet.text(0, middle, wrap(name, x_of.start - 3, fmt, True, 2), bold=True)
        zero, reach = x_of(0), fmt.line * 0.25
        sheet.line([(zero, y - reach), (zero, y + len(balance) * lane + reach)], sheet.kleuren.inkt, 0.9)
    for cf, bounds in balance.items():
        middle = y + (fmt.line * 1.33 if fmt.narrow else lane / 2)
        amount = euro_range(bounds, taal)
        if fmt.narrow:
            sheet.text(0, y, amount, anchor="top")
        else:
            sheet.text(fmt.width, middle, amount, align="right")
        _balance_bar(sheet, bounds, x_of, middle, bar, looks[cf], cf == "status_quo")
        y += lane


def _balance_bar(sheet: Sheet, bounds: Bounds, x_of: Scale, y: float, bar: float, colour: str, hatched: bool) -> None:
    """Solid as far as both bounds agree, light from the one to the other."""
    low, high = bounds
    top, bottom = y - bar / 2, y + bar / 2
    sheet.rectangle(x_of(low), top, x_of(high), bottom, mix(colour, 0.66), edge=edge_of(colour))
    sure = low if low > 0 else high if high < 0 else 0.0
    sheet.rectangle(x_of(0), top, x_of(sure), bottom, colour)
    if hatched:
        sheet.hatch(x_of(0), top, x_of(sure), bottom, sheet.kleuren.inkt, 1.5)
    if sheet.fmt.narrow:
        sheet.line([(x_of(0), top - 0.6), (x_of(0), bottom + 0.6)], sheet.kleuren.inkt, 0.9)


def _payer_title(rows: Sequence[PayerRow], taal: str) -> str:
    """Who gains most in the threatened scenario, and who pays most if everything had stayed as it was."""
    threatened = [(k, b["dreigend_scenario"]) for k, b in rows if "dreigend_scenario" in b]
    quo = [(k, b["status_quo"]) for k, b in rows if "status_quo" in b]
    winner = max(threatened, key=lambda r: middle_of(r[1]), default=None)
    loser = min(quo, key=lambda r: middle_of(r[1]), default=None)
    parts: list[tuple[str, str]] = []
    if winner is not None and winner[1][0] > 0:
        gains = say(
            taal,
            _verb(winner[0], "wint", "winnen") + " het meest in het dreigende scenario",
            _verb(winner[0], "gains", "gain") + " most in the threatened scenario",
        )
        parts.append((_with_article(winner[0], taal), gains))
    elif threatened and all(b[1] <= 0 for _, b in threatened):
        none = say(taal, "geen enkele betaler", "no payer")
        parts.append((none, say(taal, "wint in het dreigende scenario", "gains in the threatened scenario")))
    if loser is not None and loser[1][1] < 0:
        pays = say(
            taal,
            _verb(loser[0], "legt", "leggen") + " het meest toe als alles was gebleven zoals het was",
            _verb(loser[0], "pays", "pay") + " most if everything had stayed as it was",
        )
        parts.append((_with_article(loser[0], taal), pays))
    if not parts:
        return say(taal, "Wie betaalt en wie wint", "Who pays and who gains")
    if len(parts) == 2 and parts[0][0] == parts[1][0]:
        return capital(f"{parts[0][0]} {parts[0][1]} {say(taal, 'en', 'and')} {parts[1][1]}")
    return capital("; ".join(f"{who} {does}" for who, does in parts))


def _verb(key: str, one: str, two: str) -> str:
    """Police and justice are two."""
    return two if key == "politie_justitie" else one


def _with_article(key: str, taal: str) -> str:
    """A payer as the subject of a sentence."""
    articles = {
        "gemeente": ("de ", "the "),
        "rijk": ("het ", "the "),
        "zorgverzekeraar": ("de ", "the "),
        "woningcorporatie": ("de ", "the "),
        "gezin": ("het ", "the "),
    }
    return say(taal, *articles.get(key, ("", ""))) + _payer(key, taal, inside=True)


def _payer_alt(cf: str, rows: Sequence[PayerRow], taal: str) -> str:
    listed = [f"{_payer(k, taal, inside=True)} {gain_or_loss(b[cf], taal)}" for k, b in rows if cf in b]
    if not listed:
        return ""
    return f"{capital(if_(cf, taal))}: " + nl.opsomming(listed, taal) + "."


def _transfer_alt(transfers: Sequence[PayerRow], taal: str) -> str:
    cf = "dreigend_scenario"
    listed = [f"{_payer(k, taal, inside=True)} {gain_or_loss(b[cf], taal)}" for k, b in transfers if cf in b]
    if not listed:
        return ""
    return say(
        taal,
        f"Overdrachten, zoals uitkeringen, staan apart; in het dreigende scenario: {nl.opsomming(listed)}.",
        f"Transfers, such as benefits, stand apart; in the threatened scenario: {nl.opsomming(listed, 'en')}.",
    )


def _payer_table(
    node: Mapping[str, Any], rows: Sequence[PayerRow], transfers: Sequence[PayerRow], taal: str
) -> pd.DataFrame:
    lines = []
    apart = say(taal, " (overdracht)", " (transfer)")
    for group, source, suffix in ((rows, "betalers", ""), (transfers, "overdracht", apart)):
        for key, balance in group:
            block = node[source][key]
            cost = pair(block.get("coach_contant"), LOW, HIGH)
            lines.append(
                (
                    _payer(key, taal) + suffix,
                    "" if cost is None else nl.euro_bereik(*cost, taal),
                    *(nl.euro_bereik(*balance[cf], taal) if cf in balance else "" for cf in COUNTERFACTUALS),
                )
            )
    return pd.DataFrame(
        lines,
        columns=[
            say(taal, "Betaler", "Payer"),
            say(taal, "Betaalt aan de coach", "Pays for the coach"),
            *(
                say(taal, f"Saldo: {counterfactual(cf, taal)}", f"Balance: {counterfactual(cf, taal)}")
                for cf in COUNTERFACTUALS
            ),
        ],
    )


_PAYERS = {
    "gemeente": ("Gemeente", "Municipality"),
    "rijk": ("Rijk", "National government"),
    "zorgverzekeraar": ("Zorgverzekeraar", "Health insurer"),
    "politie_justitie": ("Politie en justitie", "Police and justice"),
    "woningcorporatie": ("Woningcorporatie", "Housing corporation"),
    "gezin": ("Gezin", "Family"),
}


def _payer(key: str, taal: str, inside: bool = False) -> str:
    """Name of a payer; ``inside`` a sentence without its capital, except for het Rijk."""
    name = say(taal, *_PAYERS.get(key, (capital(key.replace("_", " ")),) * 2))
    return lower(name) if inside and name != "Rijk" else name
