// The what-if panel: the same sums as buurtrendement.what_if, in the reader's browser. No library, no network.
// Reads <script id="wat-als-gegevens"> (text.wat_als), draws the panel beside the table that is already on the page, and
// only then hides that table on screen. If anything fails the table stays; on paper it is what one sees.
(() => {
  "use strict";

  const vak = document.getElementById("wat-als");
  const bron = document.getElementById("wat-als-gegevens");
  if (!vak || !bron) return;
  const { taal, spec, woorden } = JSON.parse(bron.textContent);

  const LAAG = "bij_lage_kosten", MIDDEN = "midden", HOOG = "bij_hoge_kosten";
  const STANDEN = [LAAG, MIDDEN, HOOG];
  const KOSTEN_VAN = { dreigend_scenario: "zonder_gezinscoach", status_quo: "uitgangssituatie" };
  const SCENARIOS = Object.keys(KOSTEN_VAN);
  const AFRONDING = 1e-12; // what binary fractions may leave of a sum that is exactly 0
  const PER_GEZIN = { gezinscoach_per_gezin: "gezinscoach", zonder_gezinscoach_per_gezin: "zonder_gezinscoach" };

  // The sums ---------------------------------------------------------------------------------------------------------

  // Yearly cost of each alternative, euro for all families together; an amount per family that was set shifts every stand.
  function jaarsommen(stand, gekozen) {
    const som = { ...spec.jaarsommen[stand] };
    for (const [sleutel, alternatief] of Object.entries(PER_GEZIN)) {
      if (gekozen[sleutel] == null) continue;
      const verschil = gekozen[sleutel] * spec.aantal_gezinnen - spec.jaarsommen[MIDDEN][alternatief];
      som[alternatief] = Math.max(0, som[alternatief] + verschil);
    }
    return som;
  }

  function eenStand(som, s) {
    const k = (1 - s.deadweight) * (1 - s.attributie) * (1 - s.verdringing);
    const a = s.succesgraad + (1 - s.succesgraad) * s.na_geen_succes;
    const factor = (t) => 1 / (1 + s.discontovoet) ** t;
    const over = (t) => k * (1 - s.uitdoving) ** Math.max(0, t - s.trajectduur_jaren);
    let coach = 0, na = 0;
    for (let t = 0; t < s.horizon_jaren; t += 1) {
      if (t < s.trajectduur_jaren) coach += factor(t);
      else na += over(t) * factor(t);
    }
    const tijdens = coach * k;
    const noemer = tijdens + na * a;
    const teller = tijdens * som.uitgangssituatie + na * a * som.na_traject + coach * som.gezinscoach;
    const uit = { omslagpunt: noemer > 0 ? teller / noemer : null };
    for (const cf of SCENARIOS) {
      const kosten = som[KOSTEN_VAN[cf]];
      const contanten = Array.from({ length: s.horizon_jaren }, (_, t) => factor(t) * (t < s.trajectduur_jaren
        ? (kosten - som.uitgangssituatie) * k - som.gezinscoach
        : (kosten - som.na_traject) * over(t) * a));
      const haar = AFRONDING * contanten.reduce((samen, contant) => samen + Math.abs(contant), 0);
      const cumulatief = [];
      let stand = 0, tijd = null;
      for (const [t, contant] of contanten.entries()) {
        const nieuw = stand + contant;
        // Flow t falls at moment t; a start without loss is paid back at once.
        if (tijd === null && nieuw >= -haar) tijd = t === 0 ? 0 : t - 1 + Math.min(1, -stand / contant);
        stand = nieuw;
        cumulatief.push(stand);
      }
      const vast = tijdens * (kosten - som.uitgangssituatie) - coach * som.gezinscoach;
      uit[cf] = { cumulatief, ncw: stand, tijd, ...nodigeGraad(vast, na * (kosten - som.na_traject), s.na_geen_succes) };
    }
    return uit;
  }

  // The share of families that must succeed for a result of 0: vast + aandeel * perAandeel = 0.
  function nodigeGraad(vast, perAandeel, naGeenSucces) {
    const rest = 1 - naGeenSucces;
    if (perAandeel === 0 || rest === 0) return { graad: null, reden: "niet_afhankelijk_van_succesgraad" };
    const graad = (-vast / perAandeel - naGeenSucces) / rest;
    if (graad >= -1e-12 && graad <= 1 + 1e-12) return { graad: Math.min(1, Math.max(0, graad)), reden: null };
    return { graad: null, reden: vast + perAandeel > 0 ? "altijd_positief" : "nooit_positief" };
  }

  // The twin of what_if(spec, instellingen): an absent or null setting has the report's value.
  function reken(gekozen = {}) {
    const s = { ...spec.instellingen };
    for (const [sleutel, waarde] of Object.entries(gekozen)) {
      if (!(sleutel in s)) throw new RangeError(`unknown setting: ${sleutel}`);
      if (waarde != null) s[sleutel] = waarde;
    }
    const uit = {
      instellingen: s, ncw: {}, cumulatief: {}, terugverdientijd_jaren: {}, omslagpunt_succesgraad: {},
      omslagpunt_succesgraad_reden: {}, omslagpunt_zonder_gezinscoach: {}, omslagpunt_per_gezin: {}, zonder_per_gezin: {},
    };
    for (const stand of STANDEN) {
      const som = jaarsommen(stand, gekozen);
      const een = eenStand(som, s);
      uit.omslagpunt_zonder_gezinscoach[stand] = een.omslagpunt;
      uit.omslagpunt_per_gezin[stand] = een.omslagpunt === null ? null : een.omslagpunt / spec.aantal_gezinnen;
      uit.zonder_per_gezin[stand] = som.zonder_gezinscoach / spec.aantal_gezinnen;
      for (const cf of SCENARIOS) {
        const zet = (maat, waarde) => { (uit[maat][cf] ??= {})[stand] = waarde; };
        zet("ncw", een[cf].ncw);
        zet("cumulatief", een[cf].cumulatief);
        zet("terugverdientijd_jaren", een[cf].tijd);
        zet("omslagpunt_succesgraad", een[cf].graad);
        zet("omslagpunt_succesgraad_reden", een[cf].reden);
      }
    }
    return uit;
  }

  // Words and numbers, as the rest of the report writes them ----------------------------------------------------------------

  const LOCALE = { nl: "nl-NL", en: "en-GB" }[taal] ?? taal;
  const t = (sleutel, velden = {}) => woorden[sleutel].replace(/\{(\w+)\}/g, (heel, naam) => velden[naam] ?? heel);
  const getal = (n, cijfers = 0) =>
    new Intl.NumberFormat(LOCALE, { minimumFractionDigits: cijfers, maximumFractionDigits: cijfers }).format(n);
  const procent = (n, cijfers = 0) =>
    new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: cijfers }).format(n);
  // Half away from zero, and never a minus before a zero.
  const heel = (n) => Math.sign(n) * Math.round(Math.abs(n)) || 0;
  const euroOpmaak = new Intl.NumberFormat(LOCALE, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
  const euro = (n) => euroOpmaak.format(heel(n));
  const euroKort = (n) => {
    if (Math.abs(n) < 9999500) return euro(n);
    const cijfers = Math.abs(n) < 9.995e7 ? 1 : 0;
    const opmaak = { style: "currency", currency: "EUR", minimumFractionDigits: cijfers, maximumFractionDigits: cijfers };
    return new Intl.NumberFormat(LOCALE, opmaak).format(n / 1e6) + (taal === "nl" ? "\u00a0mln" : "m");
  };
  const gesorteerd = (per) => [per[LAAG], per[HOOG]].sort((a, b) => a - b);
  const vanTot = (een, ander) => (een === ander ? een : t("bereik", { laag: een, hoog: ander }));
  const bereik = (laag, hoog) => vanTot(euro(laag), euro(hoog));
  const jaren = (n, cijfers = 0) => {
    const tekst = getal(n, cijfers);
    return t(tekst === "1" ? "jaren.een" : "jaren.meer", { n: tekst });
  };
  const weergave = (eenheid, n) => ({ fractie: () => procent(n, 2), euro: () => euro(n), jaar: () => jaren(n) })[eenheid]();

  // 1: gain at both ends, -1: loss at both ends, 0: it depends on the costs.
  function teken(per) {
    const [laag, hoog] = gesorteerd(per);
    if (laag > -0.5) return hoog >= 0.5 ? 1 : 0;
    return hoog < 0.5 ? -1 : 0;
  }

  // A loss is called a loss; vorm is "saldo" (in a sentence) or "saldo.kort".
  function saldo(per, vorm) {
    const [laag, hoog] = gesorteerd(per);
    if (Math.abs(laag) < 0.5 && Math.abs(hoog) < 0.5) return t(`${vorm}.nul`);
    if (laag > -0.5) return t(`${vorm}.winst`, { bereik: bereik(Math.max(laag, 0), hoog) });
    if (hoog < 0.5) return t(`${vorm}.verlies`, { bereik: bereik(Math.max(-hoog, 0), -laag) });
    return t(`${vorm}.gemengd`, { verlies: euro(-laag), winst: euro(hoog) });
  }

  function ofReden(per, vorm, reden) {
    if (per[LAAG] !== null && per[HOOG] !== null) return vorm(...gesorteerd(per));
    const [laag, hoog] = [LAAG, HOOG].map((stand) => (per[stand] === null ? reden(stand) : vorm(per[stand], per[stand])));
    return laag === hoog ? laag : t("cel.lage_hoge", { laag, hoog });
  }

  const tijdTekst = (uit, cf) => ofReden(
    uit.terugverdientijd_jaren[cf],
    (...tijden) => {
      // 'At once' is the first year's flow alone; anything later is a tenth of a year at least.
      const [laag, hoog] = tijden.map((tijd) => (tijd > 0 ? Math.max(tijd, 0.1) : tijd));
      if (hoog <= 0) return t("tvt.begin");
      if (laag <= 0) return t("bereik", { laag: t("tvt.begin"), hoog: jaren(hoog, 1) });
      const [een, ander] = [getal(laag, 1), getal(hoog, 1)];
      return een === ander ? jaren(hoog, 1) : t("jaren.meer", { n: vanTot(een, ander) });
    },
    () => t("reden.niet_binnen_horizon", { jaren: jaren(uit.instellingen.horizon_jaren) }),
  );
  const graadTekst = (uit, cf) => ofReden(
    uit.omslagpunt_succesgraad[cf],
    (laag, hoog) => vanTot(procent(laag), procent(hoog)),
    (stand) => t(`reden.${uit.omslagpunt_succesgraad_reden[cf][stand]}`),
  );
  const zin = (uit) => SCENARIOS
    .map((cf) => t("rendement.kern.tweede", { als: t(`cf.als.${cf}`), saldo: saldo(uit.ncw[cf], "saldo") })).join(" ");

  // The panel --------------------------------------------------------------------------------------------------------------

  function maak(naam, kenmerken = {}, ...kinderen) {
    const el = document.createElement(naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) el.setAttribute(sleutel, waarde);
    el.append(...kinderen);
    return el;
  }

  const gekozen = {};
  const basis = reken();
  const alleKnoppen = spec.schuiven.map((s) => `wat-als-${s.sleutel}`).join(" ");
  // Each result is an <output>, silent on its own: one status line speaks for all, after the reader stops moving.
  const uitvoer = (klasse) => maak("output", { class: klasse, for: alleKnoppen, "aria-live": "off" });
  const melding = maak("p", { class: "wat-als-melding", role: "status" });

  const schuiven = spec.schuiven.map((s) => {
    const id = `wat-als-${s.sleutel}`;
    const invoer = maak("input", {
      type: "range", id, min: s.min, max: s.max, step: s.stap, "aria-describedby": `${id}-bericht`,
    });
    invoer.value = s.waarde;
    // The report's value may lie between two steps. Where its slider stands, the report's value itself is meant.
    const begin = invoer.value;
    const deel = (waarde) => (waarde - s.min) / (s.max - s.min || 1);
    const merk = maak("span", { class: "wat-als-merk", "aria-hidden": "true" });
    merk.style.setProperty("--deel", deel(Number(begin)));
    const stand = maak("output", { for: id, "aria-live": "off" });
    const rij = maak("div", { class: "wat-als-schuif" },
      maak("label", { for: id }, s.label), stand,
      maak("div", { class: "wat-als-baan" }, invoer, merk),
      maak("p", { class: "wat-als-bericht", id: `${id}-bericht` }, t("wat_als.bericht", { waarde: weergave(s.eenheid, s.waarde) })));
    const toon = () => {
      const waarde = gekozen[s.sleutel] ?? s.waarde;
      stand.value = weergave(s.eenheid, waarde);
      invoer.setAttribute("aria-valuetext", stand.value);
      invoer.style.setProperty("--deel", deel(Number(invoer.value)));
      rij.classList.toggle("anders", gekozen[s.sleutel] != null);
    };
    invoer.addEventListener("input", () => {
      gekozen[s.sleutel] = invoer.value === begin ? null : Number(invoer.value);
      toon();
      vernieuw();
    });
    const terug = () => { gekozen[s.sleutel] = null; invoer.value = begin; toon(); };
    return { rij, toon, terug };
  });

  const kop = maak("h4");
  const kaarten = SCENARIOS.map((cf) => {
    const delen = {
      saldo: uitvoer("wat-als-saldo"), was: maak("p", { class: "wat-als-was" }),
      tijd: uitvoer("wat-als-tijd"), graad: uitvoer("wat-als-graad"), balk: maak("span"),
    };
    const el = maak("div", { class: `wat-als-kaart ${cf}` },
      maak("p", { class: "wat-als-naam" }, t(`cf.kop.${cf}`)), delen.saldo, delen.was,
      maak("dl", {},
        maak("div", {}, maak("dt", {}, t("rij.terugverdientijd_jaren")), maak("dd", {}, delen.tijd)),
        maak("div", {}, maak("dt", {}, t("wat_als.nodig")), maak("dd", {}, delen.graad))));
    // On a narrow screen a small repeat of the result stays in view under the sliders.
    const regel = maak("p", { class: cf }, maak("b", {}, t(`cf.kop.${cf}`)), " ", delen.balk);
    return { cf, el, regel, ...delen };
  });
  const punt = uitvoer("wat-als-punt");
  const puntUitleg = maak("p");
  const tekening = maak("div", { class: "wat-als-tekening" });
  const bijschrift = maak("figcaption");
  const rijen = maak("tbody");
  const terugknop = maak("button", { type: "button" }, t("wat_als.terug"));

  const paneel = maak("section", { class: "wat-als-paneel", "aria-label": t("wat_als.paneel") },
    maak("p", { class: "wat-als-uitleg" }, t("wat_als.uitleg")),
    maak("div", { class: "wat-als-vlak" },
      maak("form", { class: "wat-als-knoppen", autocomplete: "off" },
        maak("fieldset", {}, maak("legend", {}, t("wat_als.knoppen")), ...schuiven.map((s) => s.rij)),
        terugknop,
        maak("div", { class: "wat-als-balk", "aria-hidden": "true" }, ...kaarten.map((k) => k.regel))),
      maak("div", { class: "wat-als-uitkomst" },
        kop,
        maak("div", { class: "wat-als-kaarten" }, ...kaarten.map((k) => k.el)),
        maak("div", { class: "wat-als-figuur" },
          maak("figure", {},
            maak("p", { class: "wat-als-figuurkop" }, t("wat_als.figuur")),
            maak("div", { class: "wat-als-legenda", "aria-hidden": "true" },
              ...SCENARIOS.map((cf) => maak("span", { class: cf }, maak("span", { class: "wat-als-naam" }, t(`cf.kop.${cf}`))))),
            tekening, bijschrift),
          maak("details", { class: "cijfertabel" },
            maak("summary", {}, t("tabel.titel")),
            maak("div", { class: "tabelvak", tabindex: "0", role: "group", "aria-label": t("tabel.titel") },
              maak("table", {},
                maak("thead", {}, maak("tr", {},
                  maak("th", { scope: "col" }, t("wat_als.tot_en_met")),
                  ...SCENARIOS.map((cf) => maak("th", { scope: "col" }, t(`cf.kop.${cf}`))))),
                rijen)))),
        maak("div", { class: "wat-als-omslag" },
          maak("h4", {}, t("wat_als.omslagpunt")), punt, puntUitleg))),
    melding);

  function vernieuw() {
    const uit = reken(gekozen);
    const anders = Object.values(gekozen).some((waarde) => waarde != null);
    const duur = jaren(uit.instellingen.horizon_jaren);
    paneel.classList.toggle("anders", anders);
    kop.textContent = t("wat_als.ncw", { jaren: duur });
    for (const kaart of kaarten) {
      const { cf } = kaart;
      const tekst = saldo(uit.ncw[cf], "saldo.kort"), eerst = saldo(basis.ncw[cf], "saldo.kort");
      kaart.saldo.value = tekst;
      kaart.balk.textContent = tekst;
      for (const stand of STANDEN) kaart.saldo.setAttribute(`data-${stand.replaceAll("_", "-")}`, uit.ncw[cf][stand]);
      kaart.was.textContent = tekst === eerst ? t("wat_als.gelijk") : t("wat_als.in_bericht", { saldo: eerst });
      kaart.tijd.value = tijdTekst(uit, cf);
      kaart.graad.value = graadTekst(uit, cf);
    }
    const omslag = uit.omslagpunt_per_gezin;
    const richting = { 1: "boven", "-1": "onder", 0: "gemengd" }[teken(uit.ncw.dreigend_scenario)];
    punt.value = omslag[LAAG] === null ? "" : t("wat_als.omslagpunt.bedrag", { bereik: bereik(...gesorteerd(omslag)) });
    puntUitleg.textContent = omslag[LAAG] === null ? t("wat_als.omslagpunt.geen") : t("wat_als.omslagpunt.uitleg", {
      jaren: duur, kosten: bereik(...gesorteerd(uit.zonder_per_gezin)), richting: t(`omslagpunt.richting.${richting}`),
    });
    bijschrift.textContent = t("wat_als.figuur.bijschrift") + (anders ? ` ${t("wat_als.figuur.schim")}` : "");
    rijen.replaceChildren(...uit.cumulatief[SCENARIOS[0]][LAAG].map((_, jaar) => maak("tr", {},
      maak("th", { scope: "row" }, t("wat_als.jaar", { n: jaar + 1 })),
      ...SCENARIOS.map((cf) => {
        const [laag, hoog] = [LAAG, HOOG].map((stand) => uit.cumulatief[cf][stand][jaar]).sort((a, b) => a - b);
        return maak("td", {}, bereik(laag, hoog));
      }))));
    tekenFiguur(uit, anders);
    return uit;
  }

  let wacht = 0;
  function meld(tekst, na) {
    clearTimeout(wacht);
    wacht = setTimeout(() => { melding.textContent = tekst; }, na);
  }

  // The chart: the look of charts/flow.py -------------------------------------------------------------------------------------

  function svg(naam, kenmerken = {}, tekst = "") {
    const el = document.createElementNS("http://www.w3.org/2000/svg", naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) {
      el.setAttribute(sleutel, typeof waarde === "number" ? Math.round(waarde * 100) / 100 : waarde);
    }
    if (tekst) el.textContent = tekst;
    return el;
  }

  // Round values at 1, 2 or 5 times a power of ten, just around lowest and highest.
  function schaal(laagste, hoogste, gewenst) {
    const ruw = (hoogste - laagste) / gewenst;
    const macht = 10 ** Math.floor(Math.log10(ruw));
    const stap = [1, 2, 5].map((f) => f * macht).find((f) => f >= 0.8 * ruw) ?? 10 * macht;
    const eerste = Math.floor(laagste / stap + 1e-9), laatste = Math.ceil(hoogste / stap - 1e-9);
    return Array.from({ length: laatste - eerste + 1 }, (_, i) => (eerste + i) * stap);
  }

  const meter = document.createElement("canvas").getContext("2d");

  function tekenFiguur(uit, anders) {
    const breed = tekening.clientWidth;
    if (breed < 60) return;
    const wortel = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const maat = wortel * 0.94, regel = maat * 1.3, smal = breed < 27 * wortel;
    const familie = getComputedStyle(tekening).fontFamily;
    const breedte = (tekst, vet = false) => {
      meter.font = `${vet ? 600 : 400} ${maat}px ${familie}`;
      return meter.measureText(tekst).width;
    };
    const n = uit.instellingen.horizon_jaren, duur = uit.instellingen.trajectduur_jaren;
    const reeksen = (bron, cf) => [LAAG, HOOG].map((stand) => [0, ...bron.cumulatief[cf][stand]]);
    const alles = [uit, basis].flatMap((bron) => SCENARIOS.flatMap((cf) => reeksen(bron, cf).flat()));
    let [laagste, hoogste] = [Math.min(...alles), Math.max(...alles)];
    if (hoogste - laagste < 1) [laagste, hoogste] = [laagste - 1, hoogste + 1];
    const streepjes = schaal(laagste, hoogste, 4);
    tekening.parentElement.classList.toggle("smal", smal);

    const labels = Object.fromEntries(SCENARIOS.map((cf) => {
      const naam = [];
      for (const woord of t(`cf.kop.${cf}`).split(" ")) {
        const langer = naam.length ? `${naam.at(-1)} ${woord}` : woord;
        if (naam.length && breedte(langer, true) <= maat * 7.5) naam[naam.length - 1] = langer;
        else naam.push(woord);
      }
      const [laag, hoog] = gesorteerd(uit.ncw[cf]).map(euroKort);
      // A range on two lines: 'x to', 'y'.
      return [cf, { naam, bedrag: laag === hoog ? [laag] : [t("bereik", { laag, hoog: "" }).trim(), hoog] }];
    }));
    // A narrow chart has its names above it, and the amounts only in the cards.
    const rechts = smal ? breed - breedte(t("wat_als.jaar", { n })) / 2 : breed - 14 - Math.max(...Object.values(labels)
      .flatMap(({ naam, bedrag }) => [...naam.map((r) => breedte(r, true)), ...bedrag.map((r) => breedte(r))]));
    const links = Math.max(...streepjes.map((v) => breedte(euroKort(v)))) + 10;
    const boven = regel * 1.5, onder = boven + Math.max(regel * 11, Math.min(20 * wortel, (rechts - links) * 0.72));
    const hoog = onder + regel * 1.5;
    const x = (jaar) => links + (jaar / n) * (rechts - links);
    const van = streepjes[0], tot = streepjes.at(-1);
    const y = (v) => onder - ((v - van) / (tot - van)) * (onder - boven);
    const pad = (reeks) => reeks.map((v, jaar) => `${x(jaar).toFixed(1)},${y(v).toFixed(1)}`);

    const beeld = svg("svg", { viewBox: `0 0 ${breed} ${hoog}`, width: breed, height: hoog, role: "img" });
    beeld.setAttribute("aria-label", `${t("wat_als.figuur.alt", { jaren: jaren(n) })} ${zin(uit)}`);
    beeld.style.fontSize = `${maat}px`;
    const defs = svg("defs"), patroon = svg("pattern", { id: "wat-als-arcering", width: 6, height: 6, patternUnits: "userSpaceOnUse" });
    patroon.append(svg("rect", { width: 6, height: 6, class: "vulling" }), svg("path", { d: "M 3 0 V 6", class: "arcering" }));
    defs.append(patroon);
    beeld.append(defs);
    const tekst = (px, py, inhoud, klasse = "", anker = "start") =>
      beeld.append(svg("text", { x: px, y: py, class: klasse, "text-anchor": anker, "dominant-baseline": "central" }, inhoud));
    const lijn = (x1, y1, x2, y2, klasse) => beeld.append(svg("path", { d: `M${x1} ${y1}L${x2} ${y2}`, class: klasse }));

    for (const v of new Set([...streepjes, 0])) {
      lijn(links, y(v), rechts, y(v), v === 0 ? "nul" : "raster");
      tekst(links - 8, y(v), euroKort(v), "zacht", "end");
    }
    if (duur > 0 && duur < n) {
      lijn(x(duur), boven - regel * 0.9, x(duur), onder, "grens");
      for (const [begin, eind, naam] of [[0, duur, "wat_als.met_coach"], [duur, n, "wat_als.daarna"]]) {
        if (breedte(t(naam)) + 8 <= x(eind) - x(begin)) tekst((x(begin) + x(eind)) / 2, regel * 0.5, t(naam), "zacht", "middle");
      }
    }
    for (const cf of SCENARIOS) {
      const [laag, hoogReeks] = reeksen(uit, cf);
      const groep = svg("g", { class: cf });
      groep.append(svg("polygon", { class: "band", points: [...pad(hoogReeks), ...pad(laag).reverse()].join(" ") }));
      for (const reeks of [laag, hoogReeks]) {
        groep.append(svg("polyline", { class: "rand", points: pad(reeks).join(" ") }));
        reeks.forEach((v, jaar) => { if (jaar) groep.append(svg("circle", { cx: x(jaar), cy: y(v), r: n > 6 ? 2.5 : 3.5 })); });
      }
      beeld.append(groep);
    }
    if (anders) {
      for (const cf of SCENARIOS) {
        for (const reeks of reeksen(basis, cf)) {
          beeld.append(svg("polyline", { class: `schim ${cf}`, points: pad(reeks.slice(0, n + 1)).join(" ") }));
        }
      }
    }
    const lang = (rechts - links) / n > breedte(t("wat_als.jaar", { n })) + 8;
    const elke = lang ? 1 : Math.max(1, Math.ceil((breedte(String(n)) + 8) / ((rechts - links) / n)));
    for (let jaar = elke; jaar <= n; jaar += elke) {
      tekst(x(jaar), onder + regel * 0.85, lang ? t("wat_als.jaar", { n: jaar }) : String(jaar), "zacht", "middle");
    }
    tekening.replaceChildren(beeld);
    if (smal) return;
    // Name and end value beside each band, moved apart where they would touch.
    const blokken = SCENARIOS.map((cf) => {
      const { naam, bedrag } = labels[cf];
      const midden = y((uit.ncw[cf][LAAG] + uit.ncw[cf][HOOG]) / 2);
      return { cf, naam, bedrag, hoogte: (naam.length + bedrag.length) * regel, midden };
    }).sort((a, b) => a.midden - b.midden);
    const [eerste, tweede] = blokken;
    const ruimte = (eerste.hoogte + tweede.hoogte) / 2 + 6;
    const tekort = ruimte - (tweede.midden - eerste.midden);
    if (tekort > 0) { eerste.midden -= tekort / 2; tweede.midden += tekort / 2; }
    eerste.midden = Math.min(Math.max(eerste.midden, eerste.hoogte / 2), hoog - tweede.hoogte - eerste.hoogte / 2 - 6);
    tweede.midden = Math.max(Math.min(tweede.midden, hoog - tweede.hoogte / 2), eerste.midden + ruimte);
    for (const blok of blokken) {
      let py = blok.midden - blok.hoogte / 2 + regel / 2;
      for (const deel of blok.naam) { tekst(rechts + 12, py, deel, `naam ${blok.cf}`); py += regel; }
      for (const deel of blok.bedrag) { tekst(rechts + 12, py, deel); py += regel; }
    }
  }

  // Put it to work ------------------------------------------------------------------------------------------------------------

  terugknop.addEventListener("click", () => {
    for (const schuif of schuiven) schuif.terug();
    meld(`${t("wat_als.teruggezet")} ${zin(vernieuw())}`, 150);
  });
  paneel.addEventListener("input", () => meld(zin(reken(gekozen)), 900));
  for (const schuif of schuiven) schuif.toon();
  vak.append(paneel);
  vak.setAttribute("data-klaar", "");
  vernieuw();
  const opnieuw = () => { if (tekening.clientWidth) vernieuw(); };
  if ("ResizeObserver" in window) {
    let vorige = tekening.clientWidth;
    new ResizeObserver(() => {
      if (tekening.clientWidth === vorige) return;
      vorige = tekening.clientWidth;
      opnieuw();
    }).observe(tekening);
  }
  document.fonts?.ready.then(opnieuw);
  // For whoever wants to check the sums in the console of the browser.
  window.watAls = Object.freeze({ reken });
})();
