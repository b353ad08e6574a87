-- Draws the brochure's own parts (fenced divs, floats, cover, chapters) for HTML, Typst and docx.
-- Both renderers run this file: Quarto at post-quarto, where shortcodes in attributes are resolved and floats are still
-- FloatRefTarget nodes; the embedded renderer from theme/ingebouwd.lua, which hands over the same floats as div.zwevend.

local HTML = FORMAT:match("html") ~= nil
local TYPST = FORMAT:match("typst") ~= nil
local DOCX = FORMAT:match("docx") ~= nil
local KIND = HTML and "html" or TYPST and "typst" or DOCX and "openxml" or FORMAT

local WOORDEN = {
  nl = { fig = "Figuur", tbl = "Tabel", inhoud = "Inhoud", cijfers = "Cijfers bij deze figuur",
    op_papier = "De cijfers staan in een tabel op pagina", noot = "Noot", terug = "Terug naar de tekst bij noot" },
  en = { fig = "Figure", tbl = "Table", inhoud = "Contents", cijfers = "Numbers behind this chart",
    op_papier = "The numbers are in a table on page", noot = "Note", terug = "Back to the text at note" },
}
local woorden = WOORDEN.nl
local samenvatting = false -- the document is the one-page summary
local NBSP = "\u{00A0}"
-- Chapters; for paper and Word pandoc shifts them to level 1 after the filters, as the title is no heading there.
local HOOFDSTUK = 2

-- helpers ------------------------------------------------------------------------------------------------------------

local function rauw(text) return pandoc.RawBlock(KIND, text) end
local function rauw_in(text) return pandoc.RawInline(KIND, text) end

local function esc(text)
  return (tostring(text):gsub("[&<>\"']",
    { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }))
end

-- A Typst string literal: text, never markup.
local function tekst(text)
  return '"' .. tostring(text):gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", " ") .. '"'
end

local function fout(boodschap)
  io.stderr:write("brochure.lua: " .. boodschap .. "\n")
  -- Quarto logs error() and goes on; only leaving stops it.
  os.exit(3)
end

local function heeft(el, klasse) return el.classes and el.classes:includes(klasse) end

local function lees(pad, mode)
  local bestand = io.open(pad, mode or "rb")
  if not bestand then return nil end
  local inhoud = bestand:read("a")
  bestand:close()
  return inhoud
end

local function bestaat(pad)
  local bestand = io.open(pad, "rb")
  return bestand ~= nil and bestand:close()
end

local B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local paren -- two digits at a time: the charts are most of the page

