-- The embedded renderer, run by render.py with `pandoc lua`: what Quarto does around theme/brochure.lua, for all documents
-- and formats in one go, as reading takes longest. Figures from the metadata, content for one format, numbering of figures
-- and tables, references; keep to docs/quarto-deelverzameling.md.

local WOORDEN = { nl = { fig = "Figuur", tbl = "Tabel" }, en = { fig = "Figure", tbl = "Table" } }
-- render.py writes each {{< meta a.b >}} as one private-use token, so that no value is ever read as Markdown source.
local TOKEN = "\u{E000}([%w_%.%-]+)\u{E001}"
local NBSP = "\u{00A0}"
local meta, woorden = {}, WOORDEN.nl -- of all documents
local soort_uitvoer -- html, typst or docx

local function fout(boodschap)
  io.stderr:write(boodschap .. "\n")
  os.exit(3)
end

local function waarde(sleutel)
  local plek = meta
  for deel in sleutel:gmatch("[^%.]+") do
    plek = type(plek) == "table" and plek[deel] or nil
    if plek == nil then fout("onbekend cijfer in de tekst: " .. sleutel) end
  end
  return plek
end

local function als_tekst(sleutel) return pandoc.utils.stringify(waarde(sleutel)) end

local function als_inlines(sleutel)
  local w = waarde(sleutel)
  if pandoc.utils.type(w) == "Inlines" then return w:clone() end
  if pandoc.utils.type(w) == "Blocks" then return pandoc.utils.blocks_to_inlines(w) end
  return pandoc.Inlines({ pandoc.Str(pandoc.utils.stringify(w)) })
end

local function vul(text) return (text:gsub(TOKEN, als_tekst)) end

local function Str(el)
  if not el.text:find("\u{E000}", 1, true) then return nil end
  local uit, plek = pandoc.Inlines({}), 1
  while true do
    local van, tot, sleutel = el.text:find(TOKEN, plek)
    if not van then break end
    if van > plek then uit:insert(pandoc.Str(el.text:sub(plek, van - 1))) end
    uit:extend(als_inlines(sleutel))
    plek = tot + 1
  end
  if plek <= #el.text then uit:insert(pandoc.Str(el.text:sub(plek))) end
  return uit
end

local function attributen(el)
  local veranderd = false
  for sleutel, inhoud in pairs(el.attributes) do
    if inhoud:find("\u{E000}", 1, true) then el.attributes[sleutel] = vul(inhoud); veranderd = true end
  end
  if veranderd then return el end
end

local function Link(el)
  if el.target:find("\u{E000}", 1, true) then
    el.target = vul(el.target)
    return attributen(el) or el
  end
  return attributen(el)
end

-- Most text has no figure in it: looking at it by the paragraph costs less than by the word.
local function gevuld(blok)
  if pandoc.utils.stringify(blok):find("\u{E000}", 1, true) then return blok:walk({ Str = Str }) end
end

local function Header(el)
  local kop = attributen(el) or el
  return gevuld(kop) or kop
end

local verwijst -- the document refers to figures or tables

local INVULLING = {
  { Plain = gevuld, Para = gevuld, LineBlock = gevuld, DefinitionList = gevuld, Header = Header, Div = attributen },
  { Link = Link, Span = attributen, Image = attributen, Cite = function() verwijst = true end },
}

-- content-visible / content-hidden with when-format or unless-format
local function zichtbaar(el)
  local toon = el.classes:includes("content-visible")
  if not toon and not el.classes:includes("content-hidden") then return nil end
  local wel, niet = el.attributes["when-format"], el.attributes["unless-format"]
  local past = (wel == nil or wel == soort_uitvoer) and (niet == nil or niet ~= soort_uitvoer)
  if past ~= toon then return {} end
  return el.content
end

-- numbering ------------------------------------------------------------------------------------------------------------

local teller, nummers

local function nummer(soort, id)
  teller[soort] = teller[soort] + 1
  if id == "" then return tostring(teller[soort]) end
  if nummers[id] then fout("dubbele naam van een figuur of tabel: " .. id) end
  nummers[id] = teller[soort]
  return tostring(teller[soort])
end

local function zwevend(soort, id, bijschrift, inhoud)
  local div = pandoc.Div({ pandoc.Plain(bijschrift) },
    pandoc.Attr(id, { "zwevend" }, { soort = soort, nummer = nummer(soort, id) }))
  div.content:extend(inhoud)
  return div
end

local function bijschrift(caption)
  return pandoc.utils.blocks_to_inlines(caption.long)
end

local function Figure(fig)
  local id = fig.identifier
  local beeld = fig.content[1] and fig.content[1].content and fig.content[1].content[1]
  if beeld and beeld.t == "Image" and id == "" then id = beeld.identifier end
  local kop = bijschrift(fig.caption)
  if not id:match("^fig%-") then
    if #kop == 0 then return nil end
    id = "" -- a caption without a name is numbered too, as Quarto does
  end
  if beeld and beeld.t == "Image" then beeld.identifier = "" end
  return zwevend("fig", id, kop, fig.content), false
