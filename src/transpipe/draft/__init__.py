"""Takes units without words and a translator, gives a draft for each that is fit; see `suggest`."""