local function base64(data)
  if not paren then
    paren = {}
    for hoog = 1, 64 do
      for laag = 1, 64 do paren[#paren + 1] = B64:sub(hoog, hoog) .. B64:sub(laag, laag) end
    end
  end
  local uit, n, byte = {}, 0, string.byte
  local heel = #data - #data % 3
  for i = 1, heel, 3 do
    local a, b, c = byte(data, i, i + 2)
    uit[n + 1] = paren[(a << 4 | b >> 4) + 1]
    n = n + 2
    uit[n] = paren[((b & 15) << 8 | c) + 1]
  end
  local a, b = byte(data, heel + 1, #data)
  if b then
    uit[n + 1] = paren[(a << 4 | b >> 4) + 1] .. paren[((b & 15) << 8) + 1]:sub(1, 1) .. "="
  elseif a then
    uit[n + 1] = paren[(a << 4) + 1] .. "=="
  end
  return table.concat(uit)
end

-- Blocks wrapped in raw text, with the contents left to the writer.
local function om(voor, blokken, na)
  local uit = pandoc.Blocks({ rauw(voor) })
  uit:extend(blokken)
  uit:insert(rauw(na))
  return uit
end

local function is_div(blok, klasse) return blok.t == "Div" and heeft(blok, klasse) end

local function stijl(naam, blokken)
  return pandoc.Div(blokken, pandoc.Attr("", {}, { ["custom-style"] = naam }))
end

local function stijl_in(naam, inlines)
  return pandoc.Span(inlines, pandoc.Attr("", {}, { ["custom-style"] = naam }))
end

-- images and floats --------------------------------------------------------------------------------------------------

local MIME = { svg = "image/svg+xml", png = "image/png" }

local function data_uri(pad)
  if not bestaat(pad) then fout("afbeelding ontbreekt: " .. pad) end
  -- The embedded renderer puts the pictures in afterwards (render.py), many times faster than Lua can.
  if os.getenv("BUURTRENDEMENT_BEELDEN_LATER") then return pad end
  return "data:" .. MIME[pad:match("%.(%w+)$")] .. ";base64," .. base64(lees(pad))
end

-- An image as raw output; only pictures of the staged folder figuren/ are allowed.
local function beeld(img)
  local pad = img.src
  local stam, soort = pad:match("^(figuren/[%w_%-]+)%.(%a+)$")
  if not stam or not MIME[soort] then fout("afbeelding buiten figuren/: " .. pad) end
  local alt = img.attributes["fig-alt"] or img.attributes["alt"] or pandoc.utils.stringify(img.caption)
  if HTML then
    local uit = '<img src="' .. data_uri(pad) .. '" alt="' .. esc(alt) .. '">'
    if bestaat(stam .. "-smal.svg") then
      uit = '<picture><source media="(max-width: 40rem)" srcset="' .. data_uri(stam .. "-smal.svg") .. '">'
        .. uit .. "</picture>"
    end
    return rauw_in(uit)
  elseif TYPST then
    if not bestaat(pad) then fout("afbeelding ontbreekt: " .. pad) end
    if alt == "" then return rauw_in("#pdf.artifact(image(" .. tekst(pad) .. ", width: 100%))") end
    local smal = bestaat(stam .. "-smal.svg") and tekst(stam .. "-smal.svg") or "none"
    return rauw_in("#plaatje(" .. tekst(pad) .. ", smal: " .. smal .. ", alt: " .. tekst(alt) .. ")")
  end
  -- Word shows PNG everywhere; SVG only in recent versions.
  local bron = pad
  if bestaat(stam .. ".png") then bron = stam .. ".png" end
  local inhoud = lees(bron) or fout("afbeelding ontbreekt: " .. bron)
  -- Through the media bag pandoc needs to look for no file.
  pandoc.mediabag.insert(bron, MIME[bron:match("%.(%w+)$")], inhoud)
  return pandoc.Image({ pandoc.Str(alt) }, bron, "", pandoc.Attr("", {}, { width = "16cm" }))
end

local function plat(blok_of_inlines)
  if blok_of_inlines == nil then return pandoc.Inlines({}) end
  return pandoc.utils.blocks_to_inlines(pandoc.Blocks(blok_of_inlines))
end

-- On paper a table with few rows stays whole; a longer one starts with room for some rows and repeats its header.
local KORTE_TABEL = 14 -- twelve months, a total and one more

local function aantal_rijen(t)
  local n = 0
  for _, lijf in ipairs(t.bodies) do n = n + #lijf.body end
  return n
end

-- A numbered figure or table, the same in both renderers. soort: "fig" or "tbl".
local function zwevend(soort, id, nummer, bijschrift, inhoud)
  local label = woorden[soort]
  if HTML then
    local kop = pandoc.Inlines({})
    if nummer then
      kop:extend({ rauw_in('<span class="nummer">' .. label .. NBSP .. nummer .. ":</span> ") })
    end
    kop:extend(bijschrift)
    local cap = pandoc.Blocks({})
    if #kop > 0 then
      cap:extend({ pandoc.Plain({ rauw_in("<figcaption>"), table.unpack(kop) }), rauw("</figcaption>") })
    end
    local klasse = soort == "tbl" and "tabel" or "figuur"
    local uit = pandoc.Blocks({ rauw("<figure class=\"" .. klasse .. '"' .. (id ~= "" and (' id="' .. esc(id) .. '"') or "") .. ">") })
    if soort == "tbl" then uit:extend(cap) end
    uit:extend(inhoud)
    if soort ~= "tbl" then uit:extend(cap) end
    uit:insert(rauw("</figure>"))
    return uit
  elseif TYPST then
    local lang = false
    pandoc.Blocks(inhoud):walk({ Table = function(t) lang = lang or aantal_rijen(t) > KORTE_TABEL end })
    local uit = pandoc.Blocks({ rauw((lang and "#ruimte(40mm)\n" or soort == "tbl" and "#heel[\n" or "") .. "#figure([") })
    uit:extend(inhoud)
    local plaats = soort == "tbl" and "top" or "bottom"
    local kop = pandoc.Inlines({ rauw_in("], caption: figure.caption(position: " .. plaats .. ", [") })
    kop:extend(bijschrift)
    kop:insert(rauw_in(']), kind: "quarto-float-' .. soort .. '", supplement: "' .. label .. '", numbering: '
      .. (nummer and '"1"' or "none") .. ")" .. (id ~= "" and ("\n<" .. id .. ">") or "")
      .. (soort == "tbl" and not lang and "\n]" or "")))
    uit:insert(pandoc.Plain(kop))
    return uit
  end
  local kop = pandoc.Inlines({})
  if nummer then kop:extend({ pandoc.Str(label .. NBSP .. nummer .. ":"), pandoc.Space() }) end
  kop:extend(bijschrift)
  local cap = stijl(soort == "tbl" and "Table Caption" or "Image Caption",
    { pandoc.Para({ pandoc.Span(kop, pandoc.Attr(id)) }) })
  local uit = pandoc.Blocks({})
  if soort == "tbl" then uit:insert(cap) end
  uit:extend(inhoud)
  if soort ~= "tbl" then uit:insert(cap) end
  return uit
end

-- Quarto's own node, still unrendered at post-quarto.
local function FloatRefTarget(float)
  local soort = (float.identifier:match("^(%a+)%-")) or "fig"
  local nummer = float.order and float.order.order
  if type(nummer) == "table" then nummer = nummer.order end
  local inhoud = pandoc.Blocks(float.content)
  -- Quarto gives a float without a name one of its own making; it is numbered but nothing refers to it.
  local id = float.identifier:match("^%a+%-539a35d47e664c97a50115a146a7f1bd") and "" or float.identifier
  return zwevend(soort, id, nummer and tostring(nummer), plat(float.caption_long), inhoud)
end

local function figuur_zonder_nummer(fig)
  return zwevend("fig", fig.identifier, nil, plat(fig.caption.long), fig.content)
end

-- tables -------------------------------------------------------------------------------------------------------------

local function lengte(woord) return utf8.len(woord) or #woord end

-- Characters on a line of a table: in the text column, and across the page.
local HALF, SMAL, BREED = 50, 78, 104
local RAND = 3 -- white beside a cell

-- Per column the longest word, all text and the longest cell. What is short ("september 2021") is not broken.
local function maten(t)
  local woord, tekst_, vol = {}, {}, {}
  for i = 1, #t.colspecs do woord[i], tekst_[i], vol[i] = 0, 0, 0 end
  local function meet(rijen)
    for _, rij in ipairs(rijen) do
      for i, cel in ipairs(rij.cells) do
        local inhoud = pandoc.utils.stringify(cel)
        local lang = lengte(inhoud)
        tekst_[i] = tekst_[i] + lang
        if lang > vol[i] then vol[i] = lang end
        if lang <= 14 then
          if lang > woord[i] then woord[i] = lang end
        else
          for deel in inhoud:gsub(NBSP, "_"):gmatch("%S+") do
            woord[i] = math.max(woord[i], math.min(lengte(deel), 22))
          end
        end
      end
    end
  end
  meet(t.head.rows)
  for _, lijf in ipairs(t.bodies) do meet(lijf.body) end
  return woord, tekst_, vol
end

-- Column widths on paper, as shares: a column gets its longest word, the rest of the line goes by the amount of text.
-- A table whose rows all fit on one line goes by its longest cells; a very small one keeps its natural width (nothing).
local function kolombreedten(t, regel, breder)
  local woord, tekst_, vol = maten(t)
  local nodig, minimum, meer, uit = 0, 0, {}, {}
  local som = 0
  for i = 1, #vol do
    nodig = nodig + vol[i] + RAND
    minimum = minimum + woord[i] + RAND
    -- Between its longest cell and its share of all text; the root keeps a long column from taking everything.
    meer[i] = math.max(0, math.min(vol[i], 60) - woord[i]) + math.sqrt(tekst_[i])
    som = som + meer[i]
  end
  if breder and nodig > regel then regel = breder end
  if som == 0 or nodig <= regel / 2 then return nil, nodig, minimum end
  if nodig <= regel then
    for i = 1, #vol do uit[i] = (vol[i] + RAND) / nodig end
    return uit, nodig, minimum
  end
  local rest, totaal = math.max(0, regel - minimum), math.max(regel, minimum)
  for i = 1, #vol do uit[i] = (woord[i] + RAND + rest * meer[i] / som) / totaal end
  return uit, nodig, minimum
end

local function past(t, regel)
  local _, nodig = kolombreedten(t, regel)
  return nodig <= regel
end

-- On a line of this length, or of the second one when it does not fit.
local function verdeel(t, regel, breder)
  local breedten = (TYPST or DOCX) and kolombreedten(t, regel, breder) or nil
  for i, kolom in ipairs(t.colspecs) do t.colspecs[i] = { kolom[1], breedten and breedten[i] or nil } end
  return t
end

-- The paragraph of a cell that is nothing else is no paragraph.
local function losse_alineas(t)
  local function cellen(rijen)
    for _, rij in ipairs(rijen) do
      for _, cel in ipairs(rij.cells) do
        if #cel.contents == 1 and cel.contents[1].t == "Para" then
          cel.contents = { pandoc.Plain(cel.contents[1].content) }
        end
      end
    end
  end
  cellen(t.head.rows)
  for _, lijf in ipairs(t.bodies) do cellen(lijf.body) end
  cellen(t.foot.rows)
end

local function tabel(t)
  verdeel(t, SMAL, BREED)
  local alineas = false
  t:walk({ Para = function() alineas = true end })
  if alineas then losse_alineas(t) end
  -- A first column that is not a number names its row.
  if #t.colspecs > 1 and t.colspecs[1][1] ~= "AlignRight" then
    for _, lijf in ipairs(t.bodies) do lijf.row_head_columns = 1 end
  end
  if HTML then
    t.attr = pandoc.Attr(t.identifier)
    -- Wide tables scroll inside their own box, reachable by keyboard.
    return { rauw('<div class="tabelvak" tabindex="0" role="group" aria-label="' .. woorden.tbl .. '">'), t, rauw("</div>") }
  end
  return t
end

-- On paper definitions stand in two columns, the word above its meaning.
local function DefinitionList(lijst)
  if not TYPST then return nil end
  local uit = pandoc.Blocks({ rauw("#begrippen((") })
  for _, item in ipairs(lijst.content) do
    uit:insert(pandoc.Plain({ rauw_in("(term: ["), table.unpack(item[1]) }))
    uit[#uit].content:insert(rauw_in("], description: ["))
    for _, uitleg in ipairs(item[2]) do uit:extend(uitleg) end
    uit:insert(rauw("]),"))
  end
  uit:insert(rauw("))"))
  return uit
end

-- the brochure's divs ------------------------------------------------------------------------------------------------

local function maat(waarde)
  local n = utf8.len(waarde) or #waarde
  if n <= 7 then return "kort" elseif n <= 12 then return "middel" end
  return "lang"
end

local function kengetal_typst(div)
  local a = div.attributes
  return "(waarde: " .. tekst(a.waarde or "") .. ", label: " .. tekst(a.label or "") .. ", uitleg: " .. tekst(a.uitleg or "")
    .. ', maat: "' .. maat(a.waarde or "") .. '")'
end

local function kengetal_html(div)
  local a = div.attributes
  local uit = '<div class="kengetal"><dt>' .. esc(a.label or "") .. '</dt><dd class="waarde ' .. maat(a.waarde or "")
    .. '">' .. esc(a.waarde or "") .. "</dd>"
  if a.uitleg and a.uitleg ~= "" then uit = uit .. '<dd class="uitleg">' .. esc(a.uitleg) .. "</dd>" end
  return uit .. "</div>"
end

local function kengetallen(tegels)
  if HTML then
    local uit = { '<dl class="kengetallen aantal-' .. #tegels .. '">' }
    for _, t in ipairs(tegels) do uit[#uit + 1] = kengetal_html(t) end
    uit[#uit + 1] = "</dl>"
    return { rauw(table.concat(uit, "\n")) }
  elseif TYPST then
    local uit = {}
    for _, t in ipairs(tegels) do uit[#uit + 1] = kengetal_typst(t) end
    return { rauw((samenvatting and "#kengetallen_op_een_rij(" or "#kengetallen(") .. table.concat(uit, ",\n") .. ",)") }
  end
  local uit = pandoc.Blocks({})
  for _, t in ipairs(tegels) do
    local a = t.attributes
    uit:insert(stijl("Kengetal", { pandoc.Para({ pandoc.Str(a.waarde or "") }) }))
    local label = pandoc.Inlines({ pandoc.Strong({ pandoc.Str(a.label or "") }) })
    if a.uitleg and a.uitleg ~= "" then label:extend({ pandoc.Str(" – " .. a.uitleg) }) end
    uit:insert(stijl("Kengetal Label", { pandoc.Para(label) }))
  end
  return uit
end

local function kinderen(div, klasse)
  local uit = {}
  for _, blok in ipairs(div.content) do
    if blok.t == "Div" and heeft(blok, klasse) then uit[#uit + 1] = blok end
  end
  return uit
end

-- Blocks as they stand in part of the page: tables are divided anew.
local function in_kolom(blokken, regel)
  return blokken:walk({ Table = function(t) return verdeel(t, regel) end })
end

-- Two parts beside each other on paper; the one with the wider table gets more room.
local function naast(delen)
  local nodig = { HALF, HALF }
  for i, deel in ipairs(delen) do
    deel:walk({ Table = function(t) nodig[i] = math.min(select(2, kolombreedten(t, HALF)), BREED) end })
  end
  local links = math.max(.4, math.min(.6, nodig[1] / (nodig[1] + nodig[2])))
  local uit = pandoc.Blocks({ rauw(("#paar(breedten: (%.2ffr, %.2ffr), "):format(links, 1 - links)) })
  for i, deel in ipairs(delen) do
    uit:extend(om("[", in_kolom(deel, 2 * HALF * (i == 1 and links or 1 - links)), "],"))
  end
  uit:insert(rauw(")"))
  return uit
end

local DIVS = {}

function DIVS.kengetallen(div) return kengetallen(kinderen(div, "kengetal")) end

function DIVS.citaat(div)
  local rol = div.attributes.rol or ""
  if HTML then
    local na = "</blockquote>"
    if rol ~= "" then na = na .. "<figcaption>" .. esc(rol) .. "</figcaption>" end
    return om('<figure class="citaat"><blockquote>', div.content, na .. "</figure>")
  elseif TYPST then
    return om("#citaat(rol: " .. tekst(rol) .. ")[", div.content, "]")
  end
  local uit = pandoc.Blocks({ stijl("Citaat", div.content) })
  if rol ~= "" then uit:insert(stijl("Citaat Rol", { pandoc.Para({ pandoc.Str(rol) }) })) end
  return uit
end

function DIVS.kader(div)
  local titel = div.attributes.titel or ""
  if HTML then
    local kop = titel ~= "" and ('<p class="kadertitel">' .. esc(titel) .. "</p>") or ""
    return om('<div class="kader">' .. kop, div.content, "</div>")
  elseif TYPST then
    return om("#kader(titel: " .. tekst(titel) .. ")[", div.content, "]")
  end
  local uit = pandoc.Blocks({})
  if titel ~= "" then uit:insert(stijl("Kader Titel", { pandoc.Para({ pandoc.Str(titel) }) })) end
  uit:insert(stijl("Kader", div.content))
  return uit
end

-- The message of a figure, above it.
function DIVS.figuurtitel(div)
  if HTML then return om('<div class="figuurtitel">', div.content, "</div>") end
  if TYPST then return om("#figuurtitel[", div.content, "]") end
  return { stijl("Figuur Titel", div.content) }
end

-- Numbers behind a figure: one click away on screen, in place on paper and in Word.
function DIVS.cijfertabel(div)
  local titel = div.attributes.titel or woorden.cijfers
  if HTML then
    return om('<details class="cijfertabel"><summary>' .. esc(titel) .. "</summary>", div.content, "</details>")
  elseif TYPST then
    return om("#cijfertabel(titel: " .. tekst(titel) .. ")[", div.content, "]")
  end
  local uit = pandoc.Blocks({ stijl("Kader Titel", { pandoc.Para({ pandoc.Str(titel) }) }) })
  uit:extend(div.content)
  return uit
end

-- On paper the numbers behind a chart stand together in a section of their own, so that the story is not broken up; the
-- summary leaves them to the report.
local figuurcijfers = {}

local function cijfers_apart(div)
  if not heeft(div, "figuurblok") then return nil end
  local naam, titel, inhoud = "<cijfers-" .. (div.attributes.naam or "") .. ">", pandoc.Blocks({}), pandoc.Blocks({})
  for _, deel in ipairs(div.content) do
    if is_div(deel, "figuurtitel") then titel = deel.content:clone() end
    if not is_div(deel, "cijfertabel") then
      inhoud:insert(deel)
    elseif not samenvatting then
      local blokken = om("#figuurcijfers(" .. naam .. ", [", titel, "])[")
      blokken:extend(deel.content)
      blokken:insert(rauw("]"))
      local breed = false
      deel:walk({ Table = function(t)
        local _, nodig, minimum = kolombreedten(t, HALF)
        breed = breed or minimum > HALF or nodig > 2.3 * HALF
      end })
      table.insert(figuurcijfers, { blokken = blokken, breed = breed })
      inhoud:insert(rauw("#naar_cijfers(" .. naam .. ", " .. tekst(woorden.op_papier) .. ")"))
    end
  end
  div.content = inhoud
  return div
end

-- Two that are narrow stand beside each other.
function DIVS.figuurcijfers()
  local uit, wacht = pandoc.Blocks({}), nil
  local function zet(delen)
    if #delen == 1 then uit:extend(delen[1]) else uit:extend(naast(delen)) end
  end
  for _, f in ipairs(figuurcijfers) do
    if f.breed then
      if wacht then zet({ wacht }) end
      zet({ f.blokken })
      wacht = nil
    elseif wacht then
      zet({ wacht, f.blokken })
      wacht = nil
    else
      wacht = f.blokken
    end
  end
  if wacht then zet({ wacht }) end
  return uit
end

-- A chart with its title: on paper they stay together.
function DIVS.figuurblok(div)
  if TYPST then return om("#figuurblok[", div.content, "]") end
  return div.content
end

-- Two charts or tables beside each other on paper; below each other elsewhere.
function DIVS.paar(div)
  local delen = kinderen(div, "kolom")
  local uit = pandoc.Blocks({})
  if not TYPST then
    for _, kolom in ipairs(delen) do uit:extend(kolom.content) end
    return uit
  end
  for i, kolom in ipairs(delen) do delen[i] = kolom.content end
  return naast(delen)
end

function DIVS.kolommen(div)
  if TYPST then
    local uit = pandoc.Blocks({ rauw("#kolommen(") })
    for _, kolom in ipairs(kinderen(div, "kolom")) do uit:extend(om("[", kolom.content, "],")) end
    uit:insert(rauw(")"))
    return uit
  elseif HTML then
    local uit = pandoc.Blocks({ rauw('<div class="kolommen">') })
    for _, kolom in ipairs(kinderen(div, "kolom")) do uit:extend(om('<div class="kolom">', kolom.content, "</div>")) end
    uit:insert(rauw("</div>"))
    return uit
  end
  return div.content
end

-- The what-if panel: its numbers and its program as inline scripts, so that the page is whole on its own. Without
-- JavaScript and on paper the contents of the div remain.
DIVS["wat-als"] = function(div)
  if not HTML then return div.content end
  local programma = lees("theme/wat-als.js")
  if not programma then fout("theme/wat-als.js ontbreekt") end
  if programma:lower():find("</script", 1, true) or programma:find("<!--", 1, true) then
    fout("theme/wat-als.js bevat '</script' of '<!--'")
  end
  local uit = pandoc.Blocks({ rauw('<div id="' .. esc(div.identifier) .. '" class="wat-als">') })
  for _, blok in ipairs(div.content) do
    if blok.t == "CodeBlock" and heeft(blok, "wat-als-gegevens") then
      -- text.wat_als writes <, > and & as \u003c and so on; anything else could end the element early.
      if blok.text:find("[<>&]") then fout("de gegevens van wat-als zijn niet veilig geschreven") end
      uit:insert(rauw('<script type="application/json" id="wat-als-gegevens">' .. blok.text .. "</script>"))
      uit:insert(rauw("<script>\n" .. programma .. "</script>"))
    else
      uit:insert(blok)
    end
  end
  uit:insert(rauw("</div>"))
  return uit
end

-- The text column: on paper running text is indented, and headings, charts and wide tables use the whole width.
local TEKST = { Para = true, Plain = true, BulletList = true, OrderedList = true, BlockQuote = true }
local IN_KOLOM = { "citaat", "kader", "samenvatting", "tijdlijn", "bijsluiter" }
local HEEL_BREED = { "klein", "paar", "kolommen", "kengetallen", "figuurblok", "cijfertabel", "figuurcijfers", "wat-als", "omslag" }

local function hoort_in_kolom(blok)
  if TEKST[blok.t] or (blok.t == "Header" and blok.level > HOOFDSTUK + 1) then return true end
  if blok.t == "Table" then return past(blok, SMAL) end
  if blok.t ~= "Div" then return false end
  for _, klasse in ipairs(HEEL_BREED) do if heeft(blok, klasse) then return false end end
  for _, klasse in ipairs(IN_KOLOM) do if heeft(blok, klasse) then return true end end
  -- What is left is a numbered table (or a chart without a block of its own).
  local smal = false
  blok:walk({ Table = function(t) smal = past(t, SMAL) end })
  return smal
end

local function tekstkolom(doc)
  if not TYPST or samenvatting then return nil end
  local uit, kolom = pandoc.Blocks({}), pandoc.Blocks({})
  local figuren = false -- without a chart there is no section with their numbers
  doc.blocks:walk({ Div = function(div) figuren = figuren or heeft(div, "figuurblok") end })
  -- A few lines that introduce a table stay with it.
  local function leg_neer(volgt)
    local plakt = #kolom <= 2 and kolom:filter(function(b) return b.t ~= "Para" and b.t ~= "Header" end)[1] == nil
      and volgt and volgt.t ~= "Header" and not heeft(volgt, "figuurblok")
    if #kolom > 0 then uit:extend(om(plakt and "#smal(plakt: true)[" or "#smal[", kolom, "]")) end
    kolom = pandoc.Blocks({})
  end
  local function verdeel_over(blokken)
    for _, blok in ipairs(blokken) do
      if is_div(blok, "papier") then
        if figuren then verdeel_over(blok.content) end
      elseif hoort_in_kolom(blok) then
        if blok.t == "Header" then leg_neer() end
        kolom:insert(blok)
      else
        leg_neer(blok)
        uit:insert(blok)
      end
    end
  end
  verdeel_over(doc.blocks)
  leg_neer()
  doc.blocks = uit
  return doc
end

local function omlijst(naam, docx_stijl)
  return function(div)
    if HTML then return om('<div class="' .. naam .. '">', div.content, "</div>") end
    if TYPST then return om("#" .. naam .. "[", div.content, "]") end
    return docx_stijl and { stijl(docx_stijl, div.content) } or div.content
  end
end

DIVS.klein = omlijst("klein")
function DIVS.papier(div) return TYPST and div.content or {} end
DIVS.tijdlijn = omlijst("tijdlijn")
DIVS.samenvatting = omlijst("samenvatting", "Samenvatting")
DIVS.bijsluiter = omlijst("bijsluiter", "Bijsluiter")

local function Div(div)
  if heeft(div, "zwevend") then
    local a = div.attributes
    local bijschrift = div.content[1]
    local inhoud = pandoc.Blocks({ table.unpack(div.content, 2) })
    return zwevend(a.soort, div.identifier, a.nummer, bijschrift.content, inhoud)
  end
  for _, klasse in ipairs(div.classes) do
    if DIVS[klasse] then return DIVS[klasse](div) end
  end
  -- A tile outside a grid is a grid of one; inside one its parent draws it, and this result is not used.
  if heeft(div, "kengetal") then return nil end
end

local VEILIG = { "^https?://", "^mailto:", "^#" }

-- Links lead to the web, to mail or inside the document; anything else is shown as text.
local function Link(link)
  for _, patroon in ipairs(VEILIG) do
    if link.target:match(patroon) then return nil end
  end
  local uit = pandoc.Inlines(link.content)
  uit:extend({ pandoc.Str(" (" .. link.target .. ")") })
  return uit
end

local function Image(img) return beeld(img) end

-- Document ------------------------------------------------------------------------------------------------------------

local function meta_tekst(waarde) return waarde and pandoc.utils.stringify(waarde) or "" end

-- Word's and PDF/UA's readers stumble over a skipped level.
local function geen_sprongen(blokken)
  local vorig = HOOFDSTUK - 1
  return blokken:walk({ Header = function(h)
    if h.level < HOOFDSTUK then h.level = HOOFDSTUK end
    if h.level > vorig + 1 then h.level = vorig + 1 end
    vorig = h.level
    return h
  end })
end

local function omslag_html(meta, inhoud)
  local uit = pandoc.Blocks({ rauw('<header class="omslag"><div class="omslag-tekst">') })
  local jaar, sub, titel = meta_tekst(meta.verslagjaar), meta_tekst(meta.subtitle), meta_tekst(meta.title)
  local kop = '<h1>' .. esc(titel) .. "</h1>"
  if sub ~= "" then kop = kop .. '\n<p class="ondertitel">' .. esc(sub) .. "</p>" end
  if jaar ~= "" and not (titel .. sub):find(jaar, 1, true) then
    kop = kop .. '\n<p class="ondertitel">' .. esc(jaar) .. "</p>"
  end
  uit:insert(rauw(kop))
  uit:extend(inhoud)
  uit:insert(rauw('</div><div class="huizen"></div></header>'))
  return uit
end

local function inhoudsopgave(hoofdstukken)
  local uit = { '<nav class="inhoud" aria-labelledby="inhoud-kop"><p id="inhoud-kop">' .. woorden.inhoud .. "</p><ol>" }
  for _, h in ipairs(hoofdstukken) do
    uit[#uit + 1] = '<li><a href="#' .. esc(h.identifier) .. '">' .. esc(pandoc.utils.stringify(h.content)) .. "</a></li>"
  end
  uit[#uit + 1] = "</ol></nav>"
  return rauw(table.concat(uit, "\n"))
end

-- Notes stand at the end of their chapter; pandoc would put them behind everything, outside the page's main part.
local noten = 0

local function met_voetnoten(blokken)
  local eerste, lijst = noten + 1, pandoc.Blocks({})
  local uit = blokken:walk({ Note = function(noot)
    noten = noten + 1
    local id = "voetnoot-" .. noten
    lijst:insert(rauw('<li id="' .. id .. '">'))
    lijst:extend(noot.content)
    lijst:insert(rauw('<a href="#' .. id .. '-terug" role="doc-backlink" aria-label="' .. woorden.terug .. " " .. noten .. '">↑</a></li>'))
    return rauw_in('<sup><a href="#' .. id .. '" id="' .. id .. '-terug" role="doc-noteref" aria-label="' .. woorden.noot .. " "
      .. noten .. '">' .. noten .. "</a></sup>")
  end })
  if #lijst > 0 then uit:extend(om('<ol class="voetnoten" start="' .. eerste .. '">', lijst, "</ol>")) end
  return uit
end

local function hoofdstuk_html(stuk, klasse)
  stuk.blokken = met_voetnoten(stuk.blokken)
  if not stuk.kop then return stuk.blokken end
  -- The heading's own class (opening, nieuwe-pagina) is about the page, so it belongs to the section.
  for _, eigen in ipairs(stuk.kop.classes) do klasse = klasse .. " " .. eigen end
  stuk.kop.classes = {}
  local uit = pandoc.Blocks({ rauw('<section class="' .. klasse .. '">'), stuk.kop })
  uit:extend(stuk.blokken)
  uit:insert(rauw("</section>"))
  return uit
end

-- A first chapter that opens with big figures is the landing view: across the page, before the contents.
local function is_landing(stuk)
  local eerste = stuk.kop and stuk.blokken[1]
  return eerste and eerste.t == "RawBlock" and eerste.text:match('^<dl class="kengetallen') ~= nil
end

-- Cover, landing chapter, contents and one section per chapter.
local function pagina_html(doc, omslag, stukken)
  local uit = omslag_html(doc.meta, omslag)
  local koppen = {}
  for _, stuk in ipairs(stukken) do if stuk.kop then koppen[#koppen + 1] = stuk.kop end end
  uit:insert(rauw('<main id="hoofdinhoud" tabindex="-1">'))
  local begin = 1
  if stukken[1] and is_landing(stukken[1]) then
    uit:extend(hoofdstuk_html(stukken[1], "hoofdstuk landing"))
    begin = 2
  end
  uit:insert(rauw('<div class="pagina">'))
  uit:insert(inhoudsopgave(koppen))
  uit:insert(rauw('<div class="hoofdstukken">'))
  for i = begin, #stukken do uit:extend(hoofdstuk_html(stukken[i], "hoofdstuk")) end
  uit:insert(rauw("</div></div></main>"))
  return uit
end

local function Pandoc(doc)
  local omslag, stukken = pandoc.Blocks({}), {}
  local stuk = { blokken = pandoc.Blocks({}) }
  for _, blok in ipairs(geen_sprongen(doc.blocks)) do
    if is_div(blok, "omslag") then
      omslag:extend(blok.content)
    elseif blok.t == "Header" and blok.level == HOOFDSTUK then
      if stuk.kop or #stuk.blokken > 0 then stukken[#stukken + 1] = stuk end
      stuk = { kop = blok, blokken = pandoc.Blocks({}) }
    else
      stuk.blokken:insert(blok)
    end
  end
  if stuk.kop or #stuk.blokken > 0 then stukken[#stukken + 1] = stuk end

  if HTML then
    doc.blocks = pagina_html(doc, omslag, stukken)
    return doc
  end
  local uit = pandoc.Blocks({})
  if TYPST and samenvatting then
    uit:extend(om("#samenvattingskop(" .. tekst(meta_tekst(doc.meta.title)) .. ")[", omslag, "]"))
    uit:insert(rauw("#op_een_blad["))
  elseif TYPST then
    uit:extend(om("#omslag(verslagjaar: " .. tekst(meta_tekst(doc.meta.verslagjaar)) .. ", ondertitel: "
      .. tekst(meta_tekst(doc.meta.subtitle)) .. ")[", omslag, "]"))
    uit:insert(rauw("#inhoudsopgave(titel: " .. tekst(woorden.inhoud) .. ")"))
  else
    uit:extend(omslag)
  end
  for nummer, s in ipairs(stukken) do
    if s.kop then
      -- On paper the main chapters open with a band on a page of their own; the supplement tells which (it is not shown).
      if TYPST then
        if nummer > 1 and (heeft(s.kop, "opening") or heeft(s.kop, "nieuwe-pagina")) then uit:insert(rauw("#slotbeeld")) end
        if heeft(s.kop, "nieuwe-pagina") then uit:insert(rauw("#pagebreak(weak: true)")) end
        uit:insert(rauw("#set heading(supplement: [" .. (samenvatting and "vlak" or heeft(s.kop, "opening") and "groot" or "klein") .. "])"))
      end
      uit:insert(s.kop)
    end
    uit:extend(s.blokken)
  end
  if TYPST then uit:insert(rauw(samenvatting and "]" or "#slotbeeld")) end
  doc.blocks = uit
  return doc
end

local function Meta(meta)
  samenvatting = meta.samenvatting == true
  woorden = WOORDEN[meta_tekst(meta.lang):sub(1, 2)] or WOORDEN.nl
end

-- pandoc before 3.9 (the one inside Quarto 1.9) leaves hyphens that are text bare, and Typst sets a dash for two of them.
local function streepjes(str)
  if not str.text:find("--", 1, true) then return nil end
  local uit, plek = pandoc.Inlines({}), 1
  for een, rest, na in str.text:gmatch("()%-(%-+)()") do
    uit:extend({ pandoc.Str(str.text:sub(plek, een)), rauw_in(("\\-"):rep(#rest)) })
    plek = na
  end
  if plek <= #str.text then uit:insert(pandoc.Str(str.text:sub(plek))) end
  return uit
end

return {
  { Meta = Meta },
  { Image = Image, Link = Link },
  { Pandoc = tekstkolom },
  { Table = tabel, DefinitionList = DefinitionList },
  { FloatRefTarget = FloatRefTarget, Figure = figuur_zonder_nummer },
  { Div = TYPST and cijfers_apart or nil },
  { Div = Div }, -- from the inside out, so that parts may stand inside each other
  { Pandoc = Pandoc },
  { Str = TYPST and PANDOC_VERSION < "3.9" and streepjes or nil },
}