end

local function Table(t)
  local kop = bijschrift(t.caption)
  local id = t.identifier
  if id == "" and #kop > 0 and kop[#kop].t == "Str" then
    id = kop[#kop].text:match("^{#(tbl%-[%w_%-]+)}$") or ""
    if id ~= "" then
      kop:remove(#kop)
      if #kop > 0 and kop[#kop].t == "Space" then kop:remove(#kop) end
    end
  end
  if not id:match("^tbl%-") then
    if #kop == 0 then return nil end
    id = ""
  end
  t.identifier = ""
  t.caption = { long = {} }
  return zwevend("tbl", id, kop, { t }), false
end

local function Cite(cite)
  local uit = pandoc.Inlines({})
  for i, c in ipairs(cite.citations) do
    local soort = c.id:match("^(%a+)%-")
    if soort ~= "fig" and soort ~= "tbl" then return cite.content end
    if not nummers[c.id] then fout("onopgeloste verwijzing: @" .. c.id) end
    if i > 1 then uit:extend({ pandoc.Str(","), pandoc.Space() }) end
    if soort_uitvoer == "typst" then
      uit:insert(pandoc.RawInline("typst", "#ref(<" .. c.id .. ">, supplement: [" .. woorden[soort] .. "])"))
    else
      uit:insert(pandoc.Link({ pandoc.Str(woorden[soort] .. NBSP .. nummers[c.id]) }, "#" .. c.id, "",
        pandoc.Attr("", { "quarto-xref" })))
    end
  end
  return uit
end

-- documents ------------------------------------------------------------------------------------------------------------

local SCHRIJVER = { html = "html5", typst = "typst", docx = "docx" }

-- For paper and Word: the title is no heading there, so that chapters are of the first level.
local function hoger(kop)
  kop.level = kop.level - 1
  return kop
end

local function voor_formaat(doc, formaat)
  soort_uitvoer, teller, nummers = formaat, { fig = 0, tbl = 0 }, {}
  doc = doc:walk({ Div = zichtbaar })
  doc = doc:walk({ traverse = "topdown", Figure = Figure, Table = Table })
  if verwijst then doc = doc:walk({ Cite = Cite }) end
  local omgeving = setmetatable({ FORMAT = SCHRIJVER[formaat] }, { __index = _G })
  doc = pandoc.utils.run_lua_filter(doc, "theme/brochure.lua", omgeving)
  return formaat == "html" and doc or doc:walk({ Header = hoger })
end

local function lees(pad)
  local bestand = io.open(pad, "rb") or fout("bestand ontbreekt: " .. pad)
  local inhoud = bestand:read("a")
  bestand:close()
  return inhoud
end

local function geschreven(doc, deel)
  local schrijver, opties = SCHRIJVER[deel.formaat], { wrap_text = "wrap-none", reference_doc = deel.voorbeeld }
  if not deel.sjabloon then return pandoc.write(doc, schrijver, opties) end
  -- With a template pandoc lays out every line of a page anew, twice the work; so it comes around what is written.
  local inhoud = pandoc.RawBlock(schrijver, pandoc.write(doc, schrijver, opties))
  opties.template = pandoc.template.compile(lees(deel.sjabloon), deel.sjabloon)
  return pandoc.write(pandoc.Pandoc({ inhoud }, doc.meta), schrijver, opties)
end

local function schrijf(pad, inhoud)
  local bestand = io.open(pad, "wb")
  if not bestand or not bestand:write(inhoud) or not bestand:close() then fout("niet te schrijven: " .. pad) end
end

local opdracht = pandoc.json.decode(io.read("a"), false)

-- The empty list of files keeps the reader in a sandbox; the writers find no picture but those that brochure.lua allows.
local function gelezen(bron) return pandoc.read(bron, opdracht.lezer, nil, {}) end

meta = gelezen("---\n" .. lees("meta.yml") .. lees("cijfers.yml") .. "---\n").meta
woorden = WOORDEN[pandoc.utils.stringify(meta.lang or "nl"):sub(1, 2)] or WOORDEN.nl

for _, document in ipairs(opdracht.documenten) do
  local doc = gelezen(document.bron)
  verwijst = false
  for _, filter in ipairs(INVULLING) do doc.blocks = doc.blocks:walk(filter) end
  -- Without the figures, which every walk would go through again.
  for sleutel, inhoud in pairs(meta) do
    if sleutel ~= "kf" and doc.meta[sleutel] == nil then doc.meta[sleutel] = inhoud end
  end
  for _, deel in ipairs(document.delen) do schrijf(deel.doel, geschreven(voor_formaat(doc, deel.formaat), deel)) end
end
