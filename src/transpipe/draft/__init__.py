"""Takes units without words and a translator, gives a draft for each that is fit; see `suggest`.

What an engine answers passes `guard`, which unwraps it (`unwrapping`), finds its placeholders
again (`masking`), mends what has one way back (`mending`), and asks the rules.
"""
