"""The words that the command line accepts, apart from the modules that act on them (those are slow to import)."""

FORMATEN = ("html", "pdf", "docx")
STANDAARDFORMATEN = ("html", "pdf")
MOTOREN = ("auto", "vork", "kernel")
RENDERERS = ("auto", "quarto", "ingebouwd")
TALEN = ("nl", "en")
SCHELPEN = ("bash", "zsh", "fish", "powershell")
